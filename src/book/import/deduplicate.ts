import type { Database } from "../snapshot/database.ts";
import { DATA_TABLES, type DataTable } from "../schema.ts";
import { tellUsersAccounts } from "./user-accounts.ts";

/** Rows dropped because another says the same thing: by file id. */
export type Duplicates = ReadonlyMap<number, number>;

/**
 * Makes `kept_<table>` of every staged table but usage (see settle-usage.ts). Of rows with the same identity in one vendor's files the
 * one changed last stays; where that does not decide, the one of the last file, and in it the last row.
 */
export async function deduplicate(db: Database): Promise<Duplicates> {
  const dropped = new Map<number, number>();
  await tellUsersAccounts(db);
  for (const table of DATA_TABLES) {
    if (table === "usage") continue;
    await db.run(keepNewest(table));
    for (const { file_id, n } of await db.rows<{ file_id: number; n: number }>(dropSql(table)))
      dropped.set(file_id, (dropped.get(file_id) ?? 0) + n);
  }
  return dropped;
}

function keepNewest(table: DataTable): string {
  return `CREATE TEMP TABLE kept_${table} AS SELECT * FROM (SELECT * FROM staged_${table} QUALIFY row_number() OVER (PARTITION BY vendor, identity ORDER BY version DESC NULLS LAST, file_id DESC, n DESC) = 1) WHERE NOT dropped`;
}

function dropSql(table: DataTable): string {
  return `SELECT file_id, CAST(sum(n) AS BIGINT) AS n FROM (SELECT file_id, count(*) AS n FROM staged_${table} GROUP BY file_id UNION ALL SELECT file_id, -count(*) FROM kept_${table} GROUP BY file_id) GROUP BY file_id HAVING sum(n) <> 0`;
}
