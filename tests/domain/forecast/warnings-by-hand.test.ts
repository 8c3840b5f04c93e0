import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import { type DealContext, dealWarnings, medianCycle, usualPath } from "../../../src/domain/forecast/deal-warnings.ts";
import { type ForecastDeal, stageOf } from "../../../src/domain/forecast/deal.ts";
import { quarterNamed } from "../../../src/domain/forecast/quarter.ts";
import { rateOf, viewsOf } from "../../../src/domain/forecast/views.ts";

function deal(more: Partial<ForecastDeal> = {}): ForecastDeal {
  return {
    id: "d",
    account: null,
    account_name: null,
    name: null,
    kind: "new",
    stage: null,
    amount_minor: 100,
    currency: "USD",
    owner: null,
    probability: null,
    category: null,
    next_step: "call",
    created_on: "2026-01-01",
    close_on: "2026-12-31",
    closed: false,
    won: false,
    changes: [],
    ...more,
  };
}
const times = (count: number, more: Partial<ForecastDeal> = {}): ForecastDeal[] => Array.from({ length: count }, () => deal(more));
const change = (stage: string, close_on: string | null = null) => ({ stage, on_day: "2026-02-01", close_on });
const won = (...stages: string[]) => deal({ won: true, closed: true, changes: stages.map((stage) => change(stage)) });

describe("how long won deals took", () => {
  it("is the median of at least five with both dates, of each kind apart", () => {
    const took = (days: number, more: Partial<ForecastDeal> = {}) =>
      deal({ won: true, created_on: "2026-01-01", close_on: `2026-01-${String(1 + days).padStart(2, "0")}`, ...more });
    const five = [1, 2, 3, 4, 10].map((days) => took(days));
    expect([...medianCycle(five)]).toEqual([["new", 3]]);
    expect([...medianCycle(five.slice(1))]).toEqual([]);
    expect([
      ...medianCycle([...five, took(30, { won: false }), took(30, { created_on: null }), deal({ won: true, close_on: null })]),
    ]).toEqual([["new", 3]]);
    const renewals = [20, 21, 22, 23, 24].map((days) => took(days, { kind: "expansion" }));
    expect([...medianCycle([...five, ...renewals])]).toEqual([
      ["expansion", 22],
      ["new", 3],
    ]);
    expect([...medianCycle([...five.slice(1), ...renewals.slice(1)])]).toEqual([]);
  });
});

describe("the stages that won deals usually pass", () => {
  it("are those of more than half of at least five, by their median place, then by name", () => {
    const path = [
      won("lead", "demo", "offer"),
      won("lead", "offer"),
      won("lead", "demo", "offer", "legal"),
      won("demo", "offer"),
      won("lead", "demo", "demo", "offer"),
    ];
    expect(usualPath(path)).toEqual(["lead", "demo", "offer"]);
    expect(usualPath(path.slice(1))).toEqual([]);
    expect(usualPath([...path.slice(1), deal({ changes: [change("lead")] })])).toEqual([]);
    expect(usualPath([...path.slice(1), won()])).toEqual([]);
    // Half is not most, and two stages entered at the same place are told by name.
    const halves = [won("b"), won("b"), won("b"), won("a"), won("a"), won("a")];
    expect(usualPath(halves)).toEqual([]);
    const even = [won("b", "a"), won("a", "b"), won("b", "a"), won("a", "b"), won("b", "a"), won("a", "b")];
    expect(usualPath(even)).toEqual(["a", "b"]);
    expect(usualPath(even.map(({ changes, ...rest }) => ({ ...rest, changes: [...changes].reverse() })))).toEqual(["a", "b"]);
  });
});

describe("warnings of an open deal", () => {
  const context: DealContext = {
    asOf: "2026-06-30",
    cycles: new Map([["new", 100]]),
    path: ["lead", "demo", "offer"],
    keepsNextSteps: true,
  };
  const of = (more: Partial<ForecastDeal>, around: Partial<DealContext> = {}) =>
    dealWarnings(deal({ created_on: "2026-06-01", ...more }), { ...context, ...around });

  it("name what is missing and what has passed", () => {
    expect(of({})).toEqual([]);
    expect(of({ amount_minor: null, close_on: null, next_step: null })).toEqual(["no amount", "no close date", "no next step"]);
    expect(of({ next_step: null }, { keepsNextSteps: false })).toEqual([]);
    expect([of({ close_on: "2026-06-30" }), of({ close_on: "2026-06-29" }), of({ close_on: "2026-06-20" })]).toEqual([
      [],
      ["close date passed 1 day ago"],
      ["close date passed 10 days ago"],
    ]);
  });

  it("count how often a close date was put off, where it is later in the end", () => {
    const dates = (...on: (string | null)[]) => of({ stage: "lead", changes: on.map((one) => change("lead", one)) });
    expect(dates("2026-07-01", "2026-07-11", null, "2026-08-01")).toEqual(["put off 2 times, by 31 days in all"]);
    expect(dates("2026-07-01", "2026-07-02")).toEqual(["put off 1 time, by 1 day in all"]);
    expect(dates("2026-07-01", "2026-08-01", "2026-07-01")).toEqual([]);
    expect(dates("2026-07-01", "2026-08-01", "2026-06-01")).toEqual([]);
    expect(dates("2026-08-01", "2026-07-01")).toEqual([]);
    expect(dates(null, null)).toEqual([]);
    expect(dates()).toEqual([]);
  });

  it("tell the age against one and a half times that of won deals of its kind", () => {
    const aged = (created_on: string | null, usual?: number) =>
      of({ created_on }, { cycles: new Map(usual === undefined ? [] : [["new", usual]]) });
    expect(aged("2026-01-31", 100)).toEqual([]);
    expect(aged("2026-01-30", 100)).toEqual(["open for 151 days, won deals of its kind took 100"]);
    expect([aged("2020-01-01"), aged(null, 100)]).toEqual([[], []]);
  });

  it("list the usual stages it skipped", () => {
    const at = (...stages: string[]) => of({ changes: stages.map((stage) => change(stage)) });
    expect(at("offer")).toEqual(["skipped lead, demo"]);
    expect(at("lead", "offer")).toEqual(["skipped demo"]);
    expect([at("lead", "demo", "offer"), at("lead"), at("unknown"), of({ stage: "offer" })]).toEqual([[], [], [], []]);
    expect([
      stageOf(deal({ stage: "x", changes: [change("lead"), change("demo")] })),
      stageOf(deal({ stage: "x" })),
      stageOf(deal()),
    ]).toEqual(["demo", "x", "no stage"]);
  });
});

describe("the views of a pipeline", () => {
  it("add up amounts, probabilities, own win rates and commits", () => {
    const closed = [...times(6, { closed: true, won: true }), ...times(6, { closed: true })];
    const open = [
      deal({ amount_minor: 1000, probability: 0.25, category: "commit" }),
      deal({ amount_minor: 501, category: "pipeline" }),
      deal({ amount_minor: null, probability: 0.9, category: "commit" }),
      deal({ amount_minor: 300, kind: "renewal", probability: 0 }),
    ];
    const rate = rateOf(closed);
    expect([rate(deal()), rate(deal({ kind: "renewal" })), rate(deal({ changes: [change("lead")] }))]).toEqual([0.5, null, 0.5]);
    expect(viewsOf(open, closed)).toEqual({
      open: 1801,
      weighted: 250,
      without_probability: 1,
      historical: 751,
      without_rate: 1,
      committed: 1000,
      deals: 4,
    });
    expect(viewsOf(open, [])).toMatchObject({ historical: null, without_rate: 3 });
    expect(viewsOf([], [])).toMatchObject({ open: 0, historical: 0, without_rate: 0, deals: 0 });
    expect(viewsOf([deal({ amount_minor: null })], [])).toMatchObject({ historical: 0, without_rate: 0, deals: 1 });
  });
});

describe("a quarter", () => {
  it.each(["2026Q4", " 2026q4 ", "2026-Q4", "2026 q4", "Q4 2026", "q4-2026", " Q42026 "])("is read from %j", (text) => {
    expect(quarterNamed(text)).toEqual({ name: "2026Q4", from: "2026-10-01", to: "2026-12-31" });
  });

  it("has the days of its months", () => {
    expect(["2026Q1", "2026Q2", "2026Q3"].map((text) => quarterNamed(text))).toEqual([
      { name: "2026Q1", from: "2026-01-01", to: "2026-03-31" },
      { name: "2026Q2", from: "2026-04-01", to: "2026-06-30" },
      { name: "2026Q3", from: "2026-07-01", to: "2026-09-30" },
    ]);
  });

  it.each(["", "2026", "Q4", "2026Q5", "12026Q4", "2026Q41", "2026xQ4", "Q4 20261", "xQ4 2026", "Q4x2026"])("is not %j", (text) => {
    const refused = (): unknown => quarterNamed(text);
    expect(refused).toThrow(UserError);
    try {
      refused();
    } catch (error) {
      expect(error instanceof UserError && error.detail).toEqual({
        code: "bad-quarter",
        message: `"${text}" is no quarter.`,
        found: text,
        allowed: ["2026Q4"],
        fix: "Correct --quarter.",
      });
    }
  });
});
