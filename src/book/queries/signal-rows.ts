import type { Book, Params } from "../book.ts";
import type { Column } from "../columns.ts";

/** The rows of one source for several accounts, sorted by account. Cells are read by column, and an account's rows made when it is its turn. */
export interface SignalRows {
  /** What a column of numbers holds in a row; null where it holds nothing. */
  number(column: string): (row: number) => number | null;
  /** The same, 0 where it holds nothing. */
  count(column: string): (row: number) => number;
  text(column: string): (row: number) => string | null;
  /** What `make` gives of each row of the account at a place. */
  of<T>(make: (row: number) => T): (nth: number) => T[];
}

/** Asks for rows with `nth`, their account's place among `accounts` many, sorted by it. Numbers must come as doubles, NaN for none (see double). */
export async function signalRows(book: Book, sql: string, params: Params, accounts: number): Promise<SignalRows> {
  const { rows, columns } = await book.columns(sql, params);
  const nth = numbersOf(columns.get("nth"));
  const starts = new Uint32Array(accounts + 1);
  for (let row = 0; row < rows; row += 1) starts[(nth[row] ?? 0) + 1] = row + 1;
  // An account without rows begins where the one before it ends.
  for (let place = 1; place <= accounts; place += 1) starts[place] = Math.max(starts[place] ?? 0, starts[place - 1] ?? 0);
  return {
    number: (column) => {
      const values = numbersOf(columns.get(column));
      return (row) => {
        const value = values[row] ?? Number.NaN;
        return Number.isNaN(value) ? null : value;
      };
    },
    count: (column) => {
      const values = numbersOf(columns.get(column));
      return (row) => values[row] || 0;
    },
    text: (column) => {
      const values = columns.get(column)?.values ?? [];
      return (row) => {
        const value = values[row];
        return typeof value === "string" ? value : null;
      };
    },
    of: (make) => (place) => {
      const made = [];
      for (let row = starts[place] ?? 0; row < (starts[place + 1] ?? 0); row += 1) made.push(make(row));
      return made;
    },
  };
}

/** SQL of a number as it is read fastest: a double, and NaN instead of null. */
export function double(number: string): string {
  return `coalesce(CAST(${number} AS DOUBLE), CAST('NaN' AS DOUBLE))`;
}

/** The column's numbers, days and times included; none of a missing column or one of texts. */
export function numbersOf(column: Column | undefined): Float64Array {
  return column === undefined || column.kind === "other" ? NONE : column.values;
}

const NONE = new Float64Array();
