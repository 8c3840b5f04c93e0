import { clean, count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import { cellName, cellSql, headerOf } from "./cell-sql.ts";
import { type Locale, readDialect } from "./dialect.ts";
import { kindSql } from "./kinds.ts";
import { mappingSql, parsedName } from "./mapping-sql.ts";
import { countRaw, type RawTable, type Reject } from "./raw-table.ts";
import { literal } from "./sql.ts";
import { droppedSql, writeStage } from "./write-stage.ts";

export interface Mapped {
  readonly kept: number;
  readonly rejected: number;
  /** Rows of the file that are no records. */
  readonly skipped: number;
  readonly rejects: readonly Reject[];
  /** How cells were read where that had to be decided, and which of kept rows were left out. */
  readonly note: string | null;
  /** True where rows put to the file's end change nothing in how these were read. */
  readonly plain: boolean;
}

/** Types the rows of `raw` by the adapter's rules and writes them to the Parquet file `target`; rows with a cell that is not what its column holds are refused. */
export async function mapRows(db: Database, adapter: Adapter, raw: RawTable, locale: Locale, target: string): Promise<Mapped> {
  const skipped = await skipRows(db, adapter, raw);
  const dialect = await readDialect(db, adapter, raw, locale);
  const mapping = mappingSql(adapter, raw, dialect, locale.currency);
  await db.run(`CREATE OR REPLACE TEMP VIEW mapped AS ${mapping.view}`);
  const kept = await writeStage(db, adapter, mapping, "(SELECT * FROM mapped WHERE ok)", target);
  const rejected = (await countRaw(db)) - kept;
  const left = await leftOut(db, adapter, raw);
  const notes = [
    ...dialect.notes,
    ...left,
    ...[adapter.note ?? []].flat(),
    ...(skipped === 0 ? [] : [`${count(skipped, "row")} skipped: ${adapter.skip?.what ?? ""}`]),
  ];
  return {
    kept,
    rejected,
    skipped,
    rejects: rejected === 0 ? [] : await db.rows<Reject>(mapping.rejects),
    note: notes.join("; ") || null,
    plain: dialect.plain && left.length === 0 && skipped === 0,
  };
}

/** Takes out what the adapter knows to be no record; the rows that stay keep their places. */
async function skipRows(db: Database, { skip }: Adapter, raw: RawTable): Promise<number> {
  if (skip === undefined) return 0;
  const is = `lower(${cellSql({ from: skip.from, kind: "text" }, raw)}) IN (${skip.values.map(literal).join(", ")})`;
  const [found] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM raw WHERE ${is}`);
  if (found === undefined || found.n === 0) return 0;
  await db.run(`DELETE FROM raw WHERE ${is}`);
  return found.n;
}

/** Tells of the cells that lenient columns could not take. */
async function leftOut(db: Database, adapter: Adapter, raw: RawTable): Promise<string[]> {
  const notes: string[] = [];
  for (const [target, { lenient, kind }] of Object.entries(adapter.columns)) {
    if (lenient !== true) continue;
    const where = `ok AND ${cellName(target)} IS NOT NULL AND ${parsedName(target)} IS NULL`;
    const [found] = await db.rows<{ n: number; value: string; line: number | null }>(
      `SELECT count(*) AS n, arg_min(${cellName(target)}, n) AS value, arg_min(line, n) AS line FROM mapped WHERE ${where}`,
    );
    if (found === undefined || found.n === 0) continue;
    const place = found.line === null ? "" : ` on line ${found.line}`;
    notes.push(
      `${headerOf(adapter, target, raw)} left out of ${count(found.n, "row")} where it is not ${kindSql(kind).allowed}, such as "${clean(found.value).slice(0, 60)}"${place}`,
    );
  }
  const [dropped] =
    adapter.drop === undefined ? [] : await db.rows<{ n: number }>(`SELECT count(*) AS n FROM mapped WHERE ok AND ${droppedSql(adapter)}`);
  if (adapter.drop !== undefined && dropped !== undefined && dropped.n > 0)
    notes.push(`${count(dropped.n, "row")} of ${adapter.drop.what} left out, counted as repeated`);
  return notes;
}
