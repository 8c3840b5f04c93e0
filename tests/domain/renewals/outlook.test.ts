import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../../../src/core/days.ts";
import { SEVERITIES } from "../../../src/domain/brief/brief.ts";
import { judgementOf } from "../../../src/domain/renewals/judgement.ts";
import { nextStep } from "../../../src/domain/renewals/next-step.ts";
import { OUTLOOKS, onlySilent, outlookOf, type RenewalFigures } from "../../../src/domain/renewals/outlook.ts";

const GOOD: RenewalFigures = {
  asOf: "2026-11-20",
  renewalOn: "2027-01-20",
  tier: "green",
  warnings: [],
  talks: 1,
  cancelledOn: null,
  lapsesOn: null,
  overdueDays: null,
};
const of = (change: Partial<RenewalFigures>): string => outlookOf({ ...GOOD, ...change }).outlook;

describe("the outlook of a renewal", () => {
  it("is a commit for a green account without warnings that has talked about it, and only then", () => {
    expect(of({})).toBe("commit");
    expect(of({ talks: 0 })).toBe("likely");
    expect(of({ tier: "yellow" })).toBe("likely");
    expect(of({ tier: null })).toBe("likely");
    expect(of({ warnings: [{ title: "w", severity: "medium" }] })).toBe("likely");
  });

  it("is at risk for each grave reason alone, which is then its reason", () => {
    expect(outlookOf({ ...GOOD, cancelledOn: "2026-11-01" })).toEqual({
      outlook: "at risk",
      reasons: ["cancellation requested on 2026-11-01"],
    });
    const lapsing = { ...GOOD, lapsesOn: "2026-12-15" };
    expect(outlookOf(lapsing)).toEqual({ outlook: "at risk", reasons: ["set to end on 2026-12-15 and not to renew"] });
    expect(outlookOf({ ...lapsing, cancelledOn: "2026-11-01" }).reasons).toEqual(["cancellation requested on 2026-11-01"]);
    expect(of({ tier: "red" })).toBe("at risk");
    expect(of({ warnings: [{ title: "w", severity: "high" }] })).toBe("at risk");
    expect(of({ overdueDays: 30 })).toBe("at risk");
    expect(of({ overdueDays: 29 })).toBe("commit");
    expect(of({ talks: 0, renewalOn: "2026-12-20" })).toBe("at risk");
    expect(of({ talks: 0, renewalOn: "2026-12-21" })).toBe("likely");
    expect(of({ renewalOn: "2026-12-20" })).toBe("commit");
    // Who has a talk in the calendar is not silent, but has not talked either.
    const booked = { ...GOOD, talks: 0, renewalOn: "2026-12-20", bookedOn: "2026-11-26" };
    expect(outlookOf(booked)).toEqual({ outlook: "likely", reasons: ["renewal conversation booked for 2026-11-26"] });
    expect(onlySilent(booked)).toBe(false);
  });

  it("holds no silence against an account where no meeting of anybody is on record", () => {
    const blind = { ...GOOD, talks: null, renewalOn: "2026-12-01" };
    expect(outlookOf(blind)).toEqual({
      outlook: "likely",
      reasons: ["health is green", "no warnings", "no meeting is on record at all, so talks about it are not known"],
    });
    expect(outlookOf({ ...blind, tier: "yellow" }).reasons).toEqual(["health is yellow"]);
    expect(onlySilent(blind)).toBe(false);
    const step = { asOf: "2026-11-20", renewalOn: "2026-12-01", outlook: "likely", deal: true, silent: false, disagree: false } as const;
    expect(nextStep({ ...step, talks: null }).what).toBe("Make sure that the renewal conversation is open");
    expect(nextStep({ ...step, talks: 0 }).what).toBe("Open the renewal conversation");
  });

  it("tells one matter once, by its date or its days where these are known", () => {
    const notice = { signal: "cancellation_requested", title: "they have given notice", severity: "critical" } as const;
    const unpaid = { signal: "payment_overdue", title: "an invoice is past due", severity: "high" } as const;
    const reasons = (change: Partial<RenewalFigures>): readonly string[] =>
      outlookOf({ ...GOOD, warnings: [notice, unpaid], ...change }).reasons;
    expect(reasons({})).toEqual([notice.title, unpaid.title]);
    expect(reasons({ lapsesOn: "2026-12-15", overdueDays: 34 })).toEqual([
      "set to end on 2026-12-15 and not to renew",
      "an invoice is 34 days overdue",
    ]);
    expect(reasons({ cancelledOn: "2026-11-01", overdueDays: 29 })).toEqual(["cancellation requested on 2026-11-01", unpaid.title]);
  });

  it("says each reason in words, grave ones before doubts and instead of them", () => {
    const reasons = (change: Partial<RenewalFigures>): readonly string[] => outlookOf({ ...GOOD, ...change }).reasons;
    expect(reasons({})).toEqual(["health is green", "no warnings", "1 renewal conversation held"]);
    expect(reasons({ tier: "yellow", talks: 0, warnings: [{ title: "logins are down", severity: "low" }] })).toEqual([
      "health is yellow",
      "logins are down",
      "no renewal conversation on record yet",
    ]);
    expect(reasons({ tier: null })).toEqual(["too little data for a health score"]);
    expect(
      reasons({
        tier: "red",
        talks: 0,
        renewalOn: "2026-12-01",
        overdueDays: 31,
        warnings: [
          { title: "a complaint", severity: "critical" },
          { title: "a detail", severity: "medium" },
        ],
      }),
    ).toEqual(["health is red", "a complaint", "an invoice is 31 days overdue", "no renewal conversation on record yet, 11 days left"]);
    expect(reasons({ talks: 0, renewalOn: "2026-11-19" })).toEqual(["no renewal conversation on record yet, the date has passed"]);
    expect(reasons({ talks: 0, renewalOn: "2026-11-20" })).toEqual(["no renewal conversation on record yet, 0 days left"]);
  });

  it("knows where nothing but the silence is wrong", () => {
    const late = { ...GOOD, talks: 0, renewalOn: "2026-11-28" };
    expect(onlySilent(late)).toBe(true);
    expect(onlySilent({ ...late, tier: "yellow" })).toBe(true);
    for (const more of [{ tier: "red" }, { talks: 1 }, { renewalOn: "2027-01-20" }, { overdueDays: 30 }] as const)
      expect(onlySilent({ ...late, ...more })).toBe(false);
  });

  it("never improves by bad news, and always has a reason", () => {
    const severity = fc.constantFrom(...SEVERITIES);
    const figures = fc.record({
      asOf: fc.constant("2026-11-20"),
      renewalOn: fc.integer({ min: -20, max: 200 }).map((days) => addDays("2026-11-20", days)),
      tier: fc.constantFrom("green" as const, "yellow" as const, "red" as const, null),
      warnings: fc.array(fc.record({ title: fc.constant("w"), severity }), { maxLength: 3 }),
      talks: fc.option(fc.nat(2)),
      cancelledOn: fc.constantFrom("2026-10-01", null),
      lapsesOn: fc.constantFrom("2026-12-15", null),
      overdueDays: fc.option(fc.nat(60)),
    });
    fc.assert(
      fc.property(figures, severity, (given, worse) => {
        const before = outlookOf(given);
        const after = outlookOf({ ...given, warnings: [...given.warnings, { title: "more", severity: worse }] });
        expect(before.reasons.length).toBeGreaterThan(0);
        expect(OUTLOOKS.indexOf(after.outlook)).toBeGreaterThanOrEqual(OUTLOOKS.indexOf(before.outlook));
      }),
    );
  });
});

describe("the seller's word", () => {
  it.each([
    ["Commit", "commit"],
    ["BEST_CASE", "likely"],
    ["Best Case", "likely"],
    ["BestCase", "likely"],
    ["Omitted", "at risk"],
    ["at-risk", "at risk"],
    ["not forecasted", "at risk"],
    ["churn", "at risk"],
    ["most likely", "likely"],
    ["Pipeline", "likely"],
    [" commit ", "commit"],
    ["Closed", "commit"],
    ["precommit", null],
    ["commitment", null],
    ["no risk", null],
    ["unlikely", null],
    ["whatever", null],
    [null, null],
  ] as const)("%s means %s", (word, judged) => expect(judgementOf(word)).toBe(judged));
});

describe("the next step", () => {
  const step = (change: Partial<Parameters<typeof nextStep>[0]>): string => {
    const { what, owner, due } = nextStep({
      asOf: "2026-11-20",
      renewalOn: "2027-02-18",
      outlook: "likely",
      talks: 1,
      deal: true,
      silent: false,
      disagree: false,
      ...change,
    });
    return `${what.split(" ").slice(0, 2).join(" ")} ${owner} ${due}`;
  };

  it("is the conversation, the quote, the signature, each at its time and with its owner", () => {
    expect(step({ talks: 0 })).toBe("Open the customer-success-manager 2026-11-22");
    expect(step({ talks: 0, renewalOn: "2027-05-01" })).toBe("Open the customer-success-manager 2027-01-31");
    expect(step({ talks: 0, bookedOn: "2026-11-26" })).toBe("Hold the customer-success-manager 2026-11-26");
    expect(step({})).toBe("Send quote account-executive 2027-01-04");
    expect(step({ renewalOn: "2026-12-30" })).toBe("Get the account-executive 2026-12-16");
    expect(step({ renewalOn: "2026-12-30", deal: false })).toBe("Send quote account-executive 2026-11-21");
  });

  it("is a plan within a week where the renewal is at risk, and asks whether it goes on once the date is past", () => {
    expect(step({ outlook: "at risk" })).toBe("Agree a retention-specialist 2026-11-27");
    expect(step({ outlook: "at risk", renewalOn: "2026-11-24" })).toBe("Agree a retention-specialist 2026-11-22");
    expect(step({ outlook: "at risk", talks: 0, silent: true, renewalOn: "2026-11-28" })).toBe(
      "Open the customer-success-manager 2026-11-21",
    );
    expect(step({ renewalOn: "2026-11-19" })).toBe("Settle with customer-success-manager 2026-11-21");
  });

  it("takes a differing judgement to the manager, and says what it is in words", () => {
    const at = { asOf: "2026-11-20", renewalOn: "2027-02-18", talks: 1, deal: true, silent: false };
    expect(nextStep({ ...at, outlook: "at risk", disagree: true }).what).toBe(
      "Agree a save plan, and take the differing judgement to the manager",
    );
    expect(nextStep({ ...at, outlook: "at risk", disagree: false }).what).toBe("Agree a save plan with the customer's decision maker");
    expect(nextStep({ ...at, outlook: "likely", disagree: true }).what).toBe("Send quote and terms");
    expect(nextStep({ ...at, renewalOn: "2026-11-20", outlook: "likely", disagree: false }).what).toBe("Get the signature");
    expect(nextStep({ ...at, talks: 0, renewalOn: "2027-02-25", outlook: "likely", disagree: false }).due).toBe("2026-11-27");
    expect(nextStep({ ...at, renewalOn: "2027-01-04", outlook: "likely", disagree: false }).what).toBe("Get the signature");
    expect(nextStep({ ...at, renewalOn: "2027-01-05", outlook: "likely", disagree: false }).what).toBe("Send quote and terms");
  });

  it("is never due before tomorrow", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -30, max: 200 }),
        fc.constantFrom(...OUTLOOKS),
        fc.nat(1),
        fc.boolean(),
        (days, outlook, talks, deal) => {
          const { due } = nextStep({
            asOf: "2026-11-20",
            renewalOn: addDays("2026-11-20", days),
            outlook,
            talks,
            deal,
            silent: deal,
            disagree: false,
          });
          expect(daysBetween("2026-11-20", due)).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });
});
