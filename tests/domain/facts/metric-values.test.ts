import { describe, expect, it } from "vitest";
import { formatValue, formatMoney } from "../../../src/domain/facts/format-value.ts";
import { hash32 } from "../../../src/domain/text/text-hash.ts";
import type { Cells } from "../../../src/domain/facts/metric.ts";
import { cell, cellOf, change, severalOr, share } from "../../../src/domain/facts/metrics/cells.ts";
import { METRICS, metricNamed } from "../../../src/domain/facts/metrics/registry.ts";

/** Every column that some metric reads, by reading them all once. */
function columnsRead(): string[] {
  const read = new Set<string>();
  const noting: Cells = new Proxy<Record<string, number>>(
    {},
    {
      get: (_, name) => {
        if (typeof name === "string") read.add(name);
        return 12;
      },
    },
  );
  for (const metric of METRICS.values()) {
    metric.value(noting);
    metric.reason?.(noting);
  }
  return [...read].sort();
}

const COLUMNS = columnsRead();
const rowOf = (value: (column: string) => number | string | null): Cells => Object.fromEntries(COLUMNS.map((name) => [name, value(name)]));
/** Rows by which a metric's formula and bounds show; a column's number depends on its name alone. */
const ROWS: readonly Cells[] = [
  rowOf((name) => 100 + (hash32(name, 1) % 900)),
  rowOf((name) => 100 + (hash32(name, 2) % 900)),
  ...[0, 1, 2, 3, 4, 5, 10, -4].map((value) => rowOf(() => value)),
  rowOf((name) => `<${name}>`),
  rowOf(() => null),
  {},
];
const short = (value: unknown): unknown => (typeof value === "number" ? Number(value.toPrecision(7)) : value);

describe("every metric", () => {
  // What is nothing but a cell is that cell; the others are pinned, a line each: their values for each of ROWS.
  for (const metric of METRICS.values()) {
    const column = cellOf(metric.value);
    it(`${metric.name} has the value that its formula says`, () => {
      if (column === undefined) expect(JSON.stringify(ROWS.map((row) => short(metric.value(row))))).toMatchSnapshot();
      else expect(ROWS.map((row) => metric.value(row))).toEqual(ROWS.map((row) => row[column] ?? null));
      const { reason } = metric;
      if (reason !== undefined) expect([...new Set(ROWS.map((row) => reason(row)))].join(" | ")).toMatchSnapshot();
    });
  }

  it("that is nothing but a cell says which", () => {
    expect([cellOf(cell("arr")), cellOf(share("a", "b")), cellOf(Object.assign(() => null, { cell: 3 }))]).toEqual([
      "arr",
      undefined,
      undefined,
    ]);
    const row = { n: 0, text: "", no: null, yes: true };
    expect(["n", "text", "no", "yes", "absent"].map((name) => cell(name)(row))).toEqual([0, "", null, null, null]);
  });
});

describe("cells", () => {
  it("give a change and a share, or nothing", () => {
    expect(change("a", "b", 10)({ a: 15, b: 10 })).toBe(0.5);
    expect(change("a", "b", 10)({ a: 5, b: 9 })).toBeNull();
    expect([change("a", "b", 0)({ b: 1 }), change("a", "b", 0)({ a: 1 })]).toEqual([null, null]);
    expect([share("a", "b")({ a: 1, b: 4 }), share("a", "b")({ a: 0, b: 4 }), share("a", "b")({ a: 1, b: 0 })]).toEqual([0.25, 0, null]);
    const several = severalOr("n", "nothing was sold");
    expect([several({ n: 0 }), several({ n: 1 }), several({})]).toEqual([
      "nothing was sold",
      "no amount is given, or amounts are in several currencies, which are never added",
      "no amount is given, or amounts are in several currencies, which are never added",
    ]);
  });
});

describe("a metric that is not there", () => {
  const detail = (name: string): unknown => {
    try {
      return metricNamed(name);
    } catch (error) {
      return error instanceof Error && "detail" in error ? error.detail : error;
    }
  };

  it("is answered with the nearest, else with all", () => {
    expect(detail("helth_score")).toMatchObject({
      code: "unknown-metric",
      message: 'There is no metric "helth_score".',
      found: "helth_score",
      allowed: expect.arrayContaining(["health_score"]),
      fix: "Use one of the metrics named here.",
    });
    expect(detail("zzzzzzzzzzzzzzzzzzzz")).toMatchObject({ allowed: [...METRICS.keys()] });
    expect(metricNamed("arr")).toBe(METRICS.get("arr"));
  });
});

describe("a value as people write it", () => {
  const ratio = (value: number, more: object = {}): string => formatValue({ value, unit: "ratio", ...more });

  it("has a decimal below ten per cent, and as many as its metric says", () => {
    expect([ratio(0.0999), ratio(0.1), ratio(-0.0501), ratio(-0.1), ratio(0)]).toEqual(["10 %", "10 %", "-5 %", "-10 %", "0 %"]);
    expect([
      ratio(0.05123, { decimals: 2 }),
      ratio(0.5, { decimals: 0 }),
      ratio(-0.054, { change: true }),
      ratio(-0.054, { change: false }),
    ]).toEqual(["5.12 %", "50 %", "5.4 %", "-5.4 %"]);
    expect([
      formatValue({ value: -1, unit: "days" }),
      formatValue({ value: 1.4, unit: "days" }),
      formatValue({ value: 0, unit: "days" }),
    ]).toEqual(["-1 day", "1 day", "0 days"]);
    expect([
      formatValue({ value: 7, unit: "days" }, "num"),
      formatValue({ value: 7.26, unit: "hours" }, "num"),
      formatValue({ value: 7, unit: "days" }, "pct"),
    ]).toEqual(["7", "7.3", "7 days"]);
    expect([
      formatValue({ value: 3.25, unit: "points" }),
      formatValue({ value: 3, unit: "money" }),
      formatValue({ value: 5, unit: "money", currency: "EUR" }),
    ]).toEqual(["3.3 points", "$0.03", "€0.05"]);
    expect([formatMoney(12_345, "KWD"), formatMoney(12_000, "KWD"), formatMoney(-100, "USD")]).toEqual([
      "KWD\u00a012.345",
      "KWD\u00a012",
      "-$1",
    ]);
  });
});
