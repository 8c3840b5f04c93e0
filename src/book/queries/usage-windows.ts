import type { DaysAgo } from "./months-of-use.ts";

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
  const stretches = stretchesOf(windows);
  return `SELECT account, ${column} AS seen_value, bit_or(${stretchOf(stretches, (index) => maskOf(stretches[index], windows))}) AS seen FROM usage
  WHERE ${condition} AND ${column} IS NOT NULL AND ${inWindow(spanOf(windows))} GROUP BY account, ${column}`;
}

/** The stretches of days between the ends of some windows, the latest first. Together they are the span of the windows. */
export function stretchesOf(windows: readonly DaysAgo[]): readonly DaysAgo[] {
  const [nearest = 0, ...further] = [...new Set(windows.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return further.map((to, index) => ({ from: further[index - 1] ?? nearest, to }));
}

/** SQL of a number for the stretch that `day` lies in, one of them being certain. */
export function stretchOf(stretches: readonly DaysAgo[], valueOf: (index: number) => number): string {
  return `CASE ${stretches.map(({ to }, index) => `WHEN day > ${back(to)} THEN ${valueOf(index)}`).join(" ")} END`;
}

/** How many values were seen in window `index`, over the rows of `seenIn`. */
export function countSeen(index: number): string {
  return `count(*) FILTER (seen & ${2 ** index} > 0)`;
}

function maskOf(stretch: DaysAgo | undefined, windows: readonly DaysAgo[]): number {
  const isIn = ({ from, to }: DaysAgo): boolean => stretch !== undefined && from <= stretch.from && stretch.to <= to;
  return windows.reduce((mask, window, index) => (isIn(window) ? mask + 2 ** index : mask), 0);
}
