import { addDays } from "../../core/days.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import type { Column } from "../columns.ts";

/** A cell that was asked of a row and had not been read from the book. */
export class UnreadCell extends Error {
  readonly cell: string;

  constructor(cell: string) {
    super(`the cell ${cell} was not read`);
    this.cell = cell;
  }
}

/** A row that stands on one line of the columns after the other: `at` moves it. One object for all rows, since there may be many. */
export interface CellView {
  readonly row: Cells;
  at(index: number): void;
}

/** A view of the columns by their cell names. Reading a cell that has no column throws UnreadCell. */
export function cellView(columns: ReadonlyMap<string, Column>): CellView {
  let line = 0;
  const unread = new Proxy(
    {},
    {
      get: (_, name) => {
        throw new UnreadCell(String(name));
      },
    },
  );
  const row = Object.create(unread) as Cells;
  for (const [cell, column] of columns) Object.defineProperty(row, cell, { enumerable: true, get: getter(column, () => line) });
  return {
    row,
    at: (index) => {
      line = index;
    },
  };
}

function getter({ kind, values }: Column, line: () => number): () => string | number | boolean | null {
  if (kind === "other") return () => values[line()] ?? null;
  const known = kind === "day" ? (days: number) => addDays("1970-01-01", days) : (value: number) => value;
  return () => {
    const value = values[line()] ?? Number.NaN;
    return Number.isNaN(value) ? null : known(value);
  };
}
