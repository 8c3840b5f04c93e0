import type { Freshness } from "./health-model.ts";

/**
 * How much of its weight an input keeps at an age in days, 0–1. Unknown age (NaN): all of it, since the value is there. `decay` falls in a straight
 * line from the end of validity to 0 at twice that age.
 */
export function freshShare(freshness: Freshness | undefined, age: number): number {
  if (freshness === undefined || Number.isNaN(age) || age <= freshness.validDays) return 1;
  return freshness.after === "drop" ? 0 : Math.max(0, 2 - age / freshness.validDays);
}
