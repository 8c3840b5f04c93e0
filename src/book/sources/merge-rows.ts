import { DataError } from "../../core/errors.ts";
import { hash } from "../../core/ids.ts";
import { stableJson } from "../../core/json.ts";
import { type Database, openDatabase } from "../snapshot/database.ts";
import { identifier, literal, pathLiteral } from "../import/sql.ts";
import type { Since, WatermarkKind } from "./source-query.ts";
import { greatestSql, watermarkSql } from "./watermark.ts";

/** Rows as an engine gave them: CSV of COPY's form, without a header. */
export interface PulledRows {
  readonly path: string;
  /** Bytes of the longest row. */
  readonly longest: number;
}

export interface MergeInput {
  readonly source: string;
  readonly columns: readonly string[];
  readonly pulled: PulledRows;
  /** Rows of the last pull, of which those outside the window stay; null where everything was pulled. */
  readonly kept: { readonly path: string; readonly since: Since } | null;
  /** A pulled row takes the place of the kept one that agrees in these. */
  readonly keys: readonly string[];
  readonly watermark: { readonly column: string; readonly kind: WatermarkKind } | null;
  /** A new Parquet file. */
  readonly target: string;
  /** A new folder for what does not fit into memory. */
  readonly spill: string;
}

export interface MergedRows {
  readonly rows: number;
  readonly digest: string;
  readonly watermark: string | null;
}

/** More makes the sorting little faster; what does not fit goes to disk. */
const MEMORY = "200MB";
/** Each takes its share of that memory, so there must not be as many as the machine has processors. */
const THREADS = 2;
/** DuckDB's own bound on a row of CSV, and one beyond which a row is no row of a book. */
const USUAL_ROW_BYTES = 2_000_000;
const LARGEST_ROW_BYTES = 16_000_000;

/**
 * Makes the rows of a source out of those just pulled and those that stay from the last pull, in the order of their columns: however they
 * were come by, equal rows give an equal file. Throws DataError for what an engine cannot mean.
 */
export async function mergeRows(input: MergeInput): Promise<MergedRows> {
  if (input.pulled.longest > LARGEST_ROW_BYTES)
    throw new DataError({
      code: "source-row-size",
      message: `source ${input.source}: a row of ${input.pulled.longest} bytes is larger than any that is read`,
      allowed: [`rows of at most ${LARGEST_ROW_BYTES} bytes`],
      fix: "Cut the long text in the SELECT, such as left(body, 100000) AS description.",
    });
  const db = await openDatabase(":memory:");
  try {
    await db.run(`SET memory_limit = '${MEMORY}'; SET threads = ${THREADS}; SET temp_directory = ${literal(input.spill)}`);
    await db.run(`COPY (SELECT * FROM (${rowsSql(input)}) ORDER BY ALL) TO ${literal(input.target)} (FORMAT parquet)`);
    return await lookAt(db, input);
  } catch (cause) {
    if (!(cause instanceof Error) || !/unicode|utf-?8/i.test(cause.message)) throw cause;
    throw new DataError({
      code: "source-encoding",
      message: `source ${input.source}: the engine sent text that is not UTF-8`,
      fix: "Convert it in the SELECT, such as convert_from(convert_to(name, 'SQL_ASCII'), 'LATIN1') AS name.",
      cause,
    });
  } finally {
    db.close();
  }
}

function rowsSql({ columns, pulled, kept, keys }: MergeInput): string {
  const names = columns.map(identifier).join(", ");
  const types = columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  const size = pulled.longest >= USUAL_ROW_BYTES ? `, max_line_size = ${pulled.longest + 1}, buffer_size = ${2 * pulled.longest + 2}` : "";
  const fresh = `SELECT ${names} FROM read_csv(${pathLiteral(pulled.path)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', columns = {${types}}${size})`;
  if (kept === null) return fresh;
  const { column, kind, value } = kept.since;
  const at = watermarkSql(identifier(column), kind);
  const bound =
    kind === "number" ? value : `CAST(${literal(value)} AS ${{ day: "DATE", time: "TIMESTAMP", instant: "TIMESTAMPTZ" }[kind]})`;
  const replaced =
    keys.length === 0 || keys.includes(column)
      ? ""
      : ` AND NOT EXISTS (SELECT 1 FROM fresh WHERE ${keys.map((key) => `fresh.${identifier(key)} IS NOT DISTINCT FROM kept.${identifier(key)}`).join(" AND ")})`;
  return `WITH fresh AS (${fresh}) SELECT ${names} FROM fresh UNION ALL SELECT ${names} FROM read_parquet(${pathLiteral(kept.path)}) kept WHERE ${at} < ${bound}${replaced}`;
}

/** Sums of hashes do not depend on the order of the rows. */
async function lookAt(db: Database, { columns, watermark, target }: MergeInput): Promise<MergedRows> {
  const greatest = watermark === null ? "NULL" : greatestSql(identifier(watermark.column), watermark.kind);
  const [found] = await db.rows<{ rows: number; sum: string | null; greatest: string | null }>(
    `SELECT count(*) AS rows, CAST(sum(hash(${columns.map(identifier).join(", ")})) AS VARCHAR) AS sum, ${greatest} AS greatest FROM read_parquet(${literal(target)})`,
  );
  return {
    rows: found?.rows ?? 0,
    digest: hash(stableJson([columns, found?.rows ?? 0, found?.sum ?? null]), 32),
    watermark: found?.greatest ?? null,
  };
}
