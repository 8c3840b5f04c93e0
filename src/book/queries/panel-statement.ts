import { InternalError } from "../../core/errors.ts";
import type { Params } from "../book.ts";
import type { Column, Columns } from "../columns.ts";
import { BASE_QUERIES } from "./base-queries.ts";
import { commonTables, type QueryContext, type QueryPart, type WantedCells } from "./query.ts";

/** The cells of one query on one day, by name, with `present`: 1 where the query has a row for the account. */
export type CellColumns = ReadonlyMap<string, Column>;

/** The answer of a panel: by query and day, a column for each cell. All columns have the same order of accounts. */
export interface PanelAnswer {
  readonly accounts: readonly string[];
  cells(query: string, day: number): CellColumns;
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
  const sql = statement(spine(scope.account), asked, parts);
  const params = Object.assign({ as_of: scope.asOf, account: scope.account ?? null }, ...parts.map(({ params: own }) => own ?? {})) as Params;
  const accounts = await accountIds(context);
  const answer = await book.columns(sql, params);
  if (answer.rows !== accounts.length)
    throw new InternalError({ code: "panel-rows", message: `a panel of ${accounts.length} accounts has ${answer.rows} rows` });
  return {
    accounts,
    cells: (query, day) => cellsOf(answer, asked[names.indexOf(query)], day),
  };
}

function statement(accounts: string, asked: readonly WantedCells[], parts: readonly QueryPart[]): string {
  const columns = asked.flatMap(({ daysAgo, cells, as }) =>
    daysAgo.flatMap((_, day) => [
      `CAST(coalesce(${as("present", day)}, false) AS TINYINT) AS ${as("present", day)}`,
      ...[...cells].map((cell) => as(cell, day)),
    ]),
  );
  const shared = commonTables(Object.assign({}, ...parts.map((part) => part.shared ?? {})) as Record<string, string>);
  const joins = parts.flatMap((part) => part.selects).map((select, number) => `LEFT JOIN (${select}) part_${number} USING (account)`);
  return `${shared === "" ? "" : `WITH ${shared}\n`}SELECT ${columns.join(", ")}\nFROM (${accounts})\n${joins.join("\n")}\nORDER BY account`;
}

function spine(account: string | undefined): string {
  return `SELECT DISTINCT account FROM accounts WHERE ${account === undefined ? "account IS NOT NULL" : "account = $account"}`;
}

/** One long text is read much faster than a hundred thousand short ones; an id is a slug and holds no line end. */
async function accountIds({ book, scope }: QueryContext): Promise<string[]> {
  const sql = `SELECT string_agg(account, chr(10) ORDER BY account) AS ids FROM (${spine(scope.account)})`;
  const [row] = await book.rows<{ ids: string | null }>(sql, scope.account === undefined ? {} : { account: scope.account });
  return row?.ids?.split("\n") ?? [];
}

async function partOf(name: string, context: QueryContext, wanted: WantedCells): Promise<QueryPart> {
  const part = await BASE_QUERIES.get(name)?.part?.(context, wanted);
  if (part !== undefined) return part;
  throw new InternalError({ code: "no-base-query", message: `The query "${name}" reads no table, so no panel can be made of it.` });
}

function cellsOf({ columns }: Columns, wanted: WantedCells | undefined, day: number): CellColumns {
  const known = [...(wanted?.cells ?? []), "present"].map((cell): [string, Column | undefined] => [cell, columns.get(wanted?.as(cell, day) ?? "")]);
  return new Map(known.filter((entry): entry is [string, Column] => entry[1] !== undefined));
}
