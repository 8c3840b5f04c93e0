import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import type { MappingSql } from "./mapping-sql.ts";
import { identifier, literal } from "./sql.ts";
import type { SameInAll } from "./staged-file.ts";
import { stagedColumns, targetTypes } from "./staging.ts";

/** What was written of a file's rows. */
export interface WrittenStage {
  readonly rows: number;
  /** Columns that say the same in all rows, which the file leaves out: of many rows, writing them would take a tenth of the time. */
  readonly same: SameInAll;
}

/** Writes typed rows to a new Parquet file: those of `rows`, SQL of a source with the mapping's columns. */
export async function writeStage(db: Database, adapter: Adapter, mapping: MappingSql, rows: string, target: string): Promise<WrittenStage> {
  const same = sameInAll(adapter, mapping);
  const carried: Readonly<Record<string, string>> = {
    line: "line",
    n: "n",
    ref: "ref",
    mail: "mail",
    mailed: "mailed",
    identity: `concat_ws(chr(31), ${adapter.identity.map(identifier).join(", ")})`,
    version: adapter.order ?? "version",
    dropped: droppedSql(adapter),
    partial: "NOT whole",
  };
  const columns = Object.entries(stagedColumns(adapter.table))
    .filter(([name]) => !(name in same))
    .map(([name, type]) => {
      const value = name in targetTypes(adapter.table) ? identifier(name) : carried[name];
      return `CAST(${value ?? "NULL"} AS ${type}) AS ${identifier(name)}`;
    });
  const [written] = await db.rows<Record<string, number>>(
    `COPY (SELECT ${columns.join(", ")} FROM ${rows}) TO ${literal(target)} (FORMAT parquet)`,
  );
  return { rows: written?.["Count"] ?? 0, same };
}

/** What all rows have in common by the adapter's declaration and the columns that the file has. */
function sameInAll(adapter: Adapter, { targets, mail }: MappingSql): SameInAll {
  const absent = Object.keys(targetTypes(adapter.table)).filter((name) => !targets.has(name));
  const known: SameInAll = {
    ...Object.fromEntries(absent.map((name) => [name, null])),
    vendor: adapter.vendor,
    teaches: adapter.account.teachesIds ?? false,
    ...(adapter.drop === undefined ? { dropped: false } : {}),
    ...(mail === "cell" ? {} : { mail: null }),
    mailed: mail === "user",
  };
  const columns = stagedColumns(adapter.table);
  return Object.fromEntries(Object.entries(known).filter(([name]) => name in columns));
}

/** SQL of the staged rows in some parts, all their columns in them. */
export function readStage(parts: readonly string[], same: SameInAll, types: Readonly<Record<string, string>>): string {
  const columns = Object.entries(same).map(
    ([name, value]) => `, CAST(${valueSql(value)} AS ${types[name] ?? "VARCHAR"}) AS ${identifier(name)}`,
  );
  return `SELECT *${columns.join("")} FROM read_parquet([${parts.map(literal).join(", ")}])`;
}

function valueSql(value: string | boolean | null): string {
  return typeof value === "string" ? literal(value) : String(value ?? "NULL");
}

/** SQL that is true for rows that are no record of the table. */
export function droppedSql({ drop }: Adapter): string {
  return drop === undefined ? "false" : `coalesce(${drop.when}, false)`;
}
