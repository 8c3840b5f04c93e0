import type { DataTable } from "../schema.ts";
import type { Reject } from "./raw-table.ts";

/** What became of one file. */
export interface FileOutcome {
  readonly hash: string | null;
  readonly takenFor: string | null;
  readonly confidence: number | null;
  readonly rowsIn: number;
  readonly kept: number;
  readonly rejected: number;
  /** Cells left out of the kept rows. */
  readonly cells: number;
  readonly rejects: readonly Reject[];
  readonly note: string | null;
}

/** Typed rows, not yet joined to accounts nor held against those of other files, in Parquet files. */
export interface StagedRows {
  readonly table: DataTable;
  readonly rows: number;
  /** Rows that tell the account of their user rather than an event; see user-accounts.ts. */
  readonly told: boolean;
  /** Columns that say the same in all rows, which the parts leave out. */
  readonly same: SameInAll;
  /** Absolute paths, in the order of the rows. */
  readonly parts: readonly string[];
}

/** A value by the name of its column. */
export type SameInAll = Readonly<Record<string, string | boolean | null>>;

/** What must be known of a file to read no more than what was put to its end since. */
export interface ReadSoFar {
  /** Bytes of the file, which end with a line. */
  readonly bytes: number;
  /** The header cells of a delimited file; null for one JSON object a line. */
  readonly header: { readonly delimiter: string; readonly cells: readonly string[] } | null;
  readonly adapter: string;
}

/** A file that was read (or a member of an archive, or a sheet of a workbook), and its rows. */
export interface StagedFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly refused: string | null;
  readonly outcome: FileOutcome;
  /** Null where nothing was taken from it. */
  readonly staged: StagedRows | null;
  /** Null where what is put to its end cannot be read alone. */
  readonly soFar: ReadSoFar | null;
  /** False where it could not be read for a reason that may be gone the next time. */
  readonly settled: boolean;
}
