import type { TableName } from "../schema.ts";
import { daysQuery, type Query, type Sql, type WantedCells } from "./query.ts";

/** SQL by the name of the cell; `present` says whether the query has a row for the account. */
export type CellsSql = Readonly<Record<string, string>>;

interface AggregateQuery {
  readonly name: string;
  readonly doc: string;
  readonly tables: readonly TableName[];
  /** The rows to group: a select, dated up to $as_of. */
  readonly from: (accountIs: string, wanted: WantedCells) => string;
  /** Aggregates of those rows as they stood `ago` days before $as_of, the day `index` of those wanted. */
  readonly cells: (ago: number, index: number) => CellsSql;
  readonly evidence: (accountIs: string, days: number) => Sql;
}

/** A query that groups its rows by account, in one pass for all days wanted. */
export function aggregateQuery({ from, cells, ...declared }: AggregateQuery): Query {
  return daysQuery({
    ...declared,
    cells: Object.keys(cells(0, 0)).filter((cell) => cell !== "present"),
    known: () => Promise.resolve(undefined),
    shared: () => ({}),
    rows: (accountIs, wanted) =>
      `SELECT account, ${wantedColumns(wanted, cells).join(", ")} FROM (${from(accountIs, wanted)}) GROUP BY account`,
  });
}

/** The columns of the cells that are wanted, on each day, and whether there is a row on it. */
export function wantedColumns({ daysAgo, cells, as }: WantedCells, ofCell: AggregateQuery["cells"]): string[] {
  return daysAgo.flatMap((ago, index) =>
    Object.entries(ofCell(ago, index)).flatMap(([cell, sql]) =>
      cell === "present" || cells.has(cell) ? [`${sql} AS ${as(cell, index)}`] : [],
    ),
  );
}
