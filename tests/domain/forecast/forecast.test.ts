import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ForecastDeal } from "../../../src/domain/forecast/deal.ts";
import { dealWarnings, medianCycle, usualPath } from "../../../src/domain/forecast/deal-warnings.ts";
import { quarterNamed } from "../../../src/domain/forecast/quarter.ts";
import { viewsOf } from "../../../src/domain/forecast/views.ts";
import { winRate } from "../../../src/domain/forecast/win-rate.ts";

const deal = (change: Partial<ForecastDeal>): ForecastDeal => ({
  id: "1",
  account: "acme",
  account_name: "Acme",
  name: "Acme - seats",
  kind: "expansion",
  stage: "Quote",
  amount_minor: 10_000,
  currency: "USD",
  owner: null,
  probability: 0.5,
  category: null,
  next_step: "call",
  created_on: "2026-09-01",
  close_on: "2026-12-01",
  closed: false,
  won: false,
  changes: [],
  ...change,
});
const closed = (won: boolean, change: Partial<ForecastDeal> = {}): ForecastDeal => deal({ closed: true, won, ...change });
const many = (count: number, made: (index: number) => ForecastDeal): ForecastDeal[] =>
  Array.from({ length: count }, (_, index) => made(index));

describe("own win rates", () => {
  it("say nothing below ten closed deals, and give Wilson's interval from there on", () => {
    expect(winRate(many(9, () => closed(true)))).toEqual({ won: 9, closed: 9, rate: null, interval: null });
    // 8 of 10 by Wilson: 0.4902 to 0.9433.
    const { rate, interval } = winRate(many(10, (index) => closed(index < 8)));
    expect(rate).toBe(0.8);
    expect(interval?.[0]).toBeCloseTo(0.4902, 4);
    expect(interval?.[1]).toBeCloseTo(0.9433, 4);
  });
});

describe("the views of a pipeline", () => {
  it("do not know what no deal tells, and know of a pipeline of nothing that it is nothing", () => {
    const untold = [deal({ probability: null }), deal({ probability: null, amount_minor: null })];
    expect(viewsOf(untold, untold)).toMatchObject({ weighted: null, without_probability: 1, committed: null });
    expect(viewsOf([...untold, deal({ category: "Pipeline" })], untold)).toMatchObject({ weighted: 5000, committed: 0 });
    expect(viewsOf([], untold)).toMatchObject({ weighted: 0, committed: 0 });
  });

  it("weigh by probability, by own rates and by what is committed, and count what they leave out", () => {
    const known = [...many(10, (index) => closed(index < 4)), closed(true, { kind: "renewal" })];
    const open = [
      deal({ amount_minor: 100_00, probability: 0.9, category: "Commit" }),
      deal({ amount_minor: 50_00, probability: null }),
      deal({ amount_minor: null }),
      deal({ amount_minor: 30_00, probability: 0.1, kind: "renewal" }),
    ];
    expect(viewsOf(open, known)).toEqual({
      open: 180_00,
      weighted: 93_00,
      without_probability: 1,
      historical: 60_00,
      without_rate: 1,
      committed: 100_00,
      deals: 4,
    });
  });

  it("take the rate of each deal's kind, whatever stages it went through", () => {
    const changes = ["Demo", "Quote"].map((stage) => ({ stage, on_day: "2026-01-01", close_on: null }));
    const known = [
      ...many(10, (index) => closed(index < 2, { changes })),
      ...many(20, (index) => closed(index < 18, { kind: "renewal", changes })),
    ];
    const open = [deal({ amount_minor: 100_00, changes }), deal({ amount_minor: 50_00, kind: "renewal", changes })];
    // 100.00 × 2/10 + 50.00 × 18/20, from the counts that the command prints beside it.
    expect(viewsOf(open, known).historical).toBe(65_00);
  });

  it("do not depend on the order of deals, and never exceed what is open", () => {
    const deals = fc.array(
      fc
        .record({
          amount_minor: fc.option(fc.nat(1e9)),
          probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
          closed: fc.boolean(),
        })
        .map(deal),
    );
    fc.assert(
      fc.property(deals, (given) => {
        const open = given.filter((one) => !one.closed);
        const views = viewsOf(open, given);
        expect(viewsOf([...open].reverse(), [...given].reverse())).toEqual(views);
        expect(views.weighted ?? 0).toBeLessThanOrEqual(views.open);
        expect(views.historical ?? 0).toBeLessThanOrEqual(views.open);
      }),
    );
  });
});

describe("what makes a deal doubtful", () => {
  const context = { asOf: "2026-11-20", cycles: new Map<string, number>(), path: [], keepsNextSteps: true };

  it("is nothing for a deal in order", () => expect(dealWarnings(deal({}), context)).toEqual([]));

  it("names every gap", () => {
    expect(dealWarnings(deal({ amount_minor: null, close_on: null, next_step: null }), context)).toEqual([
      "no amount",
      "no close date",
      "no next step",
    ]);
    expect(dealWarnings(deal({ close_on: "2026-11-18" }), context)).toEqual(["close date passed 2 days ago"]);
    expect(dealWarnings(deal({ next_step: null }), { ...context, keepsNextSteps: false })).toEqual([]);
  });

  it("compares its age with won deals of its kind, where there are five", () => {
    const won = [20, 30, 40, 60, 90].map((days, index) =>
      closed(true, {
        id: String(index),
        created_on: "2026-01-01",
        close_on: `2026-${days < 31 ? "01" : days < 59 ? "02" : days < 90 ? "03" : "04"}-01`,
      }),
    );
    expect(medianCycle(won.slice(0, 4)).size).toBe(0);
    const cycles = medianCycle(won);
    expect(cycles.get("expansion")).toBe(31);
    expect(dealWarnings(deal({}), { ...context, cycles })).toEqual(["open for 80 days, won deals of its kind took 31"]);
    expect(dealWarnings(deal({ created_on: "2026-10-10" }), { ...context, cycles })).toEqual([]);
  });

  it("sees skipped stages and dates put off in the history", () => {
    const way = (...stages: string[]) => stages.map((stage, index) => ({ stage, on_day: `2026-0${index + 1}-01`, close_on: null }));
    const path = usualPath(many(5, () => closed(true, { changes: way("Qualified", "Demo", "Quote") })));
    expect(path).toEqual(["Qualified", "Demo", "Quote"]);
    expect(usualPath(many(4, () => closed(true, { changes: way("Qualified") })))).toEqual([]);
    expect(dealWarnings(deal({ changes: way("Qualified", "Quote") }), { ...context, path })).toEqual(["skipped Demo"]);
    const moved = ["2026-10-31", "2026-11-30", "2026-11-30", "2026-12-31"].map((close_on) => ({
      stage: "Quote",
      on_day: "2026-09-01",
      close_on,
    }));
    expect(dealWarnings(deal({ changes: moved }), context)).toEqual(["put off 2 times, by 61 days in all"]);
  });
});

describe("quarters", () => {
  it("are named in the usual ways", () => {
    for (const text of ["2026Q4", "2026-q4", "Q4 2026"])
      expect(quarterNamed(text)).toEqual({ name: "2026Q4", from: "2026-10-01", to: "2026-12-31" });
    expect(() => quarterNamed("2026Q5")).toThrow("no quarter");
  });
});
