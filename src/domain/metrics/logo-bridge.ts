import type { Movement } from "./arr-bridge.ts";

/** How the number of customers (accounts with recurring revenue) got from start to end: end = start + new + reactivated − churned. */
export interface LogoBridge {
  readonly start: number;
  readonly new: number;
  readonly churned: number;
  readonly reactivated: number;
  readonly end: number;
}

/** Counts customers by what they did between the two ends of a period; the movements must be of the snapshot basis. */
export function logoBridge(movements: Iterable<Movement>): LogoBridge {
  const total = { start: 0, new: 0, churned: 0, reactivated: 0, end: 0 };
  for (const { start, new: fresh, churn, reactivation, end } of movements) {
    if (start > 0) total.start += 1;
    if (fresh > 0) total.new += 1;
    if (churn > 0) total.churned += 1;
    if (reactivation > 0) total.reactivated += 1;
    if (end > 0) total.end += 1;
  }
  return total;
}
