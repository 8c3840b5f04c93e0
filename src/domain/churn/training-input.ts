import type { TextTable } from "./frame.ts";

/** A table to learn from. */
export interface TrainingInput {
  /** The columns to learn from: neither the label nor the id. */
  readonly table: TextTable;
  /** 1, 0, or NaN where it is not known. */
  readonly labels: Float64Array;
  /** The customer each row is about. */
  readonly ids: readonly string[];
  /** See chooseColumns. */
  readonly labelDays?: Float64Array | undefined;
  readonly leakGuard?: boolean;
  readonly seed?: number;
}
