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

/** (last − prior) / prior; null where prior is below `floor`, since a share of a handful says nothing. */
export function change(last: string, prior: string, floor: number): (row: Cells) => FactValue {
  return (row) => {
    const before = number(row, prior);
    const after = number(row, last);
    return before === null || after === null || before < floor ? null : (after - before) / before;
  };
}

/** a / b; null where b is 0 or either is absent. */
export function share(part: string, whole: string): (row: Cells) => FactValue {
  return (row) => {
    const total = number(row, whole);
    const some = number(row, part);
    return total === null || some === null || total === 0 ? null : some / total;
  };
}

/** Why a sum is null: `none` where nothing was counted in `counted`, else because amounts of several currencies are never added. */
export function severalOr(counted: string, none: string): (row: Cells) => string {
  return (row) => (number(row, counted) === 0 ? none : "no amount is given, or amounts are in several currencies, which are never added");
}
