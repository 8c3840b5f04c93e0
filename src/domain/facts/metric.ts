import type { FactValue, Unit } from "./fact.ts";

/** One row of a query's answer. */
export type Cells = Readonly<Record<string, string | number | boolean | null>>;

/** Whether a rise is good news; `neutral` for what is neither. */
export type Sense = "up-good" | "down-good" | "neutral";

/** A named measurement: how it is computed from a query's row, and how it may be spoken of. */
export interface Metric {
  readonly name: string;
  readonly about: "account" | "book";
  readonly title: string;
  readonly unit: Unit;
  readonly sense: Sense;
  /** A relative change: printed as a magnitude, so the words beside it must give the direction (fell, rose). */
  readonly change?: boolean;
  /** Decimals of a percentage; without it none, one below 10 %. */
  readonly decimals?: number;
  /** What the value may be called, lower case; a claim that uses none of them is wrongly labelled. */
  readonly words: readonly string[];
  readonly formula: string;
  /** How many days back it looks; 0 for all of history. */
  readonly window: number;
  /** True where it is of a period that the question may name, and of the last full quarter otherwise. */
  readonly ofPeriod?: true;
  /** Name of the query in book/queries whose row holds the inputs. */
  readonly query: string;
  /** The export that would supply it, for a reader who lacks it. */
  readonly needs: string;
  /** True where rows that do not reach back far enough, or tell too little, give no value either: then there may well be rows. */
  readonly needsHistory?: true;
  /** The value, or null where the row does not allow one. Pure. */
  readonly value: (row: Cells) => FactValue;
  /** Why `value` is null for this row. */
  readonly reason?: (row: Cells) => string;
}
