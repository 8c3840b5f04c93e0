import { InternalError } from "../../core/errors.ts";
import type { Book, Params } from "../book.ts";
import type { Column, Columns } from "../columns.ts";
import { BASE_QUERIES } from "./base-queries.ts";
import { commonTables, type QueryContext, type QueryPart, type WantedCells } from "./query.ts";

/** The cells of one query on one day, by name. */
export type CellColumns = ReadonlyMap<string, Column>;

/** The answer of a panel: by query and day, a column for each cell. All columns have the same order of accounts. */
export interface PanelAnswer {
  readonly rows: number;
  cells(query: string, day: number): CellColumns;
  /** 1 where the query has a row for the account on that day. */
  present(query: string, day: number): Uint8Array;
}

/** Asks for cells of several queries on several days (counted back from as-of) in one statement, joined on the account. */
export async function askPanel(
  context: QueryContext,
  cells: ReadonlyMap<string, ReadonlySet<string>>,
  daysAgo: readonly number[],
): Promise<PanelAnswer> {
  const { book, scope } = context;
  const names = [...cells.keys()];
  const asked = names.map((name, number): WantedCells => {
    return { daysAgo, cells: cells.get(name) ?? new Set(), as: (cell, day) => `q${number}_${cell}_${day}` };
  });
  const parts = await Promise.all(asked.map((wanted, number) => partOf(names[number] ?? "", context, wanted)));
  const params = Object.assign(
    { as_of: scope.asOf, account: scope.account ?? null },
    ...parts.map(({ params: own }) => own ?? {}),
  ) as Params;
  const joined = statement(scope.account, asked, parts);
  const types = await typesOf(book, joined, params);
  const columns = types.flatMap(({ column_name: name, column_type: type }) => (name === "account" ? [] : [asDouble(name, type)]));
  const dates = new Set(types.flatMap(({ column_name: name, column_type: type }) => (type === "DATE" ? [name] : [])));
  const answer = await book.columns(`SELECT ${columns.join(", ")} FROM (${joined}) ORDER BY account`, params);
  return {
    rows: answer.rows,
    cells: (query, day) => cellsOf(answer, dates, asked[names.indexOf(query)], day),
    present: (query, day) => bitOf(answer, names.indexOf(query), day),
  };
}

interface ColumnType {
  readonly column_name: string;
  readonly column_type: string;
}

/** An open book never changes, and to plan a statement of a hundred lines takes time: one that is asked for many days is looked at once. */
const TYPES = new WeakMap<Book, Map<string, Promise<ColumnType[]>>>();

function typesOf(book: Book, sql: string, params: Params): Promise<ColumnType[]> {
  const known = TYPES.get(book) ?? new Map<string, Promise<ColumnType[]>>();
  TYPES.set(book, known);
  const types = known.get(sql) ?? book.rows<ColumnType>(`DESCRIBE ${sql}`, params);
  known.set(sql, types);
  return types;
}

const NUMBER = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*)$/;

/**
 * Doubles are read many times faster than whole numbers of 64 and 128 bits and than dates, and hold what Book.rows could give; and columns
 * without nulls many times faster than those with some, so NaN stands for null from the start.
 */
function asDouble(name: string, type: string): string {
  const number = type === "DATE" ? `${name} - DATE '1970-01-01'` : name;
  return type === "DATE" || NUMBER.test(type) ? `coalesce(CAST(${number} AS DOUBLE), CAST('NaN' AS DOUBLE)) AS ${name}` : name;
}

/** Cells of all parts, and for each day one number whose bits say which queries have a row. */
function statement(account: string | undefined, asked: readonly WantedCells[], parts: readonly QueryPart[]): string {
  const cells = asked.flatMap(({ daysAgo, cells: wanted, as }) => daysAgo.flatMap((_, day) => [...wanted].map((cell) => as(cell, day))));
  const present = (asked[0]?.daysAgo ?? []).map((_, day) => {
    const bits = asked.map(({ as }, query) => `CASE WHEN ${as("present", day)} THEN ${2 ** query} ELSE 0 END`);
    return `${bits.join(" + ")} AS present_${day}`;
  });
  const common = Object.entries(Object.assign({}, ...parts.map((part) => part.shared ?? {})) as Record<string, string>);
  const selects = parts.flatMap((part) => part.selects);
  const [from, use] = account === undefined ? [(sql: string): string => sql, {}] : [ofAccountUse, USE_OF_ACCOUNT];
  const shared = commonTables({ ...use, ...Object.fromEntries(common.map(([name, sql]) => [name, from(sql)])) });
  const joins = selects.map((select, number) => `LEFT JOIN (${from(select)}) part_${number} USING (account)`);
  return `${shared === "" ? "" : `WITH ${shared}\n`}SELECT account, ${[...cells, ...present].join(", ")}\nFROM (${spine(account)})\n${joins.join("\n")}`;
}

/** The use of one account: its rows are looked for once, in a table that may have many millions, and not by each select. */
const USE_OF_ACCOUNT = { account_usage: "SELECT * FROM usage WHERE account = $account" };

function ofAccountUse(sql: string): string {
  return sql.replaceAll(/\bFROM usage\b/g, "FROM account_usage");
}

function spine(account: string | undefined): string {
  return `SELECT DISTINCT account FROM accounts WHERE ${account === undefined ? "account IS NOT NULL" : "account = $account"}`;
}

/** Ids of the accounts of a panel, in its order. One long text is read much faster than a hundred thousand short ones; an id is a slug and holds no line end. */
export async function accountIds({ book, scope }: QueryContext): Promise<string[]> {
  const sql = `SELECT string_agg(account, chr(10) ORDER BY account) AS ids FROM (${spine(scope.account)})`;
  const [row] = await book.rows<{ ids: string | null }>(sql, scope.account === undefined ? {} : { account: scope.account });
  return row?.ids?.split("\n") ?? [];
}

async function partOf(name: string, context: QueryContext, wanted: WantedCells): Promise<QueryPart> {
  const part = await BASE_QUERIES.get(name)?.part?.(context, wanted);
  if (part !== undefined) return part;
  throw new InternalError({ code: "no-base-query", message: `The query "${name}" reads no table, so no panel can be made of it.` });
}

function cellsOf({ columns }: Columns, dates: ReadonlySet<string>, wanted: WantedCells | undefined, day: number): CellColumns {
  const cells = new Map<string, Column>();
  for (const cell of wanted?.cells ?? []) {
    const name = wanted?.as(cell, day) ?? "";
    const column = columns.get(name);
    if (column !== undefined)
      cells.set(cell, dates.has(name) && column.kind === "number" ? { kind: "day", values: column.values } : column);
  }
  return cells;
}

function bitOf({ rows, columns }: Columns, query: number, day: number): Uint8Array {
  const [bits, bit] = [columns.get(`present_${day}`)?.values ?? [], 2 ** query];
  const present = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) present[row] = Math.floor(Number(bits[row]) / bit) % 2;
  return present;
}
