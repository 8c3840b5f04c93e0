import type { Day } from "../../core/days.ts";
import type { Book } from "../book.ts";
import { accountSet, IN_SET } from "./account-set.ts";
import { type DaysAgo, inDays } from "./months-of-use.ts";

/** Users of the last month of use up to a day. A user is an account's: one who works for two counts in each. */
export interface ActiveUsers {
  /** Distinct users of the month, of its last 7 days, and the sum over the month of each day's. */
  readonly monthly: number;
  readonly weekly: number;
  readonly user_days: number;
  readonly rows: number;
  readonly rows_with_user: number;
  /** First and last day of the whole usage export up to the day; null without one. */
  readonly first_on: Day | null;
  readonly last_on: Day | null;
}

/** Active users of these accounts in a stretch of days counted back from `day`. */
export async function activeUsers(book: Book, accounts: readonly string[], day: Day, month: DaysAgo): Promise<ActiveUsers> {
  const [row] = await book.rows<ActiveUsers>(
    `SELECT count("user") AS monthly, count("user") FILTER (last_day > CAST($day AS DATE) - ${month.from + 7}) AS weekly,
  coalesce(sum(days) FILTER ("user" IS NOT NULL), 0) AS user_days, coalesce(sum(n), 0) AS rows, coalesce(sum(n) FILTER ("user" IS NOT NULL), 0) AS rows_with_user,
  (SELECT min(day) FROM usage_days WHERE day <= CAST($day AS DATE)) AS first_on, (SELECT max(day) FROM usage_days WHERE day <= CAST($day AS DATE)) AS last_on
FROM (
  SELECT account, "user", count(DISTINCT day) AS days, max(day) AS last_day, count(*) AS n FROM usage
  WHERE account IS NOT NULL AND ${IN_SET} AND ${inDays(month)} GROUP BY account, "user"
)`,
    { day, ...accountSet(accounts) },
  );
  return row ?? { monthly: 0, weekly: 0, user_days: 0, rows: 0, rows_with_user: 0, first_on: null, last_on: null };
}
