import type { Day } from "../core/days.ts";
import type { Columns } from "./columns.ts";

export type SqlValue = string | number | boolean | null;
export type Row = Readonly<Record<string, SqlValue>>;
export type Params = Readonly<Record<string, SqlValue>>;

/**
 * One imported snapshot, open for reading. Values come back as plain JSON values: BIGINT as number (safe integers),
 * DATE as `YYYY-MM-DD`, TIMESTAMP as ISO 8601 with `Z`.
 */
export interface Book {
  /** Content hash of the exports and of the configuration that shaped the import. */
  readonly snapshot: string;
  readonly timeZone: string;
  /** Reporting currency, ISO code. */
  readonly currency: string;
  readonly company: string;
  /** Whose accounts alone it holds; absent where it holds all. */
  readonly owner?: string;
  /** True where many commands share it: what several of them ask is then worth asking once for all accounts. */
  readonly forMany?: boolean;
  /** Runs one read-only statement with `$name` parameters. SQL may use `day_of(timestamp)`: the company's calendar day. */
  rows<T extends object = Row>(sql: string, params?: Params): Promise<T[]>;
  /** Runs one such statement and returns its answer by columns: for answers of many rows. */
  columns(sql: string, params?: Params): Promise<Columns>;
  close(): void;
}

/** What a computation may see: everything up to the end of `asOf`, of one account or of all, scored by one health model. */
export interface Scope {
  readonly asOf: Day;
  readonly account?: string | undefined;
  /** The days that figures of a period are of; without them the last full quarter. */
  readonly period?: { readonly from: Day; readonly to: Day } | undefined;
  /** Name of the health model. */
  readonly health: string;
}
