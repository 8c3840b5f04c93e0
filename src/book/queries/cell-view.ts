import { addDays, type Day } from "../../core/days.ts";
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
  const dayOf = dayWriter();
  const unread = new Proxy(
    {},
    {
      get: (_, name) => {
        throw new UnreadCell(String(name));
      },
    },
  );
  const row = Object.create(unread) as Cells;
  for (const [cell, column] of columns) Object.defineProperty(row, cell, { enumerable: true, get: getter(column, () => line, dayOf) });
  return {
    row,
    at: (index) => {
      line = index;
    },
  };
}

type Read = () => string | number | boolean | null;

function getter({ kind, values }: Column, line: () => number, dayOf: (days: number) => Day): Read {
  if (kind === "other") return () => values[line()] ?? null;
  const known = kind === "day" ? dayOf : (value: number) => value;
  return () => {
    const value = values[line()] ?? Number.NaN;
    return Number.isNaN(value) ? null : known(value);
  };
}

/** Days as text. Thousands of rows hold the same few hundred: each is written out once. */
function dayWriter(): (days: number) => Day {
  const written = new Map<number, Day>();
  return (days) => {
    const known = written.get(days) ?? addDays("1970-01-01", days);
    written.set(days, known);
    return known;
  };
}
