import type { ColumnSample } from "./column-sample.ts";
import type { ShapeShares } from "./value-shapes.ts";

/** A column with what its header says and its values look like. */
export interface Clue {
  readonly sample: ColumnSample;
  readonly words: string;
  readonly shapes: ShapeShares;
}
