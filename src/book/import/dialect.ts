import { clean } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter, ColumnRule } from "./adapter.ts";
import { cellName, cellSql, NO_CELL } from "./cell-sql.ts";
import type { DateStyle } from "./date-text.ts";
import { type DateOrderEvidence, decideDayFirst, decideNumbers, type NumberHints, type Sample, zoneHint } from "./dialect-decisions.ts";
import { datesOf, isDated, isNumeric, numbersOf, unclear } from "./dialect-evidence.ts";
import { headerCurrency } from "./header-currency.ts";
import { moneySignSql, type NumberStyle } from "./number-text.ts";
import type { RawTable } from "./raw-table.ts";
import { literal } from "./sql.ts";

/** How one file writes its numbers and dates: decided from all of its cells before any of them is read. */
export interface Dialect {
  readonly numbers: (target: string) => NumberStyle;
  readonly dates: (target: string) => DateStyle;
  /** SQL, over the named cells, of the currency whose sign stands by a row's amounts or in their header; null where no amount has one. */
  readonly signedCurrency: string | null;
  /** What was decided and why, where it was not plain. */
  readonly notes: readonly string[];
  /** True where no cell needed a decision. */
  readonly plain: boolean;
}

/** Settings that may break a tie. */
export interface Locale {
  readonly timeZone: string;
  readonly currency: string;
}

/** The name under which the adapter's `newest` column goes. */
export const NEWEST = "(newest)";

/** How a file is read of which every cell is as programs write them; a cell that is not reads as none. */
export function plainDialect(adapter: Adapter): Dialect {
  return {
    numbers: () => "digits",
    dates: (target) => ({
      plain: true,
      simple: true,
      dayFirst: null,
      local: adapter.columns[target]?.zone === "company",
      serialEpoch: null,
    }),
    signedCurrency: null,
    notes: [],
    plain: true,
  };
}

/** Looks through the columns that hold numbers and dates; those in which nothing has to be decided cost one pass together. */
export async function readDialect(db: Database, adapter: Adapter, raw: RawTable, locale: Locale): Promise<Dialect> {
  const rules: readonly (readonly [string, ColumnRule])[] = [
    ...Object.entries(adapter.columns),
    ...(adapter.newest === undefined ? [] : [[NEWEST, adapter.newest] as const]),
  ];
  const columns = rules
    .filter(([, { kind }]) => isNumeric(kind) || isDated(kind))
    .map(([target, rule]) => ({ target, rule, cell: cellSql(rule, raw) }))
    .filter(({ cell }) => cell !== NO_CELL);
  const open = await unclear(db, raw, columns);
  const numbers = columns.filter(({ rule }) => isNumeric(rule.kind));
  // Plain columns are asked only where they may tell how an unclear one is written.
  const numeric = numbers.some(({ target }) => open.has(target))
    ? await Promise.all(numbers.map((column) => numbersOf(db, adapter, raw, column, open.has(column.target), locale.currency)))
    : [];
  const orders = await Promise.all(
    columns.filter(({ rule, target }) => isDated(rule.kind) && open.has(target)).map(({ cell }) => datesOf(db, raw, cell)),
  );
  const styles = new Map<string, NumberStyle>();
  const notes: string[] = [];
  const evidence = numeric.map(({ evidence: own }) => own);
  const signs = numeric.flatMap((column) => column.signs);
  const hints = numberHints(signs, orders, raw);
  for (const { target, evidence: own } of numeric) {
    const decided = raw.writing?.typed === true ? { value: "point" as const, note: null } : decideNumbers(own, evidence, hints);
    styles.set(target, open.has(target) ? decided.value : "plain");
    if (decided.note !== null && open.has(target)) notes.push(decided.note);
  }
  const order = decideDayFirst(orderEvidence(orders, [...styles.values()], signs, raw, locale));
  if (order.note !== null) notes.push(order.note);
  const signed = numeric.filter(({ signs }) => signs.length > 0).map(({ target }) => moneySignSql(cellName(target), locale.currency));
  const inHeader = headerCurrency(adapter, raw);
  const told = [...signed, ...(inHeader === null ? [] : [literal(inHeader)])];
  return {
    numbers: (target) => styles.get(target) ?? "plain",
    dates: (target) => ({
      simple: !open.has(target),
      dayFirst: order.value,
      local: rules.some(([name, { zone }]) => name === target && zone === "company"),
      serialEpoch: raw.writing?.serialEpoch ?? null,
    }),
    signedCurrency: told.length === 0 ? null : `coalesce(${[...told, "NULL"].join(", ")})`,
    notes: notes.map(clean),
    plain: open.size === 0,
  };
}

/** Who puts dollars or pounds beside amounts, or the month first, writes decimal points; whose cells are parted by semicolons, commas. */
function numberHints(signs: readonly string[], orders: readonly Record<string, Sample | null>[], raw: RawTable): NumberHints {
  const english = signs.find((sign) => sign === "USD" || sign === "GBP");
  const isMonthFirst =
    orders.some((order) => (order["month_first"] ?? null) !== null) && !orders.some((order) => (order["day_first"] ?? null) !== null);
  return {
    point: [
      ...(english === undefined ? [] : [`its amounts are in ${english}`]),
      ...(isMonthFirst ? ["its dates have the month first"] : []),
    ],
    comma: raw.writing?.delimiter === ";" ? ["its cells are separated by semicolons"] : [],
  };
}

function orderEvidence(
  columns: readonly Record<string, Sample | null>[],
  styles: readonly NumberStyle[],
  signs: readonly string[],
  raw: RawTable,
  { timeZone }: Locale,
): DateOrderEvidence {
  const first = (name: string): Sample | null => columns.map((column) => column[name] ?? null).find((sample) => sample !== null) ?? null;
  const zone = zoneHint(timeZone);
  const day = [
    ...(styles.includes("comma") ? ["its numbers have decimal commas"] : []),
    ...(raw.writing?.delimiter === ";" ? ["its cells are separated by semicolons"] : []),
    ...signs.filter((sign) => sign === "EUR" || sign === "GBP").map((sign) => `its amounts are in ${sign}`),
  ];
  const month = [
    ...(signs.includes("USD") ? ["its amounts are in USD"] : []),
    ...(first("half_day") === null ? [] : ["its times have AM and PM"]),
  ];
  const silent = day.length === 0 && month.length === 0;
  return {
    dayFirst: first("day_first"),
    monthFirst: first("month_first"),
    open: first("open"),
    dotted: first("dotted"),
    hintsDayFirst: silent ? zone.day : day,
    hintsMonthFirst: silent ? zone.month : month,
  };
}
