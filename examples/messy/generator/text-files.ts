import { type Cell, type Row } from "../../northstar/generator/output.ts";

/** How the exporting program of a file writes it. */
export interface Form {
  readonly delimiter: "," | ";";
  readonly newline: "\n" | "\r\n";
  readonly bom: boolean;
}

export const PLAIN: Form = { delimiter: ",", newline: "\n", bom: false };

/** What a spreadsheet of a European office saves: a byte-order mark, semicolons, Windows line ends. */
export const OFFICE: Form = { delimiter: ";", newline: "\r\n", bom: true };

/** A table of text in this form. */
export function textTable(columns: readonly string[], rows: readonly Row[], { delimiter, newline, bom }: Form): string {
  const quoted = (cell: Cell): string => {
    const text = String(cell);
    return text.includes(delimiter) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? "")).join(delimiter));
  return `${bom ? "\uFEFF" : ""}${[columns.join(delimiter), ...lines].join(newline)}${newline}`;
}

/** `2026-11-20` → `20/11/2026`. */
export function dayFirst(day: string): string {
  return day.split("-").reverse().join("/");
}
