import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import { dealWarnings, medianCycle, usualPath } from "../../../src/domain/forecast/deal-warnings.ts";
import { type ForecastDeal, stageOf } from "../../../src/domain/forecast/deal.ts";
import { quarterNamed } from "../../../src/domain/forecast/quarter.ts";
import { viewsOf } from "../../../src/domain/forecast/views.ts";
import { ENOUGH_CLOSED, winRate, winRatesByKind } from "../../../src/domain/forecast/win-rate.ts";
import { wilson } from "../../../src/domain/metrics/intervals.ts";

const deal = (more: Partial<ForecastDeal> = {}): ForecastDeal => ({
  id: "d",
  account: "acme",
  account_name: "Acme",
  name: "Deal",
  kind: "new",
  stage: "Proposal",
  amount_minor: 1000,
  currency: "USD",
  owner: null,
  probability: null,
  category: null,
  next_step: "call",
  created_on: "2026-01-01",
  close_on: "2026-12-01",
  closed: false,
  won: false,
  changes: [],
  ...more,
});
const change = (stage: string, on_day = "2026-01-01", close_on: string | null = null) => ({ stage, on_day, close_on });
const times = (count: number, more: Partial<ForecastDeal>): ForecastDeal[] => Array.from({ length: count }, () => deal(more));
const won = { closed: true, won: true } as const;
const lost = { closed: true, won: false } as const;

describe("the stage", () => {
  it("is the last of the history, else the export's", () => {
    expect(stageOf(deal({ changes: [change("A"), change("B")] }))).toBe("B");
    expect([stageOf(deal()), stageOf(deal({ stage: null }))]).toEqual(["Proposal", "no stage"]);
  });
});

describe("the usual time and path", () => {
  it("are of five won deals at least", () => {
    const taken = (days: number) => deal({ ...won, created_on: "2026-01-01", close_on: `2026-01-${String(1 + days).padStart(2, "0")}` });
    const five = [10, 20, 30, 4, 5].map(taken);
    expect(medianCycle([...five, ...times(9, { kind: "renewal", ...lost })])).toEqual(new Map([["new", 10]]));
    expect(medianCycle(five.slice(1)).size).toBe(0);
    expect(medianCycle([...five.slice(1), deal({ ...won, created_on: null })]).size).toBe(0);
    expect(medianCycle([...five.slice(1), deal({ ...won, close_on: null })]).size).toBe(0);
    expect(medianCycle([...five.slice(1), taken(9)].map((each) => ({ ...each, won: false }))).size).toBe(0);
    const both = [...five, ...five.map((each) => ({ ...each, kind: "expansion" }))];
    expect([...medianCycle(both).keys()]).toEqual(["expansion", "new"]);
    // What was lost or has no dates takes no part in the median; a kind with four is left out.
    const apart = [taken(30), taken(30)].map((each) => ({ ...each, won: false }));
    expect([...medianCycle([...five, ...apart, deal({ ...won, created_on: null }), ...both.slice(-4)])]).toEqual([["new", 10]]);
  });

  it("order stages that most went through by where they came", () => {
    const path = (...stages: string[]) => deal({ ...won, changes: stages.map((stage) => change(stage)) });
    const deals = [
      path("Lead", "Demo", "Offer"),
      path("Lead", "Offer"),
      path("Lead", "Demo", "Demo", "Offer"),
      path("Demo", "Lead"),
      path("Lead", "Trial", "Offer"),
    ];
    expect(usualPath(deals)).toEqual(["Lead", "Demo", "Offer"]);
    expect(usualPath(deals.slice(1))).toEqual([]);
    expect(usualPath([...deals.slice(1), deal({ ...won })])).toEqual([]);
    expect(usualPath([...deals.slice(1), deal({ changes: [change("Lead")] })])).toEqual([]);
    // In half of the deals is not in most; equal places by name.
    const six = [path("A", "B"), path("B", "A"), path("A", "B"), path("B", "A"), path("A", "B", "C"), path("B", "A", "C"), path("C")];
    expect(usualPath(six.slice(0, 6))).toEqual(["A", "B"]);
    expect(usualPath(six.slice(0, 6).map(({ changes, ...rest }) => ({ ...rest, changes: [...changes].reverse() })))).toEqual(["A", "B"]);
    expect(usualPath([...times(3, path("A")), ...times(3, path("B"))])).toEqual([]);
  });
});

describe("what makes a deal doubtful", () => {
  const context = { asOf: "2026-06-01", cycles: new Map([["new", 100]]), path: ["Lead", "Demo", "Offer"], keepsNextSteps: true };
  const told = (more: Partial<ForecastDeal>, rest: Partial<typeof context> = {}): string[] =>
    dealWarnings(deal({ created_on: "2026-05-01", ...more }), { ...context, ...rest });

  it("is told in words", () => {
    expect(told({})).toEqual([]);
    expect(told({ amount_minor: null, close_on: null, next_step: null })).toEqual(["no amount", "no close date", "no next step"]);
    expect(told({ next_step: null }, { keepsNextSteps: false })).toEqual([]);
    expect(told({ close_on: "2026-05-31" })).toEqual(["close date passed 1 day ago"]);
    expect(told({ close_on: "2026-06-01" })).toEqual([]);
    expect(told({ close_on: "2026-04-01" })).toEqual(["close date passed 61 days ago"]);
    expect(told({ close_on: "2026-05-22" })).toEqual(["close date passed 10 days ago"]);
  });

  it("is a close date put off, by its changes", () => {
    const dates = (...days: (string | null)[]) => ({ changes: days.map((day) => change("Lead", "2026-01-01", day)) });
    expect(told(dates("2026-07-01", "2026-08-01", null, "2026-08-11"))).toEqual(["put off 2 times, by 41 days in all"]);
    expect(told(dates("2026-07-01", "2026-07-02"))).toEqual(["put off 1 time, by 1 day in all"]);
    expect(told(dates("2026-07-01", "2026-09-01", "2026-07-01"))).toEqual([]);
    expect(told(dates("2026-07-01", "2026-07-01"))).toEqual([]);
    expect(told(dates("2026-07-01", "2026-08-01", "2026-06-01"))).toEqual([]);
    expect(told(dates("2026-08-01", "2026-07-01"))).toEqual([]);
    expect([told(dates(null)), told(dates(null, null)), told(dates())]).toEqual([[], [], []]);
  });

  it("is age above half as much again as won deals took", () => {
    expect(told({ created_on: "2026-01-02" })).toEqual([]);
    expect(told({ created_on: "2026-01-01" })).toEqual(["open for 151 days, won deals of its kind took 100"]);
    expect([told({ created_on: null }), told({ created_on: "2020-01-01", kind: "renewal" })]).toEqual([[], []]);
    expect(told({ created_on: "2020-01-01" }, { cycles: new Map() })).toEqual([]);
  });

  it("is a stage skipped", () => {
    expect(told({ changes: [change("Lead"), change("Offer")] })).toEqual(["skipped Demo"]);
    expect(told({ changes: [change("Offer")] })).toEqual(["skipped Lead, Demo"]);
    expect([told({ changes: [change("Lead")] }), told({ changes: [change("Elsewhere")] }), told({ stage: "Offer" })]).toEqual([[], [], []]);
    expect(told({ changes: [change("Lead"), change("Demo")] })).toEqual([]);
    expect(told({ changes: [change("Lead"), change("Demo"), change("Offer")] })).toEqual([]);
  });
});

describe("win rates", () => {
  it("need ten closed deals", () => {
    expect(ENOUGH_CLOSED).toBe(10);
    expect(winRate([...times(4, won), ...times(5, lost), ...times(9, {})])).toEqual({ won: 4, closed: 9, rate: null, interval: null });
    expect(winRate([...times(4, won), ...times(6, lost)])).toEqual({ won: 4, closed: 10, rate: 0.4, interval: wilson(4, 10) });
  });

  it("are by kind", () => {
    const deals = [...times(3, { ...won, kind: "renewal", changes: [change("Offer")] }), ...times(8, lost)];
    expect([...winRatesByKind(deals)].map(([kind, rate]) => [kind, rate.won, rate.closed])).toEqual([
      ["new", 0, 8],
      ["renewal", 3, 3],
    ]);
  });
});

describe("the views", () => {
  const closed = [...times(3, won), ...times(7, lost)];

  it("add up amounts rounded deal by deal, and those of a win rate rounded once", () => {
    const open = [
      deal({ amount_minor: 1005, probability: 0.5, category: "Commit" }),
      deal({ amount_minor: 333, probability: null }),
      deal({ amount_minor: null, probability: 0.9, category: "Commit" }),
      deal({ amount_minor: 100, probability: 0.1, kind: "other" }),
    ];
    expect(viewsOf(open, closed)).toEqual({
      open: 1438,
      weighted: 503 + 10,
      without_probability: 1,
      historical: 401,
      without_rate: 1,
      committed: 1005,
      deals: 4,
    });
    expect(viewsOf(open, [])).toMatchObject({ historical: null, without_rate: 3 });
    expect(viewsOf([], [])).toMatchObject({ historical: 0, open: 0, deals: 0 });
    expect(viewsOf([deal({ amount_minor: null })], [])).toMatchObject({ historical: 0, without_rate: 0 });
  });
});

describe("a quarter", () => {
  it.each([
    ["2026Q4", "2026Q4", "2026-10-01", "2026-12-31"],
    ["2026-q1", "2026Q1", "2026-01-01", "2026-03-31"],
    ["2026 Q2", "2026Q2", "2026-04-01", "2026-06-30"],
    [" Q3 2026 ", "2026Q3", "2026-07-01", "2026-09-30"],
    ["q3-2026", "2026Q3", "2026-07-01", "2026-09-30"],
    ["Q32026", "2026Q3", "2026-07-01", "2026-09-30"],
    [" 2026q4 ", "2026Q4", "2026-10-01", "2026-12-31"],
    [" Q42026 ", "2026Q4", "2026-10-01", "2026-12-31"],
  ])("is named by %j", (text, name, from, to) => expect(quarterNamed(text)).toEqual({ name, from, to }));

  it.each([
    "2026Q5",
    "Q0 2026",
    "x2026Q4",
    "2026Q4x",
    "xQ4 2026",
    "Q4 2026x",
    "26Q4",
    "",
    "2026",
    "Q4",
    "12026Q4",
    "2026Q41",
    "2026xQ4",
    "Q4 20261",
    "Q4x2026",
  ])("is not named by %j", (text) => {
    expect(() => quarterNamed(text)).toThrow(UserError);
  });

  it("that is none is answered with what is one", () => {
    try {
      quarterNamed("soon");
    } catch (error) {
      expect(error instanceof UserError ? error.detail : error).toEqual({
        code: "bad-quarter",
        message: '"soon" is no quarter.',
        found: "soon",
        allowed: ["2026Q4"],
        fix: "Correct --quarter.",
      });
    }
  });
});
