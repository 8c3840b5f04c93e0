/** Text cells by column; null is a blank. All columns are equally long. */
export interface TextTable {
  readonly columns: readonly { readonly name: string; readonly cells: readonly (string | null)[] }[];
  readonly rows: number;
}

/** Numbers (days since 1970 for a date), NaN where blank. */
export interface NumberColumn {
  readonly name: string;
  readonly kind: "number" | "date";
  readonly values: Float64Array;
}

/** The place of each row's value in `levels`, −1 where blank. */
export interface CategoryColumn {
  readonly name: string;
  readonly kind: "category";
  readonly codes: Int32Array;
  /** Values as written, sorted. */
  readonly levels: readonly string[];
}

export type FrameColumn = NumberColumn | CategoryColumn;

/** Typed columns of equal length. */
export interface Frame {
  readonly rows: number;
  readonly columns: readonly FrameColumn[];
}
