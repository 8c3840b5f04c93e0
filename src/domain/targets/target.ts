import type { LoadBounds } from "../metrics/csm-book.ts";

export const OPERATORS = [">", ">=", "<", "<="] as const;
export type Operator = (typeof OPERATORS)[number];

/** A line that a metric should be beyond. A ratio is a fraction. */
export interface Aim {
  readonly operator: Operator;
  readonly value: number;
  /** Whose practice asks for it. */
  readonly source: string;
}

export interface Target extends Aim {
  readonly metric: string;
  /** Months of the window it is meant for; undefined for any period. */
  readonly months: number | undefined;
  /** What others ask for instead. */
  readonly others: readonly Aim[];
}

export interface Targets {
  readonly targets: ReadonlyMap<string, Target>;
  /** The most accounts one CSM should have. */
  readonly loads: LoadBounds;
}

/** True where the value, unrounded, is beyond the line. */
export function meets({ operator, value: line }: Aim, value: number): boolean {
  switch (operator) {
    case ">":
      return value > line;
    case ">=":
      return value >= line;
    case "<":
      return value < line;
    case "<=":
      return value <= line;
  }
}
