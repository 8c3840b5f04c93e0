import { describe, expect, it } from "vitest";
import type { Cells } from "../../../src/domain/facts/metric.ts";
import { daysToValue, daysToValueSoFar, journeyDay, type Journey, journeyOf } from "../../../src/domain/journey/journey.ts";
import { milestonesOf, openOnboarding } from "../../../src/domain/journey/milestones.ts";

const row = (more: Cells = {}): Cells => ({ as_of: "2026-06-30", created_on: "2026-01-10", ...more });
const of = (more: Cells = {}): Journey => journeyOf(row(more));

describe("a journey's start", () => {
  it("is the kickoff, else the subscription, the won deal, the record", () => {
    const start = (more: Cells) => [of(more).start, of(more).startKind];
    const all = { subscribed_on: "2026-02-01", won_on: "2026-01-20", kickoff_on: "2026-02-05" };
    expect(start(all)).toEqual(["2026-02-05", "kickoff"]);
    expect(start({ ...all, kickoff_on: null })).toEqual(["2026-02-01", "subscription"]);
    expect(start({ won_on: "2026-01-20" })).toEqual(["2026-01-20", "deal"]);
    expect(start({})).toEqual(["2026-01-10", "record"]);
    expect(start({ created_on: null })).toEqual([null, null]);
    expect(start({ created_on: null, kickoff_on: "2026-02-05" })).toEqual(["2026-02-05", "kickoff"]);
  });

  it("takes a kickoff from 60 days before to 120 after the start of the subscription for its own", () => {
    const kickoff = (kickoff_on: string) => of({ subscribed_on: "2026-03-02", kickoff_on }).kickoffOn;
    expect([kickoff("2026-01-01"), kickoff("2025-12-31"), kickoff("2026-06-30"), kickoff("2026-07-01")]).toEqual([
      "2026-01-01",
      null,
      "2026-06-30",
      null,
    ]);
  });

  it("counts what was before it only where a kickoff shows that it had begun", () => {
    const found = (more: Cells) => {
      const { firstUseOn, trainingOn, firstValueOn, midCheckInOn, reviewOn } = of({
        first_use_on: "2026-01-31",
        training_on: "2026-02-01",
        first_value_on: "2026-02-02",
        mid_check_in_on: "2026-04-01",
        review_on: "2026-05-01",
        ...more,
      });
      return [firstUseOn, trainingOn, firstValueOn, midCheckInOn, reviewOn];
    };
    expect(found({ subscribed_on: "2026-02-01" })).toEqual([null, "2026-02-01", "2026-02-02", "2026-04-01", "2026-05-01"]);
    expect(found({ subscribed_on: "2026-02-01", kickoff_on: "2026-02-03" })[0]).toBe("2026-01-31");
    expect(found({ created_on: null })[0]).toBe("2026-01-31");
    expect(found({ subscribed_on: "2026-02-01", first_use_on: null })[0]).toBeNull();
  });

  it("reads only what is a day, and the steps of the account's own plan", () => {
    expect(of({ subscribed_on: 7, won_on: "soon" })).toMatchObject({ subscribedOn: null, wonOn: null });
    expect(of({ steps: 2, steps_missing: "Import data\nInvite the team" })).toMatchObject({
      steps: 2,
      stepsOpen: ["Import data", "Invite the team"],
    });
    expect(of()).toMatchObject({ steps: 0, stepsOpen: [], meetingsBegin: null, usageBegins: null });
    expect(journeyOf({}).asOf).toBe("");
  });
});

describe("days of a journey", () => {
  const journey = (more: Partial<Journey>): Journey => ({ ...of({ subscribed_on: "2026-06-01" }), ...more });

  it("begin with day 1 on the start", () => {
    expect([
      journeyDay(journey({})),
      journeyDay(journey({ start: "2026-06-30" })),
      journeyDay(journey({ start: "2026-07-01" })),
      journeyDay(journey({ start: null })),
    ]).toEqual([30, 1, null, null]);
  });

  it("to first value are known where the usage export reaches back to the start", () => {
    const value = (more: Partial<Journey>) => [
      daysToValue(journey({ usageBegins: "2026-06-01", ...more })),
      daysToValueSoFar(journey({ usageBegins: "2026-06-01", ...more })),
    ];
    expect(value({ firstValueOn: "2026-06-11" })).toEqual([10, 10]);
    expect(value({ firstValueOn: "2026-05-11" })).toEqual([0, 0]);
    expect(value({ firstValueOn: null })).toEqual([null, 29]);
    expect(value({ firstValueOn: "2026-06-11", usageBegins: "2026-06-02" })).toEqual([null, null]);
    expect(value({ firstValueOn: "2026-06-11", usageBegins: null })).toEqual([null, null]);
    expect(value({ firstValueOn: "2026-06-11", start: null })).toEqual([null, null]);
    expect(value({ firstValueOn: null, start: "2026-06-30" })).toEqual([null, 0]);
    expect(value({ firstValueOn: null, start: "2026-07-01", usageBegins: "2026-01-01" })).toEqual([null, null]);
  });
});

describe("milestones", () => {
  const whole: Cells = { subscribed_on: "2026-04-01", meetings_begin: "2026-04-01", usage_begins: "2026-04-01" };
  const told = (more: Cells) => milestonesOf(of({ ...whole, ...more })).map(({ name, due, state }) => [name, due, state]);

  it("are due after the start, the kickoff after the deal, and are told in the order they are due", () => {
    expect(told({})).toEqual([
      ["kickoff", "2026-04-04", "late"],
      ["first use", "2026-04-08", "late"],
      ["training", "2026-04-29", "late"],
      ["first value", "2026-05-01", "late"],
      ["day-60 check-in", "2026-05-31", "late"],
      ["day-90 review", "2026-06-30", "open"],
    ]);
    // A deal won in May for a subscription that began in April: the kickoff is due after the first use.
    expect(told({ won_on: "2026-05-03" }).map(([name]) => name)).toEqual([
      "first use",
      "training",
      "first value",
      "kickoff",
      "day-60 check-in",
      "day-90 review",
    ]);
    expect(told({ subscribed_on: null, created_on: "2026-04-10" })[0]).toEqual(["kickoff", "2026-04-13", "late"]);
  });

  it("are done up to the day they are due, late after it", () => {
    const state = (first_use_on: string | null, as_of = "2026-06-30") =>
      milestonesOf(of({ ...whole, first_use_on, as_of })).find(({ name }) => name === "first use")?.state;
    expect([state("2026-04-08"), state("2026-04-09"), state(null, "2026-04-08"), state(null, "2026-04-09")]).toEqual([
      "done",
      "done late",
      "open",
      "late",
    ]);
  });

  it("are those that the exports can show", () => {
    const names = (more: Cells) => told(more).map(([name]) => name);
    const meetings = ["kickoff", "training", "day-60 check-in", "day-90 review"];
    const usage = ["first use", "first value"];
    for (const usage_begins of ["2026-04-02", null]) expect(names({ usage_begins })).toEqual(meetings);
    for (const meetings_begin of ["2026-04-02", null]) expect(names({ meetings_begin })).toEqual(usage);
    expect(names({ subscribed_on: null, created_on: null })).toEqual([]);
  });

  it("leave open what onboarding lacks; an own plan comes first", () => {
    const open = (more: Cells) => openOnboarding(of({ ...whole, ...more }));
    expect(open({ first_use_on: "2026-04-02", training_on: "2026-06-01" })).toEqual(["kickoff", "first value"]);
    expect(open({ meetings_begin: null, usage_begins: null })).toBeNull();
    expect(open({ steps: 3, steps_missing: "Import data" })).toEqual(["Import data"]);
    expect(open({ steps: 3, steps_missing: null })).toEqual([]);
    expect(open({ meetings_begin: null, first_use_on: "2026-04-02", first_value_on: "2026-04-02" })).toEqual([]);
  });
});
