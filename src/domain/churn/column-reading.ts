import type { CategoryColumn, Frame, FrameColumn, TextTable } from "./frame.ts";
import { type DecimalMark, readCell, readDate, readNumber } from "./read-cells.ts";

/** What a column was taken for. It stands in the model, so that a later file is read in the same way. */
export type ColumnReading =
  | { readonly name: string; readonly kind: "number"; readonly mark: DecimalMark }
  | { readonly name: string; readonly kind: "date"; readonly dayFirst: boolean }
  | { readonly name: string; readonly kind: "category" };

/** Share of a column's cells that must be of a kind; the others are then taken for blanks. */
const MOST = 0.95;

/** What each column of a table is taken for, by its cells. */
export function inferReadings({ columns }: TextTable): ColumnReading[] {
  return columns.map(({ name, cells }): ColumnReading => {
    const known = cells.flatMap((cell) => readCell(cell) ?? []);
    const enough = MOST * known.length;
    if (known.length === 0) return { name, kind: "category" };
    const dayFirst = countOf(known, (cell) => readDate(cell, true)) > countOf(known, (cell) => readDate(cell, false));
    if (countOf(known, (cell) => readDate(cell, dayFirst)) >= enough) return { name, kind: "date", dayFirst };
    // 00123 is a code and no quantity.
    if (known.some((cell) => /^0\d+$/.test(cell))) return { name, kind: "category" };
    const [points, commas] = (["point", "comma"] as const).map((mark) => countOf(known, (cell) => readNumber(cell, mark)));
    const mark = (commas ?? 0) > (points ?? 0) ? "comma" : "point";
    if (Math.max(points ?? 0, commas ?? 0) >= enough) return { name, kind: "number", mark };
    return { name, kind: "category" };
  });
}

/** The columns that `readings` name, typed. One that the table lacks is blank throughout. */
export function readFrame(table: TextTable, readings: readonly ColumnReading[]): Frame {
  const byName = new Map(table.columns.map((column) => [column.name, column.cells]));
  const columns = readings.map((reading): FrameColumn => {
    const cells = byName.get(reading.name) ?? [];
    if (reading.kind === "category") return categoryColumn(reading.name, cells, table.rows);
    const value = (text: string): number => (reading.kind === "number" ? readNumber(text, reading.mark) : readDate(text, reading.dayFirst));
    const values = new Float64Array(table.rows).fill(Number.NaN);
    cells.forEach((cell, row) => {
      const text = readCell(cell);
      if (text !== null) values[row] = value(text);
    });
    return { name: reading.name, kind: reading.kind, values };
  });
  return { rows: table.rows, columns };
}

function categoryColumn(name: string, cells: readonly (string | null)[], rows: number): CategoryColumn {
  const read = cells.map(readCell);
  const levels = [...new Set(read.filter((cell) => cell !== null))].sort();
  const places = new Map(levels.map((level, place) => [level, place]));
  const codes = new Int32Array(rows).fill(-1);
  read.forEach((cell, row) => (codes[row] = cell === null ? -1 : (places.get(cell) ?? -1)));
  return { name, kind: "category", codes, levels };
}

function countOf(cells: readonly string[], read: (cell: string) => number): number {
  return cells.reduce((sum, cell) => sum + (Number.isNaN(read(cell)) ? 0 : 1), 0);
}
