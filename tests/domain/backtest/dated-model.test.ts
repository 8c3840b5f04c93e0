import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/days.ts";
import { datedModel } from "../../../src/domain/backtest/dated-model.ts";
import { undatedReason } from "../../../src/domain/backtest/dated-metrics.ts";
import { monthEnds } from "../../../src/domain/backtest/month-ends.ts";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import type { HealthModel } from "../../../src/domain/health/health-model.ts";

const MODEL: HealthModel = {
  name: "mine",
  title: "Mine",
  bands: { green: 75, yellow: 50 },
  coverageFloor: 0.5,
  groups: [
    {
      name: "use",
      weight: 60,
      inputs: [
        {
          name: "silence",
          metric: "days_silent",
          weight: 1,
          curve: [
            [0, 100],
            [60, 0],
          ],
        },
      ],
    },
    {
      name: "voice",
      weight: 30,
      inputs: [
        {
          name: "ratings",
          metric: "bad_ratings_90d",
          weight: 2,
          curve: [
            [0, 100],
            [3, 0],
          ],
        },
        {
          name: "tickets",
          metric: "tickets_90d",
          weight: 1,
          curve: [
            [0, 100],
            [9, 0],
          ],
        },
      ],
    },
    {
      name: "people",
      weight: 10,
      inputs: [
        {
          name: "champions",
          metric: "champions",
          weight: 1,
          curve: [
            [0, 0],
            [1, 100],
          ],
        },
      ],
    },
  ],
  segments: [
    { metric: "industry", is: "Retail", groups: new Map([["use", 80]]), inputs: new Map() },
    { metric: "segment", is: "SMB", groups: new Map([["use", 70]]), inputs: new Map() },
  ],
  vetoes: [
    { name: "many deals", metric: "open_renewals", atLeast: 3, capsAt: "red" },
    { name: "bad ratings", input: "ratings", below: 10, capsAt: "yellow" },
    { name: "long silence", metric: "days_silent", atLeast: 60, capsAt: "red" },
  ],
};

describe("datedModel", () => {
  const { model, barred } = datedModel(MODEL, METRICS);

  it("keeps what can be known for a past day", () => {
    expect(model.groups.map(({ name, inputs }) => [name, inputs.map((input) => input.name)])).toEqual([
      ["use", ["silence"]],
      ["voice", ["tickets"]],
    ]);
    expect(model.vetoes.map(({ name }) => name)).toEqual(["long silence"]);
    expect(model.segments?.map(({ metric }) => metric)).toEqual(["segment"]);
  });

  it("names what it leaves out, with its points and why", () => {
    expect(barred.map(({ part, weight }) => [part, Math.round(weight)])).toEqual([
      ["ratings", 20],
      ["champions", 10],
      ["many deals", 0],
      ["bad ratings", 0],
      ["weights for industry Retail", 0],
    ]);
    expect(barred[0]?.reason).toMatch(/current state/);
  });
});

describe("undatedReason", () => {
  it("bars every metric whose formula says that it is current state", () => {
    const current = [...METRICS.values()].filter(({ formula }) => formula.includes("current state"));
    expect(current.length).toBeGreaterThan(5);
    expect(current.filter((metric) => undatedReason(metric) === null)).toEqual([]);
  });

  it.each(["logins_change_30d", "days_silent", "tickets_90d", "nps_recent", "arr", "people_gone_90d"])("keeps %s", (name) => {
    const metric = METRICS.get(name);
    expect(metric === undefined ? "no such metric" : undatedReason(metric)).toBeNull();
  });
});

describe("monthEnds", () => {
  it("lists the last days of months, leap years included", () => {
    expect(monthEnds("2024-01-15", "2024-04-29")).toEqual(["2024-01-31", "2024-02-29", "2024-03-31"]);
    expect(monthEnds("2024-01-31", "2024-01-31")).toEqual(["2024-01-31"]);
    expect(monthEnds("2024-02-01", "2024-02-28")).toEqual([]);
    expect(monthEnds("2020-01-01", "2024-12-31", 2)).toEqual(["2024-11-30", "2024-12-31"]);
  });

  it("lists each month whose last day lies between, and only those", () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2020-01-01", days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 700 }), (from, length) => {
        const to = addDays(from, length);
        const expected = Array.from({ length: length + 1 }, (_, index) => addDays(from, index)).filter((each) =>
          addDays(each, 1).endsWith("-01"),
        );
        expect(monthEnds(from, to)).toEqual(expected);
      }),
    );
  });
});
