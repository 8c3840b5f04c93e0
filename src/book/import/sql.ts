import type { Day } from "../../core/days.ts";

/** A text as SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as quoted SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path as SQL literal for DuckDB's readers, which would otherwise expand `*`, `?` and `[` in it. */
export function pathLiteral(path: string): string {
  return literal(path.replaceAll(/[*?[]/g, (wildcard) => `[${wildcard}]`));
}

/** Statement that defines `utc_of(timestamp)`: the UTC instant of a wall clock's time in the company's time zone. */
export function utcOfMacro(timeZone: string): string {
  const instant = timeZone === "UTC" ? "ts" : `timezone('UTC', timezone(${literal(timeZone)}, ts))`;
  return `CREATE OR REPLACE TEMP MACRO utc_of(ts) AS CAST(${instant} AS TIMESTAMP)`;
}

/** Statement that defines `day_of(timestamp)`: the calendar day of a UTC instant in the company's time zone. */
export function dayOfMacro(timeZone: string): string {
  const local = timeZone === "UTC" ? "ts" : `timezone(${literal(timeZone)}, timezone('UTC', ts))`;
  return `CREATE OR REPLACE TEMP MACRO day_of(ts) AS CAST(${local} AS DATE)`;
}

/** Statement that defines `by_today(day)`: whether a day is one by now; every day is where nobody knows what day it is. */
export function todayMacro(today: Day | null): string {
  return `CREATE OR REPLACE TEMP MACRO by_today(on_day) AS ${today === null ? "true" : `coalesce(on_day <= DATE ${literal(today)}, false)`}`;
}
