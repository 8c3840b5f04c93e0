import { clean } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter, Kind } from "./adapter.ts";
import type { RawTable } from "./raw-table.ts";
import { headerKey } from "./recognise.ts";

/** What people write before the sums below a table, with nothing but a number or something in brackets behind it. */
const TOTAL =
  /^((grand|sub|net|overall)[ -]?)?(totals?|sums?|summen?|gesamt|gesamtsumme|zwischensumme|endsumme|insgesamt|totale|totale generale|total general|total g[ée]n[ée]ral|somme|suma|soma|summa|totaal|razem|celkem|итого|всего|合計|合计|总计)[^\p{L}]*(\(.*\))?[^\p{L}]*$/iu;

const NUMBER = /^([A-Z]{3}|\p{Sc})?\s?[+-]?\d{1,3}([,. '’\u00a0\u202f]?\d{3})*([.,]\d{1,2})?\s?([A-Z]{3}|\p{Sc}|%)?$/u;

/** How many rows were counted, in words: "41 records". */
const COUNTED = /^\d[\d.,]*\s+\p{L}+$/u;

/** A row with one of these is about somebody or about a day, whatever its name. */
const KEYS = new Set<Kind>(["id", "salesforce-id", "email", "domains", "day", "day-or-month", "instant"]);

/** A table may end in a sum of each group and one of all. */
const MOST = 3;
const SHOWN = 40;

/**
 * Takes the sums that stand below a table out of its rows: the last ones, where the first cell says `Total`, `Summe` and the like and the
 * others are numbers or counts ("41 records"), none of them an id or a day. Returns how many rows that were, and what to tell of them.
 */
export async function withoutTotals(
  db: Database,
  adapter: Adapter,
  raw: RawTable,
): Promise<{ readonly rows: number; readonly note: string | null }> {
  const columns = [...raw.columns.values()];
  if (adapter.format !== "table" || columns.length < 2) return { rows: 0, note: null };
  const keys = keyHeaders(adapter);
  const currencies = new Set((adapter.columns["currency"]?.from ?? []).map(headerKey));
  const fits = columns.map(({ header }) => {
    const key = headerKey(header);
    return (cell: string): boolean => (currencies.has(key) ? /^[A-Z]{3}$/i.test(cell) : isSumOrCount(cell) && !keys.has(key));
  });
  const tail = await db.rows<Record<string, string | number | null>>(
    `SELECT rowid AS n, ${columns.map(({ column }, index) => `${column} AS v${index}`).join(", ")} FROM raw WHERE rowid >= (SELECT max(rowid) FROM raw) - ${MOST} ORDER BY rowid DESC`,
  );
  const cells = tail.map((row) => columns.map((_, index) => String(row[`v${index}`] ?? "").trim()));
  const end = cells.findIndex((row) => !isTotal(row, fits));
  // A table of nothing but sums is none that this can tell from a table of somebody's own.
  const totals = end < 0 ? [] : tail.slice(0, end);
  if (totals.length === 0) return { rows: 0, note: null };
  await db.run(`DELETE FROM raw WHERE rowid IN (${totals.map(({ n }) => String(n)).join(", ")})`);
  const said = cells.slice(0, end).map((row) => `"${clean(row.filter((cell) => cell !== "").join(" · ")).slice(0, SHOWN)}"`);
  return {
    rows: totals.length,
    note: `left out as ${totals.length === 1 ? "the total" : "totals"} below the rows: ${said.toReversed().join(", ")}`,
  };
}

function isTotal(row: readonly string[], fits: readonly ((cell: string) => boolean)[]): boolean {
  const first = row.findIndex((cell) => cell !== "");
  return TOTAL.test(row[first] ?? "") && row.every((cell, index) => index <= first || cell === "" || fits[index]?.(cell) === true);
}

/** Whether a line of cells, whichever columns they stand in, is a sum or a count below a table: "Grand Totals,150". */
export function isTotalLine(cells: readonly string[]): boolean {
  const [first = "", ...others] = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  return TOTAL.test(first) && others.every(isSumOrCount);
}

function isSumOrCount(cell: string): boolean {
  return NUMBER.test(cell) || COUNTED.test(cell);
}

/** The headers, as they are compared, of what tells a row's id, its customer or its time. */
function keyHeaders({ columns, account, newest }: Adapter): ReadonlySet<string> {
  const rules = [...Object.values(columns), ...(newest === undefined ? [] : [newest])];
  const { id = [], external = [], email = [], domain = [] } = account;
  return new Set(
    [...rules.flatMap(({ kind, from }) => (KEYS.has(kind) ? from : [])), ...id, ...external, ...email, ...domain].map(headerKey),
  );
}
