import { describe, expect, it } from "vitest";
import { binomialTail } from "../../../src/domain/patterns/binomial-tail.ts";
import { changeOf } from "../../../src/domain/patterns/change.ts";
import { adjustedChances } from "../../../src/domain/patterns/false-discoveries.ts";
import { gather, gatherGap } from "../../../src/domain/patterns/gather.ts";
import { riseOf } from "../../../src/domain/patterns/rise.ts";
import { weekCounts, weekExposure, weekTable } from "../../../src/domain/patterns/week-table.ts";
import { BOUNDS, ticket } from "./sample.ts";

/** Values by their place; all others are 0. */
function weeks(length: number, at: Readonly<Record<number, number>>): Float64Array {
  return Float64Array.from({ length }, (_, week) => at[week] ?? 0);
}
const even = (length: number): Float64Array => new Float64Array(length).fill(100);

describe("how a pattern rises", () => {
  it("is tried over the windows that have weeks before them", () => {
    expect(riseOf(weeks(3, { 2: 3 }), even(3))?.chance).toBeCloseTo(2 * (1 / 3) ** 3, 12);
    expect(riseOf(weeks(4, { 3: 3 }), even(4))?.chance).toBeCloseTo(2 * (1 / 4) ** 3, 12);
    expect(riseOf(weeks(5, { 4: 3 }), even(5))?.chance).toBeCloseTo(3 * (1 / 5) ** 3, 12);
    expect(riseOf(weeks(2, { 1: 3 }), weeks(2, { 0: 10, 1: 30 }))?.chance).toBeCloseTo((3 / 4) ** 3, 12);
    expect(riseOf(weeks(2, { 1: 3 }), weeks(2, { 1: 30 }))).toBeUndefined();
  });

  it("has the share of all tickets for a measure, and the shortest of equal windows", () => {
    // Of 400 tickets 100 came in the last week, 200 in the last two.
    const rise = riseOf(weeks(4, { 0: 1, 2: 1, 3: 2 }), even(4));
    expect(rise).toMatchObject({ weeks: 1, counted: 2, expected: 1 });
    // Two or more of four at a chance of a quarter: 1 − 0.75⁴ − 4 × 0.25 × 0.75³, twice.
    expect(rise?.chance).toBeCloseTo(2 * (1 - 0.75 ** 4 - 0.75 ** 3), 12);
    expect(rise?.leastChance).toBeCloseTo(2 * 0.25 ** 4, 12);
    expect(riseOf(weeks(20, { 0: 3, 5: 2 }), even(20))).toMatchObject({ chance: 1, weeks: 1, counted: 0, expected: 0.25 });
    expect(riseOf(weeks(20, { 18: 3, 19: 3 }), even(20))).toMatchObject({ weeks: 2, counted: 6 });
  });

  it("is held against how unevenly ten events and more came before", () => {
    // Sixteen weeks with ten events, five in each of two: chi-square (2 × 4.375² + 14 × 0.625²) / 0.625 = 70 over 15.
    const uneven = riseOf(weeks(17, { 0: 5, 3: 5, 16: 12 }), even(17));
    expect(uneven?.weeks).toBe(1);
    const bunches = 70 / 15;
    expect(uneven?.chance).toBeCloseTo(5 * binomialTail(12 / bunches, 22 / bunches, 1 / 17), 12);
    // Nine events say too little.
    const few = riseOf(weeks(17, { 0: 5, 3: 4, 16: 12 }), even(17));
    expect(few?.chance).toBeCloseTo(5 * binomialTail(12, 21, 1 / 17), 15);
    // What comes more evenly than chance has it is taken for chance.
    const calm = riseOf(
      Float64Array.from({ length: 17 }, (_, week) => (week === 16 ? 12 : 1)),
      even(17),
    );
    expect(calm?.chance).toBeCloseTo(5 * binomialTail(12, 28, 1 / 17), 15);
  });

  it("is held against eight weeks in which anything was written, and more", () => {
    const written = (count: number) => Float64Array.from({ length: 17 }, (_, week) => (week < count || week === 16 ? 100 : 0));
    // Ten events in two of eight weeks: (2 × 3.75² + 6 × 1.25²) / 1.25 = 30 over 7. In weeks without a ticket none could come.
    const eight = riseOf(weeks(17, { 0: 5, 3: 5, 16: 12 }), written(8));
    const bunches = 30 / 7;
    expect(eight).toMatchObject({ weeks: 1, counted: 12 });
    expect(eight?.chance).toBeCloseTo(5 * binomialTail(12 / bunches, 22 / bunches, 1 / 9), 12);
    const seven = riseOf(weeks(17, { 0: 5, 3: 5, 16: 12 }), written(7));
    expect(seven?.chance).toBeCloseTo(5 * binomialTail(12, 22, 1 / 8), 15);
    // The week in question is no part of its own past.
    const busy = written(8);
    busy[16] = 300;
    expect(riseOf(weeks(17, { 0: 5, 3: 5, 16: 12 }), busy)?.chance).toBeCloseTo(
      5 * binomialTail(12 / bunches, 22 / bunches, 300 / 1100),
      12,
    );
  });
});

describe("the tail of a binomial", () => {
  it("has its known values where k and n are no whole numbers", () => {
    // I_p(a, 1) = p^a; I_p(1, b) = 1 − (1 − p)^b; I_p(1/2, 3/2) = 2/π (asin √p + √(p (1 − p))).
    for (const p of [0.001, 0.1, 0.5, 0.9, 0.999]) {
      for (const k of [1e-9, 0.3, 0.5, 1.7, 12.5]) expect(binomialTail(k, k, p) / p ** k).toBeCloseTo(1, 10);
      for (const n of [1.4, 7.3, 40.25]) expect(binomialTail(1, n, p) / -Math.expm1(n * Math.log1p(-p))).toBeCloseTo(1, 10);
      const half = (2 / Math.PI) * (Math.asin(Math.sqrt(p)) + Math.sqrt(p * (1 - p)));
      expect(binomialTail(0.5, 1, p) / half).toBeCloseTo(1, 10);
    }
  });

  it("is right at the ends, where chances are next to nothing or to one", () => {
    expect(binomialTail(1, 2, 1 - 1e-9)).toBeCloseTo(1, 12);
    expect(binomialTail(2, 2, 1 - 1e-9)).toBeCloseTo(1 - 2e-9, 12);
    expect(binomialTail(30, 30, 0.01) / 1e-60).toBeCloseTo(1, 9);
    expect(binomialTail(30, 31, 0.01) / (31 * 1e-60 * 0.99 + 1e-62)).toBeCloseTo(1, 9);
    expect([binomialTail(6, 5, 1), binomialTail(5, 5, 1), binomialTail(1, 5, 0), binomialTail(0, 5, 1)]).toEqual([0, 1, 0, 1]);
    expect(binomialTail(500, 1000, 0.5)).toBeCloseTo(0.5126125, 6);
  });
});

describe("adjusted chances", () => {
  it("are the same for equal chances, and in the order given", () => {
    expect(adjustedChances([0.02, 0.5, 0.02, 0.02])).toEqual([0.02 * (4 / 3), 0.5, 0.02 * (4 / 3), 0.02 * (4 / 3)]);
    expect(adjustedChances([0.03, 0.01]).map((chance) => Math.round(chance * 1e6) / 1e6)).toEqual([0.03, 0.02]);
  });
});

describe("counts of weeks", () => {
  it("take who is not known for nobody in particular, and nothing from outside", () => {
    const table = weekTable("2026-11-20", 2);
    const tickets = [
      { account: "null", on: "2026-11-16" },
      { account: null, on: "2026-11-16" },
      { account: "null", on: "2026-11-17" },
      { account: "1 a", on: "2026-11-17" },
      { account: "a", on: "2026-11-09" },
      { account: "a", on: "2026-11-08" },
      { account: "a", on: "2026-11-23" },
    ];
    expect([...weekCounts(tickets, table)]).toEqual([1, 3]);
    expect([...weekExposure(tickets, table)]).toEqual([1, 4]);
    expect(Object.keys(weekCounts(tickets, table))).toEqual(["0", "1"]);
  });
});

describe("what became of a pattern", () => {
  const table = weekTable("2026-11-20", 26);
  const of = (days: readonly (readonly [day: string, account: string | null])[], thisWeek: number): string => {
    const pattern = gather(
      "p",
      days.map(([on, account], at) => ticket(`t${at}`, "It stops", { on, account })),
      undefined,
    );
    if (pattern === undefined) throw new Error("no ticket");
    return changeOf(pattern, { thisWeek, rising: false, wasRising: false, table, bounds: { ...BOUNDS, min_accounts: 3 } });
  };

  it("is not told by accounts that nobody knows", () => {
    const before = (...accounts: (string | null)[]) => accounts.map((account) => ["2026-11-10", account] as const);
    expect(of([...before("a", null, "b"), ["2026-11-17", "c"]], 1)).toBe("new");
    expect(of([...before("a", "d", "b"), ["2026-11-17", "c"]], 1)).toBe("steady");
  });

  it("holds the week against those before it, of which Monday is no part", () => {
    const month = ["2026-10-19", "2026-11-02", "2026-11-15"].map((on) => [on, "a"] as const);
    expect(of([["2026-07-01", "a"], ...month, ["2026-11-16", "a"]], 0)).toBe("steady");
    expect(of([["2026-07-01", "a"], ...month, ["2026-11-15", "b"]], 0)).toBe("quieter");
    const young = ["a", "b"].map((account) => ["2026-11-09", account] as const);
    expect(of([...young, ["2026-11-16", "c"]], 1)).toBe("new");
    expect(of([...young, ["2026-11-15", "c"], ["2026-11-16", "c"]], 1)).toBe("steady");
  });
});

describe("what a pattern is about", () => {
  const of = (...names: (string | null)[]) =>
    gather(
      "p",
      names.map((capability, at) => ticket(`t${at}`, "It stops", { capability, gap: `${capability} gap` })),
      undefined,
    );

  it("is said by 34 % of its tickets, and the gap by any of them", () => {
    const fifty = (own: number) => of(...Array.from({ length: 50 }, (_, at) => (at < own ? "a" : null)));
    expect([fifty(17)?.capability, fifty(16)?.capability]).toEqual(["a", null]);
    expect(fifty(17)?.gap).toBe("a gap");
    expect(of("b", "c", "c", "b", "a")).toMatchObject({ capability: "b", gap: "b gap" });
    expect(of("b", "c", "c")?.capability).toBe("c");
  });

  it("has the tickets of its parts by day, those of one day by id", () => {
    const part = (id: string, ...tickets: (readonly [id: string, day: string])[]) => {
      const made = gather(
        id,
        tickets.map(([name, on]) => ticket(name, "It stops", { on })),
        undefined,
      );
      if (made === undefined) throw new Error("no ticket");
      return made;
    };
    const parts = [part("p", ["9", "2026-11-01"], ["1", "2026-11-03"]), part("q", ["5", "2026-11-02"], ["0", "2026-11-03"])];
    const gap = gatherGap("x", parts, undefined, undefined);
    expect(gap.tickets.map(({ id }) => id)).toEqual(["9", "5", "0", "1"]);
    expect(gap).toMatchObject({ firstSeen: "2026-11-01", lastSeen: "2026-11-03" });
  });

  it("names a capability nobody described by its id", () => {
    expect(gatherGap("x", [], undefined, undefined)).toMatchObject({ title: "x", gap: null, accounts: [] });
    expect(gatherGap("x", [], undefined, { name: "Export", gap: "is slow" })).toMatchObject({ title: "Export", gap: "is slow" });
  });
});
