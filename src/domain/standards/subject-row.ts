import type { Unit } from "../facts/fact.ts";

/** A number, a text, a day; null where it is not known. */
export type RowValue = number | string | null;

/** One thing to hold rules against, as read from the book. */
export interface SubjectRow {
  /** The account it belongs to. */
  readonly account: string | null;
  /** What it is called among its kind: the same in every run. Never a number that was measured. */
  readonly subject: string;
  /** Where it was read: path inside the exports folder. */
  readonly file: string | null;
  readonly line: number | null;
  /** Of its amounts. */
  readonly currency: string | null;
  readonly values: Readonly<Record<string, RowValue>>;
}

/** A value with what it takes to print it. */
export interface Figure {
  readonly value: RowValue;
  readonly unit: Unit;
  readonly currency?: string | undefined;
}
