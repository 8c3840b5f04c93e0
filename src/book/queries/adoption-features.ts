import type { Day } from "../../core/days.ts";
import type { Book } from "../book.ts";
import { accountSet, IN_SET } from "./account-set.ts";
import { type DaysAgo, inDays } from "./months-of-use.ts";
import { phraseList } from "./sql-literals.ts";

/** How many of some accounts used a feature in the last month of use up to a day. */
export interface FeatureUse {
  readonly feature: string;
  readonly customers: number;
  /** Null where its use names nobody. */
  readonly users: number | null;
}

/** Every feature that any account has used up to `day`, with its use in the month, most customers first; logins are none. */
export async function featureUse(
  book: Book,
  accounts: readonly string[],
  day: Day,
  month: DaysAgo,
  loginEvents: readonly string[],
): Promise<FeatureUse[]> {
  return book.rows<FeatureUse>(
    `WITH recent AS (SELECT * FROM usage WHERE ${inDays(month)} AND account IS NOT NULL AND ${IN_SET})
SELECT feature, count(DISTINCT account) AS customers, CASE WHEN bool_or("user" IS NOT NULL) OR count(events) = 0 THEN count(DISTINCT (account, "user")) FILTER ("user" IS NOT NULL) END AS users
FROM (SELECT DISTINCT feature FROM usage_features WHERE first_on <= CAST($day AS DATE) AND feature IS NOT NULL AND NOT feature IN (${phraseList(loginEvents)})) offered
LEFT JOIN recent USING (feature) GROUP BY feature ORDER BY customers DESC, feature`,
    { day, ...accountSet(accounts) },
  );
}

/** Of these accounts: how many used any of the features in the month, counted back from `day`, and in how many (account, feature) pairs. */
export async function keyFeatureUse(
  book: Book,
  accounts: readonly string[],
  day: Day,
  month: DaysAgo,
  features: readonly string[],
): Promise<{ readonly customers: number; readonly pairs: number }> {
  const [row] = await book.rows<{ customers: number; pairs: number }>(
    `SELECT count(DISTINCT account) AS customers, count(DISTINCT (account, lower(feature))) AS pairs FROM usage
WHERE ${inDays(month)} AND account IS NOT NULL AND ${IN_SET} AND lower(feature) IN (${lowerList(features)})`,
    { day, ...accountSet(accounts) },
  );
  return row ?? { customers: 0, pairs: 0 };
}

/** Which of these features nobody has used up to `day`: most likely they are misspelt. */
export async function neverUsed(book: Book, features: readonly string[], day: Day): Promise<string[]> {
  const rows = await book.rows<{ feature: string }>(
    `SELECT DISTINCT lower(feature) AS feature FROM usage_features WHERE first_on <= CAST($day AS DATE) AND lower(feature) IN (${lowerList(features)})`,
    { day },
  );
  const seen = new Set(rows.map(({ feature }) => feature));
  return features.filter((feature) => !seen.has(feature.toLowerCase()));
}

function lowerList(features: readonly string[]): string {
  return phraseList(features.map((feature) => feature.toLowerCase()));
}
