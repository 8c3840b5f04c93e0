import type { Database } from "../snapshot/database.ts";

/** One cell that was refused, and with it its row where `refused` says so. */
export interface Reject {
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly refused: "row" | "cell";
}

/** Why a row was refused behind which nothing of its file could be read. */
export const READ_NO_FURTHER = "a quote that is closed; nothing after this line was read";

export interface RawColumn {
  readonly header: string;
  /** SQL column of `raw`. */
  readonly column: string;
  /** The columns after it with the same header. */
  readonly repeats?: readonly string[];
}

/** A file as it was read: a temporary table `raw` of text columns, not yet interpreted. */
export interface RawTable {
  /** By header key (see headerKey). */
  readonly columns: ReadonlyMap<string, RawColumn>;
  /** SQL of the row's line in terms of `n`, its 0-based position; NULL where the format has no lines. */
  readonly line: string;
  /** SQL source of the rows, with `n` and, where needed, `line_offset`. */
  readonly source: string;
  /** Rows in the file, refused ones included. */
  readonly rowsIn: number;
  /** What the reader itself refused. */
  readonly rejects: readonly Reject[];
  readonly note: string | null;
  readonly writing?: Writing;
  /** Cells have no blanks at their ends, and empty ones are null. */
  readonly trimmed?: true;
}

/** What the format itself says about how its cells are written. */
export interface Writing {
  /** Numbers have decimal points: a program wrote them, whatever its reader's language. */
  readonly typed?: true;
  readonly delimiter?: string;
  /** Day 0 of a workbook's serial dates. */
  readonly serialEpoch?: string;
}

export const RAW_ROWS = "(SELECT rowid AS n, * FROM raw)";

/** Source and line of a table whose row n stands on line n + the offset that holds from there on. */
export async function withLines(
  db: Database,
  offsets: readonly { readonly row: number; readonly offset: number }[],
): Promise<{ readonly source: string; readonly line: string }> {
  if (offsets.length === 1) return { source: RAW_ROWS, line: `n + ${offsets[0]?.offset ?? 1}` };
  await db.run("CREATE OR REPLACE TEMP TABLE raw_lines (from_row BIGINT, line_offset BIGINT)");
  await db.append(
    "raw_lines",
    offsets.map(({ row, offset }) => [row, offset]),
  );
  return { source: `(SELECT * FROM ${RAW_ROWS} r ASOF LEFT JOIN raw_lines l ON r.n >= l.from_row)`, line: "n + line_offset" };
}

/** How many rows the raw table holds. */
export async function countRaw(db: Database): Promise<number> {
  const [row] = await db.rows<{ n: number }>("SELECT count(*) AS n FROM raw");
  return row?.n ?? 0;
}

/** The same rows, each `places` further down: those of the end of a file, read alone. */
export function movedDown(raw: RawTable, places: number): RawTable {
  return {
    ...raw,
    source: `(SELECT * REPLACE (n + ${places} AS n) FROM ${raw.source})`,
    rejects: raw.rejects.map((reject) => ({ ...reject, line: reject.line === null ? null : reject.line + places })),
  };
}
