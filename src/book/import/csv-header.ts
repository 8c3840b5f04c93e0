export interface CsvHeader {
  readonly delimiter: string;
  readonly cells: readonly string[];
}

export const CSV_DELIMITERS = [",", ";", "\t", "|"] as const;

/** The delimiter that splits the first record of a delimited text into most cells, and these cells. Blank lines before it do not count. */
export function csvHeader(text: string): CsvHeader {
  const body = text.replace(/^(\s*\r?\n)+/, "");
  const candidates = CSV_DELIMITERS.map((delimiter) => ({ delimiter, cells: recordCells(body, delimiter) }));
  return candidates.reduce((best, candidate) => (candidate.cells.length > best.cells.length ? candidate : best));
}

/** The cells of the first record of a text. */
export function recordCells(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === delimiter) {
      cells.push(cell.trim());
      cell = "";
    } else if (character === "\n" || character === "\r") break;
    else cell += character;
  }
  cells.push(cell.trim());
  return cells;
}
