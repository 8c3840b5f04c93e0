import { clean } from "../../../core/text.ts";
import type { RawTable } from "../../import/raw-table.ts";
import type { Database } from "../../snapshot/database.ts";

/** One column of an unknown file, as its first rows show it. */
export interface ColumnSample {
  readonly header: string;
  /** Values that are not blank, as written. */
  readonly values: readonly string[];
  /** Rows looked at. */
  readonly rows: number;
}

const SAMPLE_ROWS = 500;

/** The columns of `raw` by its first rows; a header without text is left out. */
export async function columnSamples(db: Database, raw: RawTable): Promise<ColumnSample[]> {
  const columns = [...raw.columns.values()].filter(({ header }) => clean(header).trim() !== "");
  if (columns.length === 0) return [];
  const select = columns.map(({ column }, index) => `${column} AS v${index}`).join(", ");
  const rows = await db.rows<Record<string, string | null>>(`SELECT ${select} FROM ${raw.source} ORDER BY n LIMIT ${SAMPLE_ROWS}`);
  return columns.map(({ header }, index) => ({
    header,
    values: rows.map((row) => (row[`v${index}`] ?? "").trim()).filter((value) => value !== ""),
    rows: rows.length,
  }));
}
