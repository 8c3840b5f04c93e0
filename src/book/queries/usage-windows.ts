import type { DaysAgo, MonthsOfUse } from "./months-of-use.ts";

/** Condition under which `day` lies in the window. */
export function inWindow({ from, to }: DaysAgo): string {
  return `day <= ${back(from)} AND day > ${back(to)}`;
}

/** The stretch from the first to the last of some windows. */
export function spanOf(windows: readonly DaysAgo[]): DaysAgo {
  return { from: Math.min(...windows.map(({ from }) => from)), to: Math.max(...windows.map(({ to }) => to)) };
}

/** The day `days` before $as_of. */
export function back(days: number): string {
  return days === 0 ? "CAST($as_of AS DATE)" : `CAST($as_of AS DATE) - ${Math.trunc(days)}`;
}

/** How many people each account had in the month before each of some days (`users_0`, …), as a common table for all queries that ask. */
export function recentUsers(
  accountIs: string,
  daysAgo: readonly number[],
  months: (ago: number) => MonthsOfUse,
): { readonly recent_users: string } {
  const counts = daysAgo.map((_, index) => `${countSeen(index)} AS users_${index}`).join(", ");
  return {
    recent_users: `SELECT account, ${counts} FROM (${seenIn(
      '"user"',
      daysAgo.map((ago) => months(ago).last),
      accountIs,
    )}) GROUP BY account`,
  };
}

/** When each account's use began, with and without a user id, as a common table. */
export function usageHistory(accountIs: string): { readonly usage_history: string } {
  return {
    usage_history: `SELECT account, first_on AS first_use_on, first_user_on FROM usage_accounts WHERE ${accountIs} AND first_on <= ${back(0)}`,
  };
}

/**
 * For each account and each value of `column` (not null), in which of the windows it was seen: bit i of `seen` is window i. One pass over
 * the table whatever the number of windows, and a fraction of the cost of counting distinct values for each.
 */
export function seenIn(column: string, windows: readonly DaysAgo[], condition: string): string {
  const edges = [...new Set(windows.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const [nearest = 0, ...further] = edges;
  const stretches = further.map((to, index) => ({ from: edges[index] ?? nearest, to }));
  const cases = stretches.map((stretch) => `WHEN day > ${back(stretch.to)} THEN ${maskOf(stretch, windows)}`);
  return `SELECT account, ${column} AS seen_value, bit_or(CASE ${cases.join(" ")} END) AS seen FROM usage
  WHERE ${condition} AND ${column} IS NOT NULL AND ${inWindow({ from: nearest, to: edges.at(-1) ?? nearest })} GROUP BY account, ${column}`;
}

/** How many values were seen in window `index`, over the rows of `seenIn`. */
export function countSeen(index: number): string {
  return `count(*) FILTER (seen & ${2 ** index} > 0)`;
}

function maskOf(stretch: DaysAgo, windows: readonly DaysAgo[]): number {
  return windows.reduce((mask, { from, to }, index) => (from <= stretch.from && stretch.to <= to ? mask + 2 ** index : mask), 0);
}
