import { describe, expect, it } from "vitest";
import { detectSignals } from "../../../src/domain/signals/detect-signals.ts";
import type { AccountHistory } from "../../../src/domain/signals/history.ts";
import { SIGNAL_RULES } from "../../../src/domain/signals/rules.ts";
import type { BookUsage } from "../../../src/domain/signals/book-usage.ts";
import { dayText } from "../../../src/domain/signals/signal.ts";
import { busyBook, EMPTY_BOOK, NOTHING, steady, subscription, TODAY, uses } from "./sample-history.ts";

/** `signal severity days-ago` of each. */
function told(history: Partial<AccountHistory>, book: BookUsage = busyBook(), day = TODAY): string[] {
  return detectSignals({ ...NOTHING, ...history }, day, book).map(
    ({ signal, severity, first_seen: first }) => `${signal} ${severity} ${TODAY - numberOf(first)}`,
  );
}

function numberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** Logins with the features and people that go with them left out. */
const logins = (ago: Readonly<Record<number, number>>): Partial<AccountHistory> => ({ logins: uses(ago), use: uses(ago) });

describe("usage_down", () => {
  it("is raised for a fall of a third or more, since the first day of the run", () => {
    // 10 a day, then 4 from 20 days ago on. The month to d days ago holds 20−d+1 low days; 30 % below is reached with 15 of them.
    expect(told(logins({ ...steady(300, 21, 10), ...steady(20, 0, 4) }))).toEqual(["usage_down medium 6"]);
    expect(told(logins({ ...steady(300, 31, 10), ...steady(30, 0, 5) }))).toEqual(["usage_down high 13"]);
    expect(told(logins({ ...steady(300, 31, 10), ...steady(30, 0, 1) }))).toEqual(["usage_down critical 21"]);
  });

  it("is not raised for small counts: three logins that become one are chance", () => {
    expect(told(logins({ 50: 1, 45: 1, 40: 1, 20: 1 }))).toEqual([]);
    expect(told(logins({ ...steady(300, 31, 1), ...steady(30, 0, 1, 2) }))).toEqual([]);
    // The same fall of ten times as many is none.
    expect(told(logins({ ...steady(300, 31, 10), ...steady(30, 0, 5) })).map((text) => text.split(" ")[0])).toEqual(["usage_down"]);
  });

  it("is not raised for a fall that the whole book shares: a season", () => {
    const falling = { ...steady(300, 30, 10), ...steady(29, 0, 6) };
    expect(told(logins(falling), busyBook({ ...steady(300, 30, 100), ...steady(29, 0, 60) }))).toEqual([]);
    expect(told(logins(falling), busyBook())).toEqual(["usage_down medium 7"]);
  });

  it("is not raised for a fall that it had a year ago, too", () => {
    const yearly = { ...steady(460, 394, 10), ...steady(393, 364, 6), ...steady(363, 30, 10), ...steady(29, 0, 6) };
    expect(told(logins(yearly))).toEqual([]);
  });

  it("is not raised for holidays of the whole book, nor for weekends", () => {
    const shut = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 3, 0]));
    const own = { ...steady(300, 0, 10), ...shut };
    expect(told(logins(own), busyBook({ ...steady(300, 0, 100), ...shut }))).toEqual([]);
    const week = (events: number): Record<number, number> =>
      Object.fromEntries(Object.entries(steady(300, 0, events)).filter(([ago]) => ![1, 2].includes((TODAY - Number(ago) + 4) % 7)));
    for (let day = TODAY; day > TODAY - 14; day -= 1) expect(told(logins(week(10)), busyBook(week(100)), day)).toEqual([]);
  });

  it("looks at the days that the export covers, not at those after it", () => {
    const ends = steady(300, 9, 10);
    expect(told(logins(ends), busyBook(steady(300, 9, 100)))).toEqual([]);
    // The others go on: then it is this account that stopped.
    expect(told(logins(ends)).map((text) => text.split(" ")[0])).toEqual(["usage_down"]);
    // An export that ended a month ago says nothing of today.
    expect(told(logins(steady(300, 31, 10)), busyBook(steady(300, 31, 100)))).toEqual([]);
  });
});

describe("the other signals of use", () => {
  it("logins_stopped: against the account's own usual gaps", () => {
    const names = (history: Partial<AccountHistory>): string[] => told(history).filter((text) => text.startsWith("logins_stopped"));
    expect(names(logins(steady(300, 14, 3)))).toEqual(["logins_stopped high 0"]);
    expect(names(logins(steady(300, 13, 3)))).toEqual([]);
    expect(names(logins(steady(300, 31, 3)))).toEqual(["logins_stopped critical 17"]);
    // Somebody who comes every ten days is not silent after twenty.
    expect(names(logins(steady(300, 20, 3, 10)))).toEqual([]);
  });

  it("feature_decline: two or more that were in regular use", () => {
    const feature = (name: string, last: number, prior: number) => uses({ 10: last, 40: prior }, name);
    const features = [feature("a", 0, 20), feature("b", 1, 20), feature("c", 20, 20), feature("d", 20, 20)];
    expect(told({ features })).toEqual(["feature_decline high 10"]);
    expect(told({ features: [...features.slice(1), feature("e", 20, 20)] })).toEqual([]);
    // A handful of uses that stop are chance.
    expect(told({ features: [feature("a", 0, 3), feature("b", 0, 3), feature("c", 20, 20)] })).toEqual([]);
  });

  it("power_user_silent: who was there every second day and is gone for longer than ever", () => {
    const user = (name: string, until: number, every = 2) => uses(steady(200, until, 1, every), name);
    const rest = ["b", "c", "d", "e"].map((name) => user(name, 0, 20));
    expect(told({ users: [user("a", 20), ...rest] })).toEqual([]);
    expect(told({ users: [user("a", 22), ...rest] })).toEqual(["power_user_silent high 1"]);
    const champion = { name: "Ada", email: "a", title: null, role: "champion", left: null };
    expect(told({ users: [user("a", 22), ...rest], contacts: [champion] })).toEqual(["power_user_silent high 1"]);
    // Every two weeks is no power user; every week is, and three weeks away are not unheard of.
    expect(told({ users: [user("a", 30, 14), ...rest] })).toEqual([]);
    expect(told({ users: [user("a", 18, 7), ...rest] })).toEqual([]);
  });

  it("low_adoption and seats_full: seats in use", () => {
    const users = ["a", "b", "c"].map((name) => uses(steady(200, 0, 1, 3), name));
    expect(told({ users, subscriptions: [subscription(200, { seats: 10 })] })).toEqual(["low_adoption medium 110"]);
    expect(told({ users, subscriptions: [subscription(80, { seats: 10 })] })).not.toContain("low_adoption medium 0");
    expect(told({ users, firstValue: TODAY - 90, subscriptions: [subscription(200, { seats: 4 })] })).toEqual([]);
    expect(told({ users, firstValue: TODAY - 90, subscriptions: [subscription(100, { seats: 3 })] })).toEqual(["seats_full high 100"]);
  });
});

describe("signals of people, words and contracts", () => {
  const person = (role: string, left: number | null) => ({
    name: role,
    email: null,
    title: null,
    role,
    left: left === null ? null : TODAY - left,
  });
  const cases: readonly (readonly [name: string, history: Partial<AccountHistory>, expected: readonly string[]])[] = [
    ["nothing", {}, []],
    ["a champion gone, none left", { contacts: [person("champion", 35)] }, ["key_person_gone high 35"]],
    ["one of two champions gone", { contacts: [person("champion", 35), person("champion", null)] }, ["key_person_gone medium 35"]],
    ["a champion gone long ago, one left", { contacts: [person("champion", 181), person("champion", null)] }, []],
    ["a champion who will leave", { contacts: [person("champion", -1)] }, []],
    ["a sponsor gone", { contacts: [person("executive sponsor", 3)] }, ["sponsor_gone high 3"]],
    [
      "two of four contacts gone",
      { contacts: [person("", 3), person("", 9), person("", null), person("", null)] },
      ["people_leaving high 3"],
    ],
    ["detractor", { surveys: [{ day: TODAY - 23, kind: "nps", score: 3, person: "a" }] }, ["negative_nps high 23"]],
    ["passive", { surveys: [{ day: TODAY - 23, kind: "nps", score: 7, person: "a" }] }, []],
    ["promoter", { surveys: [{ day: TODAY - 23, kind: "nps", score: 9, person: "a" }] }, ["promoter low 23"]],
    [
      "an answer that fell",
      { surveys: [10, 7].map((score, index) => ({ day: TODAY - 60 + 40 * index, kind: "nps", score, person: "a" })) },
      ["nps_fell medium 20"],
    ],
    ["low CSAT", { surveys: [9, 4].map((ago) => ({ day: TODAY - ago, kind: "csat", score: 2, person: null })) }, ["low_csat high 4"]],
    ["a complaint", { words: [{ day: TODAY - 36, source: "ticket", cues: new Set(["escalation"]) }] }, ["escalation high 36"]],
    ["an old complaint", { words: [{ day: TODAY - 90, source: "ticket", cues: new Set(["escalation"]) }] }, []],
    ["an invoice late", { invoices: [invoice(36, null)] }, ["payment_overdue high 35"]],
    ["an invoice paid late", { invoices: [invoice(36, 2)] }, []],
    ["an invoice that is due today", { invoices: [invoice(0, null)] }, []],
    ["notice given", { subscriptions: [subscription(400, { canceled: TODAY - 18 })] }, ["cancellation_requested critical 18"]],
    [
      "renewal in 24 days",
      { subscriptions: [subscription(341, { periodStart: TODAY - 341, periodEnd: TODAY + 24 })] },
      ["renewal_due high 66"],
    ],
    ["a monthly plan", { subscriptions: [subscription(341, { months: 1, periodStart: TODAY - 6, periodEnd: TODAY + 24 })] }, []],
    [
      "less ARR than before",
      { subscriptions: [subscription(400, { arr: 2_000, ended: TODAY - 30 }), subscription(30, { arr: 1_000 })] },
      ["downgraded high 30"],
    ],
    [
      "more seats than before",
      { subscriptions: [subscription(400, { arr: 1_000, seats: 10, ended: TODAY - 30 }), subscription(30, { arr: 1_500, seats: 15 })] },
      ["seats_growing medium 30"],
    ],
    ["no value after 45 days", { ...logins(steady(44, 0, 1)), subscriptions: [subscription(45)] }, ["onboarding_stalled high 15"]],
    ["left", { subscriptions: [subscription(400, { ended: TODAY - 1 })], invoices: [invoice(36, null)] }, []],
  ];
  for (const [name, history, expected] of cases)
    it(`${name}: ${expected.join() || "nothing"}`, () =>
      expect(told(history, { ...busyBook(), featuresBy: uses({ 400: 0 }) })).toEqual(expected));

  it("a spike of tickets is twice the usual and more than chance", () => {
    const tickets = (recent: number, before: number) => [
      ...Array.from({ length: before }, (_, index) => ({
        day: TODAY - 119 + Math.floor((index * 89) / before),
        solved: TODAY - 1,
        urgent: false,
        rating: null,
      })),
      ...Array.from({ length: recent }, (_, index) => ({ day: TODAY - (index % 28), solved: TODAY - 1, urgent: false, rating: null })),
    ];
    const of = (recent: number, before: number): string | undefined =>
      told({ tickets: tickets(recent, before) })[0]
        ?.split(" ")
        .slice(0, 2)
        .join(" ");
    expect([of(4, 0), of(5, 9), of(9, 12)]).toEqual([undefined, undefined, undefined]);
    expect([of(25, 30), of(12, 12), of(5, 0)]).toEqual(["ticket_spike medium", "ticket_spike high", "ticket_spike high"]);
  });

  function invoice(due: number, paid: number | null): AccountHistory["invoices"][number] {
    return {
      issued: TODAY - due - 15,
      due: TODAY - due,
      paid: paid === null ? null : TODAY - paid,
      voided: null,
      owed: 100,
      currency: "USD",
    };
  }
});

describe("every rule", () => {
  it("has a name of its own, and says when it is raised and from what", () => {
    expect(new Set(SIGNAL_RULES.map(({ signal }) => signal)).size).toBe(SIGNAL_RULES.length);
    for (const { condition, source } of SIGNAL_RULES) expect([condition, source].every((text) => text.length > 4)).toBe(true);
  });

  it("finds nothing in nothing", () => {
    expect(told({}, EMPTY_BOOK)).toEqual([]);
    expect(told({}, busyBook())).toEqual([]);
  });

  it("first_seen is the first day of the run: there on it, not the day before", () => {
    const history = { ...NOTHING, ...logins({ ...steady(300, 31, 10), ...steady(30, 0, 4) }) };
    const [signal] = detectSignals(history, TODAY, busyBook());
    const first = numberOf(signal?.first_seen ?? "");
    expect(detectSignals(history, first, busyBook())[0]?.first_seen).toBe(dayText(first));
    expect(detectSignals(history, first - 1, busyBook())).toEqual([]);
  });
});
