import type { FactValue } from "../fact.ts";
import type { Cells } from "../metric.ts";

/** A value that is nothing but one cell: who reads whole columns may take it from there. */
export interface OfCell {
  (row: Cells): FactValue;
  readonly cell: string;
}

/** The cell `name` as it is; booleans are no values of a Fact. */
export function cell(name: string): OfCell {
  const value = (row: Cells): FactValue => {
    const found = row[name];
    return typeof found === "number" || typeof found === "string" ? found : null;
  };
  return Object.assign(value, { cell: name });
}

/** The cell that a metric's value is; undefined where it is computed of several, or with conditions. */
export function cellOf(value: (row: Cells) => FactValue): string | undefined {
  return "cell" in value && typeof value.cell === "string" ? value.cell : undefined;
}

/** The number in `name`, or null. */
export function number(row: Cells, name: string): number | null {
  const value = row[name];
  return typeof value === "number" ? value : null;
}

/** Computes a value of the numbers of up to four cells. NaN stands for a cell that has none, and for no value. */
type Compute = (first: number, second: number, third: number, fourth: number) => number;

/** A value that is computed of numbers alone: who reads whole columns may compute it of them, without a row for each account. */
export interface OfNumbers {
  (row: Cells): FactValue;
  readonly cells: readonly string[];
  readonly compute: Compute;
}

/** The value that `compute` makes of the numbers in these cells; null where that is NaN. */
export function ofNumbers(cells: readonly string[], compute: Compute): OfNumbers {
  const [first = "", second = "", third = "", fourth = ""] = cells;
  const value = (row: Cells): FactValue => {
    const of = (name: string): number => (name === "" ? Number.NaN : (number(row, name) ?? Number.NaN));
    const computed = compute(of(first), of(second), of(third), of(fourth));
    return Number.isNaN(computed) ? null : computed;
  };
  return Object.assign(value, { cells, compute });
}

/** How a value is computed of numbers; undefined where it is not made by ofNumbers. */
export function numbersBehind(value: (row: Cells) => FactValue): Pick<OfNumbers, "cells" | "compute"> | undefined {
  return "compute" in value ? (value as OfNumbers) : undefined;
}

/** (last − prior) / prior; null where prior is below `floor`, since a share of a handful says nothing. */
export function change(last: string, prior: string, floor: number): OfNumbers {
  return ofNumbers([last, prior], (after, before) => (before < floor ? Number.NaN : (after - before) / before));
}

/** a / b; null where b is 0 or either is absent. */
export function share(part: string, whole: string): OfNumbers {
  return ofNumbers([part, whole], (some, total) => (total === 0 ? Number.NaN : some / total));
}

/** Why a sum is null: `none` where nothing was counted in `counted`, else because amounts of several currencies are never added. */
export function severalOr(counted: string, none: string): (row: Cells) => string {
  return (row) => (number(row, counted) === 0 ? none : "no amount is given, or amounts are in several currencies, which are never added");
}
