import type { SheetRow } from "./sheet-rows.ts";

export interface SheetText {
  /** The rows as CSV; each stands on the record of its row, rows without a value are blank lines. */
  readonly lines: Iterable<string>;
  /** What was left out above the header. */
  readonly note: string | null;
}

/** Titles and the like stand in the first rows. */
const SEARCHED_ROWS = 20;

/** A sheet as CSV text. A header has at least two cells: rows above it that have one are a title. */
export function sheetCsv(rows: readonly SheetRow[]): SheetText {
  const found = rows.slice(0, SEARCHED_ROWS).findIndex(({ cells }) => cells.filter((cell) => cell !== "").length > 1);
  const header = Math.max(0, found);
  const title = rows
    .slice(0, header)
    .flatMap(({ cells }) => cells.filter((cell) => cell !== ""))
    .join(" · ");
  return {
    lines: linesOf(rows.slice(header)),
    note: title === "" ? null : `left out above the header: "${title.slice(0, 80)}"`,
  };
}

function* linesOf(rows: readonly SheetRow[]): Iterable<string> {
  const width = rows[0]?.cells.length ?? 0;
  let line = 1;
  for (const { row, cells } of rows) {
    if (row > line) yield "\n".repeat(row - line);
    const padded = cells.length >= width ? cells : [...cells, ...Array.from({ length: width - cells.length }, () => "")];
    yield `${padded.map(quoted).join(",")}\n`;
    line = row + 1;
  }
}

function quoted(cell: string): string {
  const text = cell.replaceAll(/\r\n?/g, "\n");
  return text === "" ? "" : `"${text.replaceAll('"', '""')}"`;
}
