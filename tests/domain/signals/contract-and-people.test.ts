import { describe, expect, it } from "vitest";
import type { BookUsage } from "../../../src/domain/signals/book-usage.ts";
import { arrOn, customerSince, inForce, isCustomer, renewalOn, seatsOn } from "../../../src/domain/signals/contract-state.ts";
import type { AccountHistory, ContactRow, InvoiceRow, MeetingRow } from "../../../src/domain/signals/history.ts";
import { SIGNAL_RULES } from "../../../src/domain/signals/rules.ts";
import { dayText } from "../../../src/domain/signals/signal.ts";
import { judged, severity } from "./judged.ts";
import { busyBook, EMPTY_BOOK, NOTHING, steady, subscription, TODAY, uses } from "./sample-history.ts";

const meeting = (ago: number, kind = "check-in", more: Partial<MeetingRow> = {}): MeetingRow => ({
  day: TODAY - ago,
  kind,
  held: true,
  missed: false,
  ...more,
});
const meets = (last = 0): BookUsage => ({ ...busyBook(), meetings: uses({ [last]: 1 }), reviewsFrom: TODAY - 400 });
const history = (more: Partial<AccountHistory>): AccountHistory => ({ ...NOTHING, ...more });

describe("what a contract says of a day", () => {
  const rows = (...subscriptions: AccountHistory["subscriptions"]) => history({ subscriptions });

  it("in force: from its first day, up to but not on its last, after the trial", () => {
    expect(inForce(rows(subscription(0)), TODAY)).toHaveLength(1);
    expect(inForce(rows(subscription(-1)), TODAY)).toEqual([]);
    expect(inForce(rows(subscription(9, { ended: TODAY + 1 })), TODAY)).toHaveLength(1);
    expect(inForce(rows(subscription(9, { ended: TODAY })), TODAY)).toEqual([]);
    expect(inForce(rows(subscription(9, { trialEnd: TODAY })), TODAY)).toHaveLength(1);
    expect(inForce(rows(subscription(9, { trialEnd: TODAY + 1 })), TODAY)).toEqual([]);
  });

  it("a customer: something begun has not ended, a trial too; without any subscription nobody has left", () => {
    expect(isCustomer(rows(), TODAY)).toBe(true);
    expect(isCustomer(rows(subscription(-1, { ended: TODAY + 9 })), TODAY)).toBe(true);
    expect(isCustomer(rows(subscription(9, { trialEnd: TODAY + 5 })), TODAY)).toBe(true);
    expect(isCustomer(rows(subscription(9, { ended: TODAY })), TODAY)).toBe(false);
    expect(isCustomer(rows(subscription(9, { ended: TODAY }), subscription(5, { ended: TODAY + 1 })), TODAY)).toBe(true);
    expect(customerSince(rows(subscription(9), subscription(30), subscription(-5)), TODAY)).toBe(TODAY - 30);
    expect(customerSince(rows(subscription(-5)), TODAY)).toBeNull();
    expect(customerSince(rows(subscription(0)), TODAY)).toBe(TODAY);
  });

  it("seats and revenue add up over what is in force, in one currency", () => {
    const both = rows(
      subscription(9, { seats: 3, arr: 100 }),
      subscription(9, { seats: null, arr: 50 }),
      subscription(9, { seats: 4, ended: TODAY, arr: 7 }),
    );
    expect([seatsOn(both, TODAY), arrOn(both, TODAY)]).toEqual([3, { arr: 150, currency: "USD" }]);
    expect(arrOn(rows(subscription(9, { arr: 100 }), subscription(9, { arr: 50, currency: "EUR" })), TODAY)).toBeNull();
    expect(arrOn(rows(subscription(9, { arr: 100, currency: null })), TODAY)).toBeNull();
    expect(arrOn(rows(subscription(9, { arr: 100 }), subscription(9, { arr: null, currency: "EUR" })), TODAY)).toEqual({
      arr: 100,
      currency: "USD",
    });
    expect(arrOn(rows(subscription(9)), TODAY)).toBeNull();
  });

  it("the renewal: the nearest end of a term of more than a month, counted back in whole months where the export knows a later term only", () => {
    const on = (...more: Parameters<typeof subscription>[1][]): number | null =>
      renewalOn(rows(...more.map((one) => subscription(800, one))), TODAY);
    expect(on({ periodStart: TODAY, periodEnd: TODAY + 365 })).toBe(TODAY + 365);
    expect(on({ periodEnd: TODAY + 90 }, { periodEnd: TODAY + 30 }, { periodEnd: TODAY + 5, months: 1 })).toBe(TODAY + 30);
    expect(on({ periodStart: null, periodEnd: TODAY + 3 })).toBe(TODAY + 3);
    expect(on({ periodEnd: null })).toBeNull();
    const days = (text: string): number => Math.round(Date.parse(text) / 86_400_000);
    // TODAY is 2026-11-20. The term that began on 31 January 2027 was one of three months before.
    expect(dayText(on({ periodStart: days("2027-01-31"), periodEnd: days("2027-04-30"), months: 3 }) ?? 0)).toBe("2027-01-31");
    expect(dayText(on({ periodStart: days("2027-05-31"), periodEnd: days("2027-08-31"), months: 3 }) ?? 0)).toBe("2026-11-30");
    expect(dayText(on({ periodStart: days("2028-11-20"), periodEnd: days("2029-11-20"), months: 12 }) ?? 0)).toBe("2027-11-20");
    expect(dayText(on({ periodStart: days("2028-11-21"), periodEnd: days("2029-11-21"), months: 12 }) ?? 0)).toBe("2026-11-21");
    expect(dayText(on({ periodStart: days("2027-03-31"), periodEnd: days("2027-04-30"), months: 2 }) ?? 0)).toBe("2026-11-30");
  });
});

describe("signals of the contract", () => {
  const due = (inDays: number, more = {}) => ({ subscriptions: [subscription(800, { periodEnd: TODAY + inDays, ...more })] });

  it("renewal_due: graver at 60 and 30 days, and where meetings are recorded and none was about it", () => {
    expect([91, 90, 61, 60, 31, 30, 0, -1].map((inDays) => severity("renewal_due", due(inDays)))).toEqual([
      null,
      "low",
      "low",
      "medium",
      "medium",
      "high",
      "high",
      null,
    ]);
    const talk = (ago: number, more: Partial<MeetingRow> = {}) => ({ ...due(30), meetings: [meeting(ago, "renewal", more)] });
    expect(severity("renewal_due", due(30), meets())).toBe("critical");
    expect(severity("renewal_due", due(90), meets(30))).toBe("medium");
    expect(severity("renewal_due", due(90), meets(31))).toBe("low");
    expect(severity("renewal_due", talk(119), meets())).toBe("high");
    expect(severity("renewal_due", talk(120), meets())).toBe("critical");
    expect(severity("renewal_due", talk(5, { held: false }), meets())).toBe("critical");
    expect(severity("renewal_due", { ...due(30), meetings: [meeting(5)] }, meets())).toBe("critical");
    expect(judged("renewal_due", { ...due(30, { arr: 500 }), meetings: [meeting(5, "renewal")] })).toEqual([
      "high",
      30,
      dayText(TODAY + 30),
      1,
      500,
    ]);
    expect(judged("renewal_due", due(30))).toEqual(["high", 30, dayText(TODAY + 30)]);
  });

  it("renewal_overdue: the term is over, was not cancelled, and no other runs on; graver from 30 days, silent after a year", () => {
    expect([1, 0, -1, -29, -30, -365, -366].map((inDays) => severity("renewal_overdue", due(inDays)))).toEqual([
      null,
      null,
      "high",
      "high",
      "critical",
      "critical",
      null,
    ]);
    expect(judged("renewal_overdue", due(-11, { arr: 500 }))).toEqual(["high", 11, dayText(TODAY - 11), 500]);
    expect(severity("renewal_overdue", due(-11, { canceled: TODAY - 40 }))).toBeNull();
    const beside = (more: object) => ({ subscriptions: [...due(-11).subscriptions, subscription(300, more)] });
    expect(severity("renewal_overdue", beside({ periodEnd: TODAY + 200 }))).toBeNull();
    expect(severity("renewal_overdue", { subscriptions: [...due(-11).subscriptions, subscription(11, { periodEnd: null })] })).toBeNull();
    expect(severity("renewal_overdue", beside({ periodEnd: TODAY - 5 }))).toBe("high");
  });

  it("cancellation_requested: of what is still in force, the latest notice up to the day", () => {
    const given = (...ago: number[]) => ({ subscriptions: ago.map((one) => subscription(400, { canceled: TODAY - one, arr: 100 })) });
    expect(judged("cancellation_requested", given(18, 5))).toEqual(["critical", dayText(TODAY - 5), 200]);
    expect(judged("cancellation_requested", given(0))).toEqual(["critical", dayText(TODAY), 100]);
    expect(judged("cancellation_requested", given(-1))).toBeNull();
    expect(judged("cancellation_requested", { subscriptions: [subscription(400, { canceled: TODAY - 5 })] })).toEqual([
      "critical",
      dayText(TODAY - 5),
    ]);
    expect(judged("cancellation_requested", { subscriptions: [subscription(400, { canceled: TODAY - 5, ended: TODAY })] })).toBeNull();
  });

  it("cancellation_requested: of what is set to lapse too, from the day on which that is known, with the day it ends", () => {
    const set = (ago: number, more = {}) => ({
      subscriptions: [subscription(400, { lapseTold: TODAY - ago, arr: 100, periodEnd: TODAY + 26, ...more })],
    });
    expect(judged("cancellation_requested", set(0))).toEqual(["critical", dayText(TODAY + 26), 100]);
    expect(judged("cancellation_requested", set(-1))).toBeNull();
    expect(judged("cancellation_requested", set(0, { canceled: TODAY - 9 }))).toEqual(["critical", dayText(TODAY - 9), 100]);
    expect(judged("cancellation_requested", set(0, { canceled: TODAY + 1 }))).toBeNull();
    expect(judged("cancellation_requested", set(0, { ended: TODAY }))).toBeNull();
  });

  it("downgraded: from 5 % down in 90 days, grave from 30 %", () => {
    const from = (before: number, now: number, more = {}) => ({
      subscriptions: [subscription(400, { arr: before, ended: TODAY - 10 }), subscription(10, { arr: now, ...more })],
    });
    expect(judged("downgraded", from(1000, 950))).toEqual(["medium", expect.closeTo(-0.05, 12), 950, 1000]);
    expect(judged("downgraded", from(1000, 951))).toBeNull();
    expect(severity("downgraded", from(1000, 701))).toBe("medium");
    expect(severity("downgraded", from(1000, 700))).toBe("high");
    expect(judged("downgraded", from(1000, 500, { currency: "EUR" }))).toBeNull();
    expect(judged("downgraded", { subscriptions: [subscription(89, { arr: 5 })] })).toBeNull();
    expect(
      judged("downgraded", { subscriptions: [subscription(400, { arr: 1000, ended: TODAY - 89 }), subscription(80, { arr: 10 })] })?.[0],
    ).toBe("high");
  });

  it("payment_overdue: graver from 30 and 60 days, with the amount where there is one currency", () => {
    const invoice = (due: number | null, more: Partial<InvoiceRow> = {}): InvoiceRow => ({
      issued: TODAY - 100,
      due: due === null ? null : TODAY - due,
      paid: null,
      voided: null,
      owed: 100,
      currency: "USD",
      ...more,
    });
    const of = (...invoices: InvoiceRow[]) => judged("payment_overdue", { invoices });
    expect([0, 1, 29, 30, 59, 60].map((late) => of(invoice(late))?.[0] ?? null)).toEqual([
      null,
      "medium",
      "medium",
      "high",
      "high",
      "critical",
    ]);
    expect(of(invoice(5), invoice(9, { owed: 50 }))).toEqual(["medium", 9, 150, 2]);
    expect(of(invoice(5), invoice(9, { currency: "EUR" }))).toEqual(["medium", 9, 2]);
    expect(of(invoice(null))).toBeNull();
    expect(of(invoice(5, { issued: TODAY + 1 }))).toBeNull();
    expect(of(invoice(5, { issued: TODAY }))?.[0]).toBe("medium");
    expect([of(invoice(5, { paid: TODAY })), of(invoice(5, { paid: TODAY + 1 }))?.[0]]).toEqual([null, "medium"]);
    const began = SIGNAL_RULES.find(({ signal }) => signal === "payment_overdue")?.began;
    // The first day on which the oldest invoice still open is past its due day, as `check` says of the invoice itself.
    expect(began?.({ ...NOTHING, invoices: [invoice(853), invoice(5), invoice(900, { paid: TODAY - 9 })] }, TODAY)).toBe(TODAY - 852);
    expect([of(invoice(5, { voided: TODAY })), of(invoice(5, { voided: TODAY + 1 }))?.[0]]).toEqual([null, "medium"]);
  });

  it("onboarding_stalled: between day 14 and 120, without kickoff or value, or with a milestone a week late", () => {
    const of = (age: number, more: Partial<AccountHistory> = {}, book = busyBook()) =>
      judged("onboarding_stalled", { subscriptions: [subscription(age)], ...more }, { ...book, featuresBy: uses({ 400: 3 }) });
    expect([29, 30, 59, 60, 120, 121].map((age) => of(age)?.[0] ?? null)).toEqual([null, "high", "high", "critical", "critical", null]);
    expect([13, 14].map((age) => of(age, {}, meets())?.[0] ?? null)).toEqual([null, "medium"]);
    expect(of(20, { meetings: [meeting(3, "kickoff")] }, meets())).toBeNull();
    expect(of(20, { meetings: [meeting(3, "kickoff", { held: false })] }, meets())?.[0]).toBe("medium");
    expect(of(20, { meetings: [meeting(-3, "kickoff")] }, meets())?.[0]).toBe("medium");
    expect(of(20, { meetings: [meeting(0, "kickoff")] }, meets())).toBeNull();
    expect(of(20, { firstValue: TODAY }, meets())).toBeNull();
    expect(of(20, { firstValue: TODAY + 1 }, meets())?.[0]).toBe("medium");
    expect(of(60, { firstValue: TODAY - 2 })).toBeNull();
    const milestone = (due: number | null, done: number | null) => ({
      due: due === null ? null : TODAY - due,
      done: done === null ? null : TODAY - done,
    });
    expect([6, 7].map((late) => of(20, { milestones: [milestone(late, null)] })?.[0] ?? null)).toEqual([null, "medium"]);
    expect(of(20, { milestones: [milestone(8, 0), milestone(null, null)] })).toBeNull();
    expect(of(45, { milestones: [milestone(8, -1), milestone(9, null)], meetings: [meeting(3, "kickoff")] })).toEqual([
      "high",
      45,
      0,
      1,
      2,
    ]);
    expect(of(60, { milestones: [milestone(8, null)], firstValue: TODAY - 3 })).toEqual(["medium", 60, 1, 0, 1]);
    // A book without use, or whose use begins later, does not say that there was no value.
    expect(of(60, {}, EMPTY_BOOK)).toBeNull();
    expect(of(60, {}, busyBook({ [-1]: 5 }))).toBeNull();
    expect(of(60, {}, busyBook({ 0: 5 }))?.[0]).toBe("critical");
    expect(judged("onboarding_stalled", {})).toBeNull();
    // Log-ins alone tell of no value.
    expect(judged("onboarding_stalled", { subscriptions: [subscription(60)] }, busyBook())).toBeNull();
  });

  it("onboarding_stalled: not by a start that is reckoned back from a renewal date, nor by one that use is older than", () => {
    const book = { ...busyBook(), featuresBy: uses({ 400: 3 }) };
    const of = (record: "told" | "assumed", used: number) =>
      judged("onboarding_stalled", { subscriptions: [{ ...subscription(60), record }], use: uses({ [used]: 4 }) }, book)?.[0] ?? null;
    expect([of("assumed", 40), of("told", 40), of("told", 150), of("told", 151)]).toEqual([null, "critical", "critical", null]);
  });

  it("review_overdue: a quarter and two weeks for strategic and large accounts, half a year and a month for mid touch", () => {
    const of = (arr: number | null, reviewed: number | null, more: Partial<AccountHistory> = {}, book = meets()) =>
      judged(
        "review_overdue",
        { subscriptions: [subscription(300, { arr })], meetings: reviewed === null ? [] : [meeting(reviewed, "qbr")], ...more },
        book,
      );
    expect(of(10_000_000, 106)).toBeNull();
    expect(of(10_000_000, 107)).toEqual(["medium", 107, 106]);
    expect(of(9_999_999, 107)).toBeNull();
    expect(of(100, 107, { strategic: true })).toEqual(["medium", 107, 106]);
    expect(of(1_000_000, 214)).toBeNull();
    expect(of(1_000_000, 215)).toEqual(["low", 215, 214]);
    expect(of(999_999, 299)).toBeNull();
    expect(of(1_000_000, null)).toEqual(["low", 300, 214]);
    expect(of(1_000_000, null, { meetings: [meeting(10, "executive-review")] })).toBeNull();
    expect(of(1_000_000, null, { meetings: [meeting(10, "qbr", { held: false }), meeting(-1, "qbr"), meeting(3)] })?.[0]).toBe("low");
    expect(of(1_000_000, null, { meetings: [meeting(0, "qbr")] })).toBeNull();
    expect(of(1_000_000, null, {}, { ...meets(), reviewsFrom: null })).toBeNull();
    expect(of(1_000_000, null, {}, { ...meets(), reviewsFrom: TODAY })?.[0]).toBe("low");
    expect(of(1_000_000, null, {}, { ...meets(), reviewsFrom: TODAY + 1 })).toBeNull();
    expect(of(1_000_000, null, {}, meets(31))).toBeNull();
    expect(of(null, null)).toBeNull();
    expect(judged("review_overdue", { strategic: true }, meets())).toBeNull();
  });
});

describe("signals of people", () => {
  const person = (role: string, left: number | null, more: Partial<ContactRow> = {}): ContactRow => ({
    name: `${role} ${left}`,
    email: null,
    title: null,
    role,
    left: left === null ? null : TODAY - left,
    ...more,
  });

  it("key_person_gone and sponsor_gone name who left last, the first by name of two on one day", () => {
    const contacts = [
      person("champion", 9),
      person("champion", 4, { name: "Zoe" }),
      person("champion", 4, { name: "Ann" }),
      person("champion", null),
      person("user", 1),
    ];
    expect(judged("key_person_gone", { contacts })).toEqual(["medium", "Ann", 4, 3, 1]);
    expect(judged("key_person_gone", { contacts: [person("champion", 180), person("champion", null)] })?.[0]).toBe("medium");
    expect(judged("key_person_gone", { contacts: [person("champion", 181), person("champion", null)] })).toBeNull();
    expect(judged("key_person_gone", { contacts: [person("champion", 900)] })?.slice(0, 1)).toEqual(["high"]);
    expect(judged("key_person_gone", { contacts: [person("champion", 0)] })?.[2]).toBe(0);
    for (const role of ["executive sponsor", "decision maker", "budget holder"])
      expect(judged("sponsor_gone", { contacts: [person(role, 3)] })).toEqual(["high", `${role} 3`, 3, 1, 0]);
    expect(judged("sponsor_gone", { contacts: [person("champion", 3)] })).toBeNull();
  });

  it("people_leaving: two or more within 90 days, and a quarter of those there before", () => {
    const of = (...left: (number | null)[]) => judged("people_leaving", { contacts: left.map((ago) => person("", ago)) });
    expect(of(1)).toBeNull();
    expect(of(0, 89, ...Array<null>(6).fill(null))).toEqual(["medium", 2, 8]);
    expect(of(0, 89, ...Array<null>(7).fill(null))).toBeNull();
    expect(of(0, 90, null)).toBeNull();
    expect(of(1, 2, null, null)).toEqual(["high", 2, 4]);
    expect(of(1, 2, null, null, null)).toEqual(["medium", 2, 5]);
    expect(of(1, 2, 90, 300)).toEqual(["high", 2, 2]);
  });

  it("power_user_silent: the busiest fifth, away three weeks and three times their usual gap", () => {
    const user = (name: string, until: number, every = 3) => uses(steady(200, until, 1, every), name);
    const quiet = ["v", "w", "x", "y"].map((name) => user(name, 0, 40));
    const of = (users: AccountHistory["users"], more: Partial<AccountHistory> = {}, book = busyBook()) =>
      judged("power_user_silent", { users, ...more }, book);
    // 200, 197 … 23: away 23 days, gaps of 3.
    expect(of([user("a", 22), ...quiet])).toEqual(["high", 1, 1, 23]);
    expect(of([user("a", 20), ...quiet])).toBeNull();
    // Two of the busiest three are there: half of them is not more than half.
    const ten = [...quiet, ...["q", "r", "s", "t", "u"].map((name) => user(name, 0, 40))];
    expect(of([user("a", 22), user("b", 1), ...ten])).toEqual(["medium", 1, 2, 23]);
    expect(of([user("a", 22), user("b", 1), user("c", 28), ...ten])).toEqual(["high", 2, 3, 29]);
    const champion = (email: string | null, role = "champion") => ({ contacts: [person(role, null, { email })] });
    expect(of([user("a", 22), user("b", 1), ...ten], champion("a"))).toEqual(["high", 1, 2, 23, "yes"]);
    expect(of([user("a", 22), user("b", 1), ...ten], champion("b"))).toEqual(["medium", 1, 2, 23]);
    expect(of([user("a", 22), user("b", 1), ...ten], champion("a", "user"))?.[0]).toBe("medium");
    expect(of([user("a", 22), user("b", 1), ...ten], champion(null))?.[0]).toBe("medium");
    // Gone for more than 90 days is an old story, and twelve days of use in 90 make a power user.
    expect(of([user("a", 92), ...quiet])).toBeNull();
    expect(of([user("a", 89), ...quiet])?.[0]).toBe("high");
    expect(of([uses(steady(99, 22, 1, 7), "a"), ...quiet])?.[0]).toBe("high");
    expect(of([uses(steady(92, 22, 1, 7), "a"), ...quiet])).toBeNull();
    expect(of([user("a", 22), ...quiet], {}, EMPTY_BOOK)).toBeNull();
  });

  it("meetings_missed: two no-shows in 90 days and a third of the meetings", () => {
    const of = (missed: number[], held: number[], more: MeetingRow[] = []) =>
      judged("meetings_missed", {
        meetings: [
          ...missed.map((ago) => meeting(ago, "check-in", { held: false, missed: true })),
          ...held.map((ago) => meeting(ago)),
          ...more,
        ],
      });
    expect(of([1], [])).toBeNull();
    expect(of([0, 89], [1, 2, 3, 4])).toEqual(["medium", 2, 6]);
    expect(of([0, 89], [1, 2, 3, 4, 5])).toBeNull();
    expect(of([0, 90], [])).toBeNull();
    expect(of([1, 2, 3], [4])).toEqual(["high", 3, 4]);
    expect(of([1, 2], [], [meeting(3, "check-in", { held: false })])).toEqual(["medium", 2, 2]);
  });

  it("silent: not met for 90 days, no ticket and no answer", () => {
    const ticket = (ago: number) => ({ tickets: [{ day: TODAY - ago, solved: null, urgent: false, rating: null }] });
    const answer = (ago: number) => ({ surveys: [{ day: TODAY - ago, kind: "nps", score: 8, person: null }] });
    const of = (met: number, more: Partial<AccountHistory> = {}, book = meets()) =>
      judged("silent", { meetings: [meeting(met)], ...more }, book);
    expect([89, 90, 179, 180].map((met) => of(met)?.[0] ?? null)).toEqual([null, "high", "high", "critical"]);
    expect(of(100)).toEqual(["high", 100, 0, 0]);
    expect([of(100, ticket(89)), of(100, ticket(90))?.[0]]).toEqual([null, "high"]);
    expect([of(100, answer(179)), of(100, answer(180))?.[0]]).toEqual([null, "high"]);
    expect([of(100, { subscriptions: [subscription(59)] }), of(100, { subscriptions: [subscription(60)] })?.[0]]).toEqual([null, "high"]);
    expect(of(100, {}, meets(31))).toBeNull();
    expect(of(100, { meetings: [meeting(100), meeting(5, "check-in", { held: false }), meeting(-1)] })?.[1]).toBe(100);
    expect(of(100, { meetings: [meeting(100), meeting(0)] })).toBeNull();
    expect(of(100, { meetings: [] })).toBeNull();
  });
});
