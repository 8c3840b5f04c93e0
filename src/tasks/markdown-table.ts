import { escapeLine, unescapeLine } from "./escape.ts";

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A GitHub-flavoured Markdown table without a final line end. */
export function printTable(table: Table): string {
  const rule = table.header.map(() => "---");
  return [printRow(table.header), printRow(rule), ...table.rows.map(printRow)].join("\n");
}

/** Every table in a section's text; what is no table is passed over. */
export function parseTables(text: string): Table[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    if (!isRow(line) || !isRule(lines[index + 1] ?? "")) return [];
    const below = lines.slice(index + 2);
    const end = below.findIndex((row) => !isRow(row));
    return [{ header: parseRow(line), rows: (end < 0 ? below : below.slice(0, end)).map(parseRow) }];
  });
}

function printRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => ` ${escapeLine(cell).replaceAll("|", "\\|")} `).join("|")}|`;
}

function parseRow(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => unescapeLine(cell.replaceAll("\\|", "|")));
}

function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

function isRule(line: string): boolean {
  return /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/.test(line);
}
