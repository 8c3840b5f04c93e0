import type { DaysAgo } from "./months-of-use.ts";
import { BITS, featureIndex, type UsageFeatures } from "./usage-features.ts";
import { countSeen, inWindow, seenIn, spanOf, stretchesOf, stretchOf } from "./usage-windows.ts";

/**
 * How many people each account had in the last month of use as of some days (`users_0`, …), as a common table for all queries that ask; and where
 * featuresCounted, how many features it used (`features_0`, …), for little more than the people alone.
 */
export function recentUse(accountIs: string, daysAgo: readonly number[], known: UsageFeatures): { readonly recent_use: string } {
  const windows = daysAgo.map((ago) => known.months(ago).last);
  return { recent_use: featuresCounted(daysAgo, known) ? usersAndFeatures(accountIs, windows, known) : usersAlone(accountIs, windows) };
}

/** Whether recentUse counts features too: where a bit for each, in each stretch of days between the months' ends, fits into one whole number. */
export function featuresCounted(daysAgo: readonly number[], known: UsageFeatures): boolean {
  return stretchesOf(daysAgo.map((ago) => known.months(ago).last)).length * blockOf(known) <= BITS;
}

/** Bits of one stretch: one for each feature, and the lowest for use of what is none. */
function blockOf({ features }: UsageFeatures): number {
  return features.length + 1;
}

function usersAlone(accountIs: string, windows: readonly DaysAgo[]): string {
  const counts = windows.map((_, index) => `${countSeen(index)} AS users_${index}`);
  return `SELECT account, ${counts.join(", ")} FROM (${seenIn('"user"', windows, accountIs)}) GROUP BY account`;
}

function usersAndFeatures(accountIs: string, windows: readonly DaysAgo[], known: UsageFeatures): string {
  const [stretches, block] = [stretchesOf(windows), blockOf(known)];
  const bit = `${featureIndex(known)} + ${stretchOf(stretches, (index) => index * block)}`;
  const counts = windows.flatMap((window, index) => {
    const blocks = stretches.flatMap((stretch, at) => (window.from <= stretch.from && stretch.to <= window.to ? [at * block] : []));
    const any = blocks.map((shift) => `used & ${((1n << BigInt(block)) - 1n) << BigInt(shift)} > 0`);
    const features = blocks.map((shift) => `(bit_or(used) >> ${shift})`);
    return [
      `count(*) FILTER ("user" IS NOT NULL AND (${any.join(" OR ")})) AS users_${index}`,
      `bit_count((${features.join(" | ")}) & ${(1n << BigInt(block)) - 2n}) AS features_${index}`,
    ];
  });
  return `SELECT account, ${counts.join(", ")} FROM (SELECT account, "user", bit_or(CAST(1 AS BIGINT) << (${bit})) AS used FROM usage
  WHERE ${accountIs} AND ${inWindow(spanOf(windows))} GROUP BY account, "user") GROUP BY account`;
}
