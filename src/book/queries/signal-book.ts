import type { BookUsage } from "../../domain/signals/book-usage.ts";
import type { UseDays } from "../../domain/signals/history.ts";
import type { Row } from "../book.ts";
import { daysOfUse } from "./months-of-use.ts";
import type { QueryContext } from "./query.ts";
import { dayNumber, loginRows } from "./signal-sources.ts";
import { isLoginName, type UsageFeatures } from "./usage-features.ts";

/** The use of the whole book, whichever account is asked about and whoever asks, up to the scope's as-of. */
export async function bookUsage(context: QueryContext, features: UsageFeatures): Promise<BookUsage> {
  const { book, scope } = context;
  const upTo = "day <= CAST($as_of AS DATE)";
  const ask = (sql: string): Promise<Row[]> => book.rows(sql, { as_of: scope.asOf });
  const byDay = (where: string): string =>
    `SELECT ${dayNumber("day")} AS day, sum(events) AS events FROM all_usage() WHERE account IS NOT NULL AND ${upTo} AND ${where} GROUP BY day ORDER BY day`;
  const starts = await ask(
    `SELECT ${dayNumber("first_on")} AS day FROM all_usage_accounts() WHERE first_on <= CAST($as_of AS DATE) ORDER BY day`,
  );
  // On each day on which a feature was used for the first time: how many there were by then.
  const offered = await ask(
    `SELECT day, sum(fresh) OVER (ORDER BY day) AS events FROM (SELECT ${dayNumber("first_on")} AS day, count(*) AS fresh FROM usage_features
  WHERE first_on <= CAST($as_of AS DATE) AND feature IS NOT NULL AND NOT ${isLoginName(features)} GROUP BY day) ORDER BY day`,
  );
  const meetings = await ask(
    `SELECT ${dayNumber("on_day")} AS day, count(*) AS events, bool_or(kind IN ('qbr', 'executive-review')) AS reviewed FROM all_interactions() WHERE status = 'held' AND on_day <= CAST($as_of AS DATE) GROUP BY on_day ORDER BY on_day`,
  );
  return {
    logins: useDays(await ask(byDay(loginRows(features)))),
    use: useDays(await ask(byDay("true"))),
    days: await daysOfUse(context),
    starts: Int32Array.from(starts, (row) => Number(row["day"])),
    featuresBy: useDays(offered),
    meetings: useDays(meetings),
    reviewsFrom: numberOrNull(meetings.find((row) => row["reviewed"] === true)?.["day"]),
  };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

/** The rows are sorted by day. */
function useDays(rows: readonly Row[]): UseDays {
  const cells = (name: string): number[] => rows.map((row) => numberOrNull(row[name]) ?? 0);
  return { name: "", days: Int32Array.from(cells("day")), events: Float64Array.from(cells("events")) };
}
