import { clean, count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import { type CsvHeader, recordCells } from "./csv-header.ts";
import { leadingBlanks, type LineMap, lineOffsets, lineOfRecord } from "./line-scanner.ts";
import { countRaw, type RawTable, READ_NO_FURTHER, type Reject, withLines } from "./raw-table.ts";
import { headerKey } from "./recognise.ts";
import { withoutFooter } from "./report-footer.ts";
import type { Scan } from "./scan-file.ts";
import { literal, pathLiteral } from "./sql.ts";
import { isTotalLine } from "./total-row.ts";

const SHOWN_CHARACTERS = 120;

/** Reads a delimited file into `raw`. Rows of another width, with stray quotes or bytes that are no UTF-8 become rejects. */
export async function readCsv(db: Database, absolute: string, header: CsvHeader, scan: Scan): Promise<RawTable> {
  const width = header.cells.length;
  const { mixedNewlines } = scan.lines;
  await db.run("DROP TABLE IF EXISTS raw; DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans");
  await db.run(`CREATE TEMP TABLE raw AS SELECT * FROM read_csv(${pathLiteral(absolute)}, ${options(header, scan.lines)})`);
  const refused = await db.rows<Refused>(
    "SELECT line, min(error_type) AS kind, min(error_message) AS message, min(csv_line) AS text FROM reject_errors GROUP BY line ORDER BY line",
  );
  const lines = await withLines(
    db,
    lineOffsets(
      scan.lines,
      refused.map(({ line }) => line),
      true,
    ),
  );
  const narrow = new Map<Reject, boolean>();
  const all = refused.map((row): Reject => {
    const cells = cellsOf(row, header.delimiter);
    const reject: Reject = {
      line: lineOfRecord(scan.lines, row.line),
      column: null,
      value: shown(row.text),
      reason: reasonOf(row, width, cells),
      refused: "row",
    };
    const total = cells !== undefined && isTotalLine(cells);
    if (cells?.length === 1 || total) narrow.set(reject, total);
    return reject;
  });
  if (mixedNewlines) for (const wide of await tooWide(db, width, lines)) all.push(wide);
  const { rejects, note } = await withoutFooter(db, { width, ...lines, rejects: all, narrow });
  const short = mixedNewlines && (await anyEndsEmpty(db, width)) ? MIXED_NEWLINES : null;
  const cut = all.find(({ reason }) => reason === READ_NO_FURTHER);
  const unread = cut === undefined ? 0 : scan.lines.swallowed;
  return {
    columns: columnsOf(header.cells),
    ...lines,
    rowsIn: (await countRaw(db)) + rejects.length + unread,
    rejects,
    note:
      [
        unread === 0
          ? null
          : `ONLY READ UP TO LINE ${cut?.line ?? 0}: ${count(unread, "line")} below it ${unread === 1 ? "was" : "were"} not read`,
        short,
        note,
      ]
        .filter((one) => one !== null)
        .join("; ") || null,
    writing: { delimiter: header.delimiter },
  };
}

const MIXED_NEWLINES = "the file mixes both kinds of line ends: a row with too few cells is read as if the last ones were empty";

/** Only a row whose last cell is empty may be one with too few. */
async function anyEndsEmpty(db: Database, width: number): Promise<boolean> {
  return (await db.rows(`SELECT 1 AS n FROM raw WHERE c${width - 1} IS NULL LIMIT 1`)).length > 0;
}

/** The rows of a delimited file, not yet in a table: SQL that fails where a row is not as the header has it. */
export function plainCsv(absolute: string, { cells, delimiter }: CsvHeader): Pick<RawTable, "columns" | "source"> {
  const columns = cells.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  return {
    columns: columnsOf(cells),
    source: `read_csv(${pathLiteral(absolute)}, auto_detect = false, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', columns = {${columns}})`,
  };
}

interface Refused {
  readonly line: number;
  readonly kind: string;
  readonly message: string;
  readonly text: string | null;
}

/** Everything is said, so that nothing is guessed from a sample of the rows. */
function options(header: CsvHeader, { mixedNewlines, blanks }: LineMap): string {
  const names = header.cells.map((_, index) => `c${index}`);
  // DuckDB reads mixed line ends in its lenient mode only, which would cut a row that is too wide: one more column shows it.
  const columns = (mixedNewlines ? [...names, "too_wide"] : names).map((name) => `'${name}': 'VARCHAR'`).join(", ");
  const mode = mixedNewlines ? ", strict_mode = false, null_padding = true, parallel = false" : "";
  return `auto_detect = false, header = true, skip = ${leadingBlanks(blanks)}, delim = ${literal(header.delimiter)}, quote = '"', escape = '"', columns = {${columns}}, store_rejects = true, ignore_errors = true${mode}`;
}

async function tooWide(db: Database, width: number, lines: { readonly source: string; readonly line: string }): Promise<Reject[]> {
  const rows = await db.rows<{ line: number; value: string }>(
    `SELECT ${lines.line} AS line, too_wide AS value FROM ${lines.source} WHERE too_wide IS NOT NULL ORDER BY n`,
  );
  await db.run("DELETE FROM raw WHERE too_wide IS NOT NULL");
  return rows.map(({ line, value }) => ({
    line,
    column: null,
    value: shown(value),
    reason: `a row of ${width} cells; this one has more`,
    refused: "row",
  }));
}

/** Columns by header; those that repeat one are found with the first and also as `Labels (2)`, `Labels (3)`. */
function columnsOf(cells: readonly string[]): RawTable["columns"] {
  const columns = new Map<string, { header: string; column: string; repeats: string[] }>();
  const repeated: { header: string; column: string; repeats: string[] }[] = [];
  for (const [index, header] of cells.entries()) {
    const column = `c${index}`;
    const first = columns.get(headerKey(header));
    if (first === undefined) columns.set(headerKey(header), { header, column, repeats: [] });
    else {
      first.repeats.push(column);
      repeated.push({ header: `${first.header} (${first.repeats.length + 1})`, column, repeats: [] });
    }
  }
  for (const entry of repeated) if (!columns.has(headerKey(entry.header))) columns.set(headerKey(entry.header), entry);
  return columns;
}

/** The cells of a row that has too few. The engine's own count is not theirs: it says ten of two, where the header is wide. */
function cellsOf({ kind, text }: Refused, delimiter: string): readonly string[] | undefined {
  return kind === "MISSING COLUMNS" && text !== null ? recordCells(text, delimiter) : undefined;
}

function reasonOf({ kind, message }: Refused, width: number, cells: readonly string[] | undefined): string {
  if (kind === "MISSING COLUMNS") return `a row of ${width} cells; this one has ${cells?.length ?? "fewer"}`;
  if (kind === "TOO MANY COLUMNS") return `a row of ${width} cells; this one has more`;
  if (message.includes("unterminated")) return READ_NO_FURTHER;
  if (kind === "UNQUOTED VALUE") return "quotes around a whole cell, doubled within it";
  if (kind === "INVALID ENCODING") return "UTF-8 text";
  if (kind === "LINE SIZE OVER MAXIMUM") return "a row of at most 2,000,000 bytes";
  return message.split("\n")[0] ?? kind.toLowerCase();
}

function shown(text: string | null): string | null {
  return text === null ? null : clean(text).trim().slice(0, SHOWN_CHARACTERS);
}
