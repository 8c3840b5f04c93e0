import type { Database } from "../snapshot/database.ts";
import type { DataTable } from "../schema.ts";
import { describeReference, readReference } from "./reference.ts";
import { JOINED_TABLES, refsOf } from "./read-said.ts";

/** Rows of a file that are kept without an account, by table and the key that led nowhere. */
export interface Unjoined {
  readonly table: DataTable;
  readonly key: string;
  readonly rows: number;
  /** The first of them; null where the format has no lines. */
  readonly line: number | null;
}

/** What each file has of rows without an account, most first. */
export async function unjoinedRows(db: Database): Promise<ReadonlyMap<number, readonly Unjoined[]>> {
  const unjoined = new Map<number, Unjoined[]>();
  for (const table of JOINED_TABLES) {
    const rows = await db.rows<{ file_id: number; vendor: string; ref: string; n: number; line: number | null }>(
      `SELECT * FROM (${refsOf(table)}) ANTI JOIN account_of USING (vendor, ref) ORDER BY file_id, n DESC, ref`,
    );
    for (const { file_id, vendor, ref, n, line } of rows) {
      const found = unjoined.get(file_id) ?? [];
      found.push({ table, key: describeReference(readReference(vendor, ref)), rows: n, line });
      unjoined.set(file_id, found);
    }
  }
  return unjoined;
}
