import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import type { MappingSql } from "./mapping-sql.ts";
import { identifier, literal } from "./sql.ts";
import { stagedColumns, targetTypes } from "./staging.ts";

/** Writes typed rows to a new Parquet file: those of `rows`, SQL of a source with the mapping's columns. Returns how many. */
export async function writeStage(db: Database, adapter: Adapter, { targets }: MappingSql, rows: string, target: string): Promise<number> {
  const carried: Readonly<Record<string, string>> = {
    line: "line",
    n: "n",
    vendor: literal(adapter.vendor),
    ref: "ref",
    mail: "mail",
    mailed: "mailed",
    teaches: String(adapter.account.teachesIds ?? false),
    identity: `concat_ws(chr(31), ${adapter.identity.map(identifier).join(", ")})`,
    version: adapter.order ?? "version",
    dropped: droppedSql(adapter),
    partial: "NOT whole",
  };
  const columns = Object.entries(stagedColumns(adapter.table)).map(([name, type]) => {
    const value = name in targetTypes(adapter.table) ? (targets.has(name) ? identifier(name) : "NULL") : carried[name];
    return `CAST(${value ?? "NULL"} AS ${type}) AS ${identifier(name)}`;
  });
  const [written] = await db.rows<Record<string, number>>(
    `COPY (SELECT ${columns.join(", ")} FROM ${rows}) TO ${literal(target)} (FORMAT parquet)`,
  );
  return written?.["Count"] ?? 0;
}

/** SQL that is true for rows that are no record of the table. */
export function droppedSql({ drop }: Adapter): string {
  return drop === undefined ? "false" : `coalesce(${drop.when}, false)`;
}
