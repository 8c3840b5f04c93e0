import type { Database } from "../snapshot/database.ts";
import { countRaw, RAW_ROWS, type RawTable } from "./raw-table.ts";
import { headerKey } from "./recognise.ts";
import { identifier, pathLiteral } from "./sql.ts";

/** Column names of a Parquet file. Throws DuckDB's error for what is none. */
export async function parquetHeader(db: Database, absolute: string): Promise<readonly string[]> {
  const rows = await db.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM read_parquet(${pathLiteral(absolute)})`);
  return rows.map(({ column_name }) => column_name);
}

/** The rows of a Parquet file of texts, not yet in a table. */
export function plainParquet(absolute: string, header: readonly string[]): Pick<RawTable, "columns" | "source"> {
  const select = header.map((name, index) => `${identifier(name)} AS c${index}`).join(", ");
  return { columns: columnsOf(header), source: `(SELECT ${select} FROM read_parquet(${pathLiteral(absolute)}))` };
}

/** Reads a Parquet file into `raw`, its values as text. */
export async function readParquet(db: Database, absolute: string, header: readonly string[]): Promise<RawTable> {
  await db.run("DROP TABLE IF EXISTS raw");
  const select = header.map((name, index) => `CAST(${identifier(name)} AS VARCHAR) AS c${index}`).join(", ");
  await db.run(`CREATE TEMP TABLE raw AS SELECT ${select} FROM read_parquet(${pathLiteral(absolute)})`);
  return {
    columns: columnsOf(header),
    source: RAW_ROWS,
    line: "NULL",
    rowsIn: await countRaw(db),
    rejects: [],
    note: null,
    writing: { typed: true },
  };
}

function columnsOf(header: readonly string[]): RawTable["columns"] {
  return new Map(header.map((name, index) => [headerKey(name), { header: name, column: `c${index}` }]));
}
