import { stableJson } from "../../core/json.ts";
import type { Frame, FrameColumn } from "./frame.ts";
import { leakReason } from "./leak-guard.ts";

/** A column that is not learnt from, and why, in words for a person. */
export interface Excluded {
  readonly column: string;
  readonly reason: string;
}

/** What the columns are judged by beside their cells. */
export interface ColumnJudging {
  /** 0 or 1 of every row. */
  readonly labels: Float64Array;
  /** The customer each row is about. */
  readonly groups: readonly string[];
  /** Day (since 1970) on which each row's label was known to be still open; null where nobody said. */
  readonly labelDays: Float64Array | null;
  /** Switched off only to show what the guard is for. */
  readonly leakGuard: boolean;
}

/** Splits columns into those to learn from and those not to. */
export function chooseColumns(
  frame: Frame,
  judging: ColumnJudging,
): { readonly kept: readonly FrameColumn[]; readonly excluded: readonly Excluded[] } {
  const kept: FrameColumn[] = [];
  const excluded: Excluded[] = [];
  const seen = new Map<string, string>();
  const customers = new Set(judging.groups).size;
  for (const column of frame.columns) {
    const content = contentOf(column);
    const same = seen.get(content);
    const reason =
      uselessReason(column, customers) ??
      (same === undefined ? null : `it holds the same as "${same}"`) ??
      (judging.leakGuard ? (lateReason(column, judging.labelDays) ?? leakReason(column, judging.labels)) : null);
    if (reason === null) {
      kept.push(column);
      seen.set(content, column.name);
    } else excluded.push({ column: column.name, reason });
  }
  return { kept, excluded };
}

const NAME_OF_ID = /(^|[_\s.-])(id|ids|key|uuid|guid|number|no|nr|num|index|idx|row|rownumber|email|phone|unnamed: ?\d*)$/i;
/** Told by its capital: "userId" is one, "paid" and "monkey" are none. */
const CAMEL_NAME_OF_ID = /[a-z](Id|ID|Key|Number)$/;
const LEAST_ROWS = 30;

/** Blank, constant, or other for nearly every customer. */
function uselessReason(column: FrameColumn, customers: number): string | null {
  const values =
    column.kind === "category" ? [...column.codes].filter((code) => code >= 0) : [...column.values].filter((value) => !Number.isNaN(value));
  const total = column.kind === "category" ? column.codes.length : column.values.length;
  if (values.length === 0) return "it is blank in every row";
  const distinct = new Set(values).size;
  if (distinct === 1 && values.length === total) return "it holds the same value in every row";
  if (distinct === 1 && values.length < LEAST_ROWS / 6) return `it is filled in ${values.length} of ${total} rows only`;
  const ofCustomers = distinct / Math.min(customers, values.length);
  if (Math.min(customers, values.length) < LEAST_ROWS) return null;
  if (column.kind === "category")
    return ofCustomers >= 0.5
      ? "nearly every customer has a value of its own there, as in an id or free text: nothing carries over to others"
      : null;
  if (column.kind === "date" || ofCustomers < 0.9 || values.some((value) => !Number.isInteger(value))) return null;
  const { low, high } = range(values);
  const running = high - low + 1 <= 1.2 * distinct;
  const named = NAME_OF_ID.test(column.name) || CAMEL_NAME_OF_ID.test(column.name);
  return running || named ? "it numbers the rows or customers, as an id does: nothing carries over to others" : null;
}

/** A day after the one on which the label was still open is part of the answer. */
function lateReason(column: FrameColumn, labelDays: Float64Array | null): string | null {
  if (column.kind !== "date" || labelDays === null) return null;
  const late = column.values.reduce((sum, day, row) => sum + (day > (labelDays[row] ?? Infinity) ? 1 : 0), 0);
  return late > 0 ? `it holds days after the label's date in ${late} ${late === 1 ? "row" : "rows"}` : null;
}

function contentOf(column: FrameColumn): string {
  return column.kind === "category" ? stableJson([column.levels, [...column.codes]]) : `${column.kind} ${[...column.values].join(" ")}`;
}

function range(values: readonly number[]): { readonly low: number; readonly high: number } {
  return values.reduce(({ low, high }, value) => ({ low: Math.min(low, value), high: Math.max(high, value) }), {
    low: Infinity,
    high: -Infinity,
  });
}
