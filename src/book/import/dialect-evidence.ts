import type { Database } from "../snapshot/database.ts";
import type { Adapter, ColumnRule } from "./adapter.ts";
import { headerOf } from "./cell-sql.ts";
import { dateEvidence, isSimpleDate } from "./date-text.ts";
import type { NumberEvidence, Sample } from "./dialect-decisions.ts";
import { isCommaNumber, isPointNumber, isSimpleNumber, moneySignSql } from "./number-text.ts";
import type { RawTable } from "./raw-table.ts";

/** A column of the file that holds numbers or dates, as the adapter names it. */
export interface Column {
  readonly target: string;
  readonly rule: ColumnRule;
  readonly cell: string;
}

/** What the cells of a column show about its numbers. */
export interface ColumnNumbers {
  readonly target: string;
  readonly evidence: NumberEvidence;
  /** Currencies whose signs stand by the amounts. */
  readonly signs: readonly string[];
}

/** Whether cells of this kind hold numbers, which are written in several ways. */
export function isNumeric(kind: ColumnRule["kind"]): boolean {
  return kind === "int" || kind === "number" || kind === "percent" || kind === "money-major" || kind === "minutes" || kind === "hours";
}

/** Whether cells of this kind hold days or instants, which are written in several ways. */
export function isDated(kind: ColumnRule["kind"]): boolean {
  return kind === "day" || kind === "day-or-month" || kind === "instant";
}

/** The columns with a cell that is written in a way that has to be found out. */
export async function unclear(db: Database, raw: RawTable, columns: readonly Column[]): Promise<ReadonlySet<string>> {
  if (columns.length === 0) return new Set();
  const counts = columns.map(({ rule }, index) => {
    const simple = isDated(rule.kind) ? isSimpleDate(`c${index}`) : isSimpleNumber(`c${index}`);
    return `count(*) FILTER (WHERE NOT ${simple}) AS x${index}`;
  });
  const cells = columns.map(({ cell }, index) => `${cell} AS c${index}`);
  const [row] = await db.rows<Record<string, number>>(`SELECT ${counts.join(", ")} FROM (SELECT ${cells.join(", ")} FROM ${raw.source})`);
  return new Set(columns.flatMap(({ target }, index) => ((row?.[`x${index}`] ?? 0) > 0 ? [target] : [])));
}

/** Rows of one column as `c`, with their place. */
function cellsOf(raw: RawTable, cell: string): string {
  return `(SELECT n, CAST(${raw.line} AS BIGINT) AS line, ${cell} AS c FROM ${raw.source})`;
}

/** Looks through one column of numbers; `isOpen` where some of its cells are not plain. */
export async function numbersOf(
  db: Database,
  adapter: Adapter,
  raw: RawTable,
  column: Column,
  isOpen: boolean,
  reporting: string,
): Promise<ColumnNumbers> {
  const { target, rule, cell } = column;
  const isMoney = rule.kind === "money-major";
  const kind = rule.kind === "int" ? "int" : isMoney ? "money" : "number";
  const header = headerOf(adapter, target, raw);
  const named = { header, kind } as const;
  if (!isOpen) return { target, signs: [], evidence: { ...named, ...(await simplePoints(db, raw, cell)) } };
  const either = "is_point AND is_comma AND regexp_matches(c, '[.,]')";
  const [found] = await db.rows<Record<string, number | string | null>>(
    `SELECT count(*) FILTER (WHERE is_point AND NOT is_comma) AS points, count(*) FILTER (WHERE is_comma AND NOT is_point) AS commas,
      count(*) FILTER (WHERE ${either} AND contains(c, ',')) AS open_commas, count(*) FILTER (WHERE ${either} AND contains(c, '.')) AS open_points,
      ${samples("point", "is_point AND NOT is_comma")}, ${samples("comma", "is_comma AND NOT is_point")}, ${samples("open", either)},
      ${isMoney ? `string_agg(DISTINCT ${moneySignSql("c", reporting)}, ' ')` : "NULL"} AS signs
    FROM (SELECT *, ${isPointNumber("c")} AS is_point, ${isCommaNumber("c")} AS is_comma FROM ${cellsOf(raw, cell)})`,
  );
  const number = (name: string): number => Number(found?.[name] ?? 0);
  return {
    target,
    signs: String(found?.["signs"] ?? "")
      .split(" ")
      .filter((sign) => sign !== ""),
    evidence: {
      ...named,
      points: number("points"),
      commas: number("commas"),
      openCommas: number("open_commas"),
      openPoints: number("open_points"),
      point: sampleIn(found, "point"),
      comma: sampleIn(found, "comma"),
      open: sampleIn(found, "open"),
    },
  };
}

/** A column in which nothing is open may still show decimal points, and so tell how others are written. */
async function simplePoints(db: Database, raw: RawTable, cell: string): Promise<Omit<NumberEvidence, "header" | "kind">> {
  const none = { points: 0, commas: 0, openCommas: 0, openPoints: 0, point: null, comma: null, open: null };
  if (raw.writing?.typed === true) return none;
  const [found] = await db.rows<Record<string, number | string | null>>(
    `SELECT count(*) FILTER (WHERE contains(c, '.')) AS points, ${samples("point", "contains(c, '.')")} FROM ${cellsOf(raw, cell)}`,
  );
  return { ...none, points: Number(found?.["points"] ?? 0), point: sampleIn(found, "point") };
}

/** What one column of dates shows, each with its first cell: day_first, month_first, open, dotted, half_day. */
export async function datesOf(db: Database, raw: RawTable, cell: string): Promise<Record<string, Sample | null>> {
  const { dayFirst, monthFirst, open, dotted, halfDay } = dateEvidence("c");
  const [found] = await db.rows<Record<string, number | string | null>>(
    `SELECT ${samples("day_first", dayFirst)}, ${samples("month_first", monthFirst)}, ${samples("open", `${open} AND NOT (${dotted})`)}, ${samples("dotted", `${open} AND ${dotted}`)}, ${samples("half_day", halfDay)} FROM ${cellsOf(raw, cell)}`,
  );
  return Object.fromEntries(["day_first", "month_first", "open", "dotted", "half_day"].map((name) => [name, sampleIn(found, name)]));
}

/** The first cell for which a condition holds, and its line. */
function samples(name: string, condition: string): string {
  const where = `FILTER (WHERE ${condition})`;
  return `arg_min(c, n) ${where} AS ${name}_value, arg_min(coalesce(line, 0), n) ${where} AS ${name}_line`;
}

function sampleIn(row: Record<string, number | string | null> | undefined, name: string): Sample | null {
  const value = row?.[`${name}_value`];
  if (typeof value !== "string") return null;
  const line = Number(row?.[`${name}_line`] ?? 0);
  return { value, line: line === 0 ? null : line };
}
