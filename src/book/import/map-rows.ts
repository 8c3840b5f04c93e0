import { count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter } from "./adapter.ts";
import { couponNote } from "./coupon-note.ts";
import { cellSql } from "./cell-sql.ts";
import { type Locale, readDialect } from "./dialect.ts";
import { mappingSql } from "./mapping-sql.ts";
import { countRaw, type RawTable, type Reject } from "./raw-table.ts";
import { literal } from "./sql.ts";
import type { SameInAll } from "./staged-file.ts";
import { withoutTotals } from "./total-row.ts";
import { droppedSql, writeStage } from "./write-stage.ts";

export interface Mapped {
  readonly kept: number;
  /** What the file of the typed rows leaves out. */
  readonly same: SameInAll;
  readonly rejected: number;
  /** Rows of the file that are no records. */
  readonly skipped: number;
  /** Cells that the kept rows go without, since they are not what their column holds. */
  readonly cells: number;
  readonly rejects: readonly Reject[];
  /** How cells were read where that had to be decided, and which of kept rows were left out. */
  readonly note: string | null;
  /** True where rows put to the file's end change nothing in how these were read. */
  readonly plain: boolean;
}

/**
 * Types the rows of `raw` by the adapter's rules and writes them to the Parquet file `target`. A cell that is not what its column holds is
 * left out and listed; where the row is nothing without it, the row is refused.
 */
export async function mapRows(db: Database, adapter: Adapter, raw: RawTable, locale: Locale, target: string): Promise<Mapped> {
  const repeated = await skipRows(db, adapter, raw);
  const totals = await withoutTotals(db, adapter, raw);
  const coupons = await couponNote(db, adapter, raw);
  const dialect = await readDialect(db, adapter, raw, locale);
  const mapping = mappingSql(adapter, raw, dialect, locale.currency);
  const rows = await countRaw(db);
  await makeMapped(db, mapping.view, rows);
  const { rows: kept, same } = await writeStage(db, adapter, mapping, "(SELECT * FROM mapped WHERE ok)", target);
  const rejected = rows - kept;
  const isWhole = rejected === 0 && !(await anyPartial(db, target));
  const refused = isWhole ? [] : await db.rows<Reject & { readonly cells: number }>(mapping.rejects);
  const left = await leftOut(db, adapter);
  const notes = [
    ...dialect.notes,
    ...left,
    ...[adapter.note ?? []].flat(),
    ...(repeated === 0 ? [] : [`${count(repeated, "row")} skipped: ${adapter.skip?.what ?? ""}`]),
    ...(totals.note === null ? [] : [totals.note]),
    ...(coupons === null ? [] : [coupons]),
  ];
  const skipped = repeated + totals.rows;
  return {
    kept,
    same,
    rejected,
    skipped,
    cells: refused[0]?.cells ?? 0,
    rejects: refused.map(({ line, column, value, reason, refused: what }) => ({ line, column, value, reason, refused: what })),
    note: notes.join("; ") || null,
    plain: dialect.plain && left.length === 0 && skipped === 0 && coupons === null,
  };
}

/** Of so many rows reading the cells costs next to nothing, and making the patterns for it nearly all: then it is done once. */
const FEW_ROWS = 20_000;

/** Makes the view `mapped` of the typed rows: read once where they are few, else each time that they are asked for. */
async function makeMapped(db: Database, view: string, rows: number): Promise<void> {
  await db.run(`CREATE OR REPLACE TEMP VIEW mapped_view AS ${view}`);
  if (rows <= FEW_ROWS) await db.run("CREATE OR REPLACE TEMP TABLE mapped_rows AS SELECT * FROM mapped_view");
  await db.run(`CREATE OR REPLACE TEMP VIEW mapped AS SELECT * FROM ${rows <= FEW_ROWS ? "mapped_rows" : "mapped_view"}`);
}

/** Asked of what was written, which is quick: it saves looking at every row again where all are whole. */
async function anyPartial(db: Database, target: string): Promise<boolean> {
  return (await db.rows(`SELECT 1 AS n FROM read_parquet(${literal(target)}) WHERE partial LIMIT 1`)).length > 0;
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

/** Tells of kept rows that are no record. */
async function leftOut(db: Database, adapter: Adapter): Promise<string[]> {
  if (adapter.drop === undefined) return [];
  const [dropped] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM mapped WHERE ok AND ${droppedSql(adapter)}`);
  return dropped === undefined || dropped.n === 0
    ? []
    : [`${count(dropped.n, "row")} of ${adapter.drop.what} left out, counted as repeated`];
}
