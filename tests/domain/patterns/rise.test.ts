import { describe, expect, it } from "vitest";
import { seeded } from "../../../src/core/seeded.ts";
import { riseOf } from "../../../src/domain/patterns/rise.ts";
import { weekCounts, weekTable } from "../../../src/domain/patterns/week-table.ts";

const even = (weeks: number, each = 100): Float64Array => new Float64Array(weeks).fill(each);
const counts = (...values: number[]): Float64Array => Float64Array.from(values);

describe("riseOf", () => {
  it("gives the exact chance: three of three in one week of ten, four windows tried", () => {
    const rise = riseOf(counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 3), even(10));
    expect(rise).toMatchObject({ weeks: 1, counted: 3 });
    expect(rise?.chance).toBeCloseTo(4 * 0.1 ** 3, 12);
    expect(rise?.expected).toBeCloseTo(0.3, 12);
    expect(rise?.leastChance).toBeCloseTo(4 * 0.1 ** 3, 12);
  });

  it("finds a rise over a month that no single week shows", () => {
    const rise = riseOf(counts(...Array.from({ length: 36 }, (_, at) => (at % 12 === 0 ? 1 : 0)), 2, 2, 1, 2), even(40));
    expect(rise?.weeks).toBe(4);
    expect(rise?.chance).toBeLessThan(0.001);
  });

  it("takes a week in which all write more for none in which this rises", () => {
    const busy = even(20);
    busy[19] = 1000;
    const own = new Float64Array(20).fill(1);
    own[19] = 10;
    expect(riseOf(own, busy)?.chance).toBe(1);
    expect(riseOf(own, even(20))?.chance).toBeLessThan(1e-4);
  });

  it("asks more of what has always come in bunches", () => {
    const steady = Float64Array.from({ length: 31 }, (_, week) => (week === 30 ? 8 : 2));
    const bunched = Float64Array.from({ length: 31 }, (_, week) => (week === 30 ? 8 : week % 5 === 0 ? 10 : 0));
    const [calm, wild] = [riseOf(steady, even(31)), riseOf(bunched, even(31))];
    expect(calm?.chance).toBeLessThan(0.02);
    expect(wild?.chance).toBeGreaterThan(5 * (calm?.chance ?? 1));
  });

  it("is undefined without a past", () => {
    expect(riseOf(counts(5), counts(100))).toBeUndefined();
    expect(riseOf(counts(0, 5), counts(0, 100))).toBeUndefined();
  });

  it("calls chance a rise no more often than it says", () => {
    const random = seeded(5);
    let called = 0;
    for (let trial = 0; trial < 2000; trial += 1) {
      const own = new Float64Array(30);
      for (let event = 0; event < 12; event += 1) {
        const week = Math.floor(random() * 30);
        own[week] = (own[week] ?? 0) + 1;
      }
      if ((riseOf(own, even(30))?.chance ?? 1) <= 0.05) called += 1;
    }
    expect(called / 2000).toBeLessThanOrEqual(0.06);
  });
});

describe("weekCounts", () => {
  it("hears an account once a week, and a ticket without an account each time", () => {
    const table = weekTable("2026-11-20", 3);
    expect(table.from).toBe("2026-11-02");
    const ticket = (account: string | null, on: string) => ({ account, on });
    const tickets = [
      ticket("a", "2026-11-16"),
      ticket("a", "2026-11-17"),
      ticket("b", "2026-11-20"),
      ticket(null, "2026-11-03"),
      ticket(null, "2026-11-04"),
      ticket("a", "2026-11-01"),
    ];
    expect([...weekCounts(tickets, table)]).toEqual([2, 0, 2]);
  });
});
