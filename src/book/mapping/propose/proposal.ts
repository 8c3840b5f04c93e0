import type { DataTable } from "../../schema.ts";

export interface ProposedColumn {
  readonly target: string;
  readonly header: string;
  /** 0–1. */
  readonly sure: number;
  readonly reason: string;
}

/** How an unknown file may be read. */
export interface Proposal {
  readonly table: DataTable;
  /** 0–1. */
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly columns: readonly ProposedColumn[];
  /** Kind of key → column by which the customer of a row is found. */
  readonly account: Readonly<Record<string, { readonly header: string; readonly reason: string }>>;
  /** Lines of the SELECT that makes the table's rows of the file's; null where they are so already. */
  readonly sql: readonly string[] | null;
  /** What else a person should look at. */
  readonly notes: readonly string[];
  /** Headers that were put to no use. */
  readonly unused: readonly string[];
  /** What the table needs and the file does not show; null where it can be read. */
  readonly lacks: string | null;
}
