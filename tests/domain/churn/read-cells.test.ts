import { describe, expect, it } from "vitest";
import { inferReadings, readFrame } from "../../../src/domain/churn/column-reading.ts";
import { readCell, readDate, readNumber } from "../../../src/domain/churn/read-cells.ts";

describe("readCell", () => {
  it.each([
    ["", null],
    ["  ", null],
    ["NaN", null],
    ["n/a", null],
    ["NULL", null],
    ["None", "None"],
    [" x ", "x"],
    ["0", "0"],
  ])("reads %j as %j", (text, value) => {
    expect(readCell(text)).toBe(value);
  });
});

describe("readNumber", () => {
  it.each([
    ["1,234.5", "point", 1234.5],
    ["1.234,5", "comma", 1234.5],
    ["$ 1,200", "point", 1200],
    ["€12,50", "comma", 12.5],
    ["45%", "point", 45],
    ["(30)", "point", -30],
    ["1 234", "point", 1234],
    ["-.5", "point", -0.5],
    ["1e3", "point", 1000],
  ] as const)("reads %j with a decimal %s as %d", (text, mark, value) => {
    expect(readNumber(text, mark)).toBe(value);
  });

  it.each(["", "-", "abc", "1.2.3", "12a", "1,2,3", "e5", "Infinity"])("takes %j for no number", (text) => {
    expect(readNumber(text, "point")).toBeNaN();
  });
});

describe("readDate", () => {
  const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

  it.each([
    ["2026-03-04", true, "2026-03-04"],
    ["2026-03-04T10:00:00Z", true, "2026-03-04"],
    ["3/4/2026", true, "2026-04-03"],
    ["3/4/2026", false, "2026-03-04"],
    ["04.03.2026", true, "2026-03-04"],
    ["4 Mar 2026", true, "2026-03-04"],
    ["March 4, 2026", true, "2026-03-04"],
  ] as const)("reads %j (day first: %s) as %s", (text, dayFirst, expected) => {
    expect(readDate(text, dayFirst)).toBe(day(expected));
  });

  it.each(["2026-02-30", "13/13/2026", "hello", "2026", "4 Foo 2026"])("takes %j for no day", (text) => {
    expect(readDate(text, true)).toBeNaN();
  });
});

describe("inferReadings", () => {
  const kindsOf = (...cells: string[]): unknown => inferReadings({ rows: cells.length, columns: [{ name: "x", cells }] })[0];

  it("tells numbers, dates and words apart", () => {
    expect(kindsOf("1", "2.5", "")).toEqual({ name: "x", kind: "number", mark: "point" });
    expect(kindsOf("1,5", "2,25", "10")).toEqual({ name: "x", kind: "number", mark: "comma" });
    expect(kindsOf("2026-01-02", "")).toMatchObject({ kind: "date" });
    expect(kindsOf("25/12/2025", "01/02/2026")).toEqual({ name: "x", kind: "date", dayFirst: true });
    expect(kindsOf("12/25/2025", "01/02/2026")).toEqual({ name: "x", kind: "date", dayFirst: false });
    expect(kindsOf("red", "green")).toEqual({ name: "x", kind: "category" });
    expect(kindsOf("", "")).toEqual({ name: "x", kind: "category" });
  });

  it("takes codes with leading zeros for words", () => {
    expect(kindsOf("00123", "10115")).toEqual({ name: "x", kind: "category" });
  });

  it("reads a few odd cells in a column of numbers as blank", () => {
    const cells = [...Array.from({ length: 40 }, (_, index) => String(index)), "unknown"];
    const table = { rows: cells.length, columns: [{ name: "x", cells }] };
    const [column] = readFrame(table, inferReadings(table)).columns;
    expect(column?.kind === "number" ? [column.values[39], column.values[40]] : null).toEqual([39, Number.NaN]);
  });

  it("reads a column that the table lacks as blank", () => {
    const frame = readFrame({ rows: 2, columns: [] }, [
      { name: "a", kind: "number", mark: "point" },
      { name: "b", kind: "category" },
    ]);
    expect(frame.columns).toEqual([
      { name: "a", kind: "number", values: Float64Array.of(Number.NaN, Number.NaN) },
      { name: "b", kind: "category", codes: Int32Array.of(-1, -1), levels: [] },
    ]);
  });
});
