import type { Day } from "../../core/days.ts";
import type { Book } from "../book.ts";
import { accountSet, IN_SET } from "./account-set.ts";

/** Users of the 30 days up to a day. A user is an account's: one who works for two counts in each. */
export interface ActiveUsers {
  /** Distinct users of the 30 days, of the last 7, and the sum over the 30 days of each day's. */
  readonly monthly: number;
  readonly weekly: number;
  readonly user_days: number;
  readonly rows: number;
  readonly rows_with_user: number;
  /** First and last day of the whole usage export up to the day; null without one. */
  readonly first_on: Day | null;
  readonly last_on: Day | null;
}

/** Active users of these accounts. */
export async function activeUsers(book: Book, accounts: readonly string[], day: Day): Promise<ActiveUsers> {
  const [row] = await book.rows<ActiveUsers>(
    `SELECT count("user") AS monthly, count("user") FILTER (last_day > CAST($day AS DATE) - 7) AS weekly,
  coalesce(sum(days) FILTER ("user" IS NOT NULL), 0) AS user_days, coalesce(sum(n), 0) AS rows, coalesce(sum(n) FILTER ("user" IS NOT NULL), 0) AS rows_with_user,
  (SELECT min(day) FROM usage_days WHERE day <= CAST($day AS DATE)) AS first_on, (SELECT max(day) FROM usage_days WHERE day <= CAST($day AS DATE)) AS last_on
FROM (
  SELECT account, "user", count(DISTINCT day) AS days, max(day) AS last_day, count(*) AS n FROM usage
  WHERE account IS NOT NULL AND ${IN_SET} AND day <= CAST($day AS DATE) AND day > CAST($day AS DATE) - 30 GROUP BY account, "user"
)`,
    { day, ...accountSet(accounts) },
  );
  return row ?? { monthly: 0, weekly: 0, user_days: 0, rows: 0, rows_with_user: 0, first_on: null, last_on: null };
}
