import type { CellFormat } from "./cell-formats.ts";
import { clockText, serialDate } from "./serial-date.ts";
import { readXml } from "./xml-events.ts";

/** What the cells of all sheets of a workbook are read with. */
export interface WorkbookContext {
  readonly strings: readonly string[];
  readonly formats: readonly CellFormat[];
  /** Day 0 of serial dates. */
  readonly epoch: string;
}

/** A row with a value in it. `row` counts from 1, as the program that shows the sheet does. */
export interface SheetRow {
  readonly row: number;
  /** By column; empty where there is none. */
  readonly cells: readonly string[];
}

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** The rows of a sheet's XML that hold something, values as text: dates ISO, durations HH:MM:SS. Throws Error for broken XML or an impossible place. */
export function sheetRows(xml: string, context: WorkbookContext): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let cell: Record<string, string> = {};
  let text: string | undefined;
  let inside = "";
  readXml(xml, {
    open: (name, attributes) => {
      if (name === "row") {
        row = placeWithin(attributes()["r"], row, MOST_ROWS);
        cells = [];
        column = -1;
      } else if (name === "c") {
        cell = { ...attributes() };
        column = columnOf(cell["r"]) ?? column + 1;
        if (column >= MOST_COLUMNS) throw new Error(`no sheet has a column ${column + 1}`);
        text = undefined;
      } else if (name === "v" || name === "t") text ??= "";
      inside = name;
    },
    text: (piece) => {
      if ((inside === "v" || inside === "t") && text !== undefined) text += piece;
    },
    close: (name) => {
      inside = "";
      if (name === "c") {
        const value = text === undefined ? "" : valueOf(text, cell, context);
        if (value !== "") {
          while (cells.length < column) cells.push("");
          cells[column] = value;
        }
      } else if (name === "row" && cells.length > 0) rows.push({ row, cells });
    },
  });
  return rows.sort((a, b) => a.row - b.row);
}

function placeWithin(written: string | undefined, before: number, most: number): number {
  const place = written === undefined ? before + 1 : Number(written);
  if (!Number.isInteger(place) || place < 1 || place > most) throw new Error(`no sheet has a row ${String(written)}`);
  return place;
}

/** 27 for "AB12". */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/i.exec(place ?? "")?.[0].toUpperCase();
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function valueOf(text: string, { t: type, s: style }: Record<string, string>, { strings, formats, epoch }: WorkbookContext): string {
  if (type === "s") return strings[Number(text)] ?? "";
  if (type === "b") return text === "1" ? "true" : "false";
  if (type === "inlineStr" || type === "str" || type === "e" || type === "d") return unescaped(text);
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) return text.trim();
  const format = formats[Number(style ?? 0)] ?? "number";
  const dated = format === "date" || (format === "clock" && number >= 1) ? serialDate(number, epoch) : undefined;
  const timed = format === "duration" || format === "clock" ? clockText(number) : undefined;
  return dated ?? timed ?? decimalText(number);
}

/** A fraction of three places gets a fourth, so that 1.234 is not taken for a thousand. */
function decimalText(number: number): string {
  const text = String(number);
  return /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** Characters that XML cannot hold are written _x000D_. */
export function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
