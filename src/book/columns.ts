/**
 * One column of an answer. Numbers lie in an array of doubles, where NaN stands for null; days likewise, counted from 1970-01-01. Everything
 * else (text, flags, instants) is listed as Book.rows would give it.
 */
export type Column =
  | { readonly kind: "number" | "day"; readonly values: Float64Array }
  | { readonly kind: "other"; readonly values: readonly (string | number | boolean | null)[] };

/** An answer by columns: for a hundred thousand rows it costs a tenth of a hundred thousand objects. */
export interface Columns {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}
