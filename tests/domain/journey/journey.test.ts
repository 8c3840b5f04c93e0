import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import type { Cells } from "../../../src/domain/facts/metric.ts";
import { daysToValue, daysToValueSoFar, journeyDay, journeyOf, tellsValue } from "../../../src/domain/journey/journey.ts";
import { milestonesOf, openOnboarding } from "../../../src/domain/journey/milestones.ts";
import { POSITIONS, positionOn } from "../../../src/domain/journey/position.ts";

const START = "2026-03-02";
const row = (more: Cells = {}): Cells => ({
  account: "acme",
  as_of: addDays(START, 44),
  subscribed_on: START,
  meetings_begin: "2026-01-01",
  usage_begins: "2026-01-01",
  ...more,
});

describe("positionOn", () => {
  it("puts every day of the playbook in its place", () => {
    const days = [1, 2, 7, 8, 29, 30, 59, 60, 89, 90, 91, 2000];
    expect(days.map(positionOn)).toEqual([
      "day 1",
      "week 1",
      "week 1",
      "weeks 2–4",
      "weeks 2–4",
      "day 30",
      "day 30",
      "day 60",
      "day 60",
      "day 90",
      "ongoing",
      "ongoing",
    ]);
    expect(positionOn(0)).toBeNull();
    expect(positionOn(null)).toBeNull();
  });

  it("never goes back as days pass", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (day) => {
        const at = (on: number): number => POSITIONS.findIndex((position) => position === positionOn(on));
        expect(at(day + 1)).toBeGreaterThanOrEqual(at(day));
      }),
    );
  });
});

describe("journeyOf", () => {
  it("starts at the kickoff, else the subscription, the deal, the record", () => {
    expect(journeyOf(row({ kickoff_on: "2026-03-05" }))).toMatchObject({ start: "2026-03-05", startKind: "kickoff" });
    expect(journeyOf(row())).toMatchObject({ start: START, startKind: "subscription" });
    expect(journeyOf(row({ subscribed_on: null, won_on: "2026-02-27" }))).toMatchObject({ start: "2026-02-27", startKind: "deal" });
    expect(journeyOf(row({ subscribed_on: null, created_on: "2026-02-20" }))).toMatchObject({ startKind: "record" });
    expect(journeyDay(journeyOf(row({ subscribed_on: null })))).toBeNull();
  });

  it("counts the start as day 1 and knows nothing before it", () => {
    expect(journeyDay(journeyOf(row()))).toBe(45);
    expect(journeyDay(journeyOf(row({ as_of: START })))).toBe(1);
    expect(journeyDay(journeyOf(row({ as_of: "2026-03-01" })))).toBeNull();
  });

  it("takes the kickoff of a later project for none of this one", () => {
    expect(journeyOf(row({ kickoff_on: "2026-06-30" }))).toMatchObject({ startKind: "kickoff" });
    expect(journeyOf(row({ kickoff_on: "2026-07-01" }))).toMatchObject({ startKind: "subscription", kickoffOn: null });
  });

  it("counts time to value from the start, and up to as-of where there is none", () => {
    expect(daysToValue(journeyOf(row({ first_value_on: "2026-03-20" })))).toBe(18);
    expect(daysToValue(journeyOf(row()))).toBeNull();
    expect(daysToValueSoFar(journeyOf(row()))).toBe(44);
    expect(daysToValueSoFar(journeyOf(row({ usage_begins: "2026-03-03" })))).toBeNull();
    // Log-ins alone cannot show what was reached, nor that nothing was.
    const logins = journeyOf(row({ logins_only: true }));
    expect([daysToValueSoFar(logins), tellsValue(logins)]).toEqual([null, false]);
    expect(tellsValue(journeyOf(row()))).toBe(true);
  });
});

describe("milestonesOf", () => {
  it("tells done, late and open by their due days", () => {
    const milestones = milestonesOf(
      journeyOf(row({ kickoff_on: "2026-03-04", won_on: "2026-02-20", first_use_on: "2026-03-05", training_on: "2026-04-10" })),
    );
    expect(milestones.map(({ name, due, state }) => [name, due, state])).toEqual([
      ["kickoff", "2026-02-23", "done late"],
      ["first use", "2026-03-11", "done"],
      ["training", "2026-04-01", "done late"],
      ["first value", "2026-04-03", "late"],
      ["day-60 check-in", "2026-05-03", "open"],
      ["day-90 review", "2026-06-02", "open"],
    ]);
  });

  it("is silent where the exports begin after the start", () => {
    expect(milestonesOf(journeyOf(row({ meetings_begin: "2026-03-03", usage_begins: null })))).toEqual([]);
    expect(milestonesOf(journeyOf(row({ meetings_begin: "2026-03-03" }))).map(({ name }) => name)).toEqual(["first use", "first value"]);
  });

  it("calls nothing late before its day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (day) => {
        const asOf = addDays(START, day);
        for (const { due, state } of milestonesOf(journeyOf(row({ as_of: asOf })))) expect(state === "late").toBe(asOf > due);
      }),
    );
  });

  it("prefers the account's own milestones for what onboarding lacks", () => {
    expect(openOnboarding(journeyOf(row()))).toEqual(["kickoff", "first use", "training", "first value"]);
    expect(openOnboarding(journeyOf(row({ steps: 3, steps_missing: "data, imported\ngo-live" })))).toEqual(["data, imported", "go-live"]);
    expect(openOnboarding(journeyOf(row({ steps: 3, steps_missing: null })))).toEqual([]);
  });
});
