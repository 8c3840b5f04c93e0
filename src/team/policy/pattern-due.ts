import { type Day, isoWeek } from "../../core/days.ts";

export interface PatternState {
  /** Day of the newest ticket that belongs to the pattern. */
  readonly lastSeen: Day;
  /** Day on which product-engineer last got the packet; undefined for never. */
  readonly lastRouted?: Day | undefined;
}

/** Whether a pattern goes to product now: never routed, or seen again since, and at most once in an ISO week. */
export function isPatternDue({ lastSeen, lastRouted }: PatternState, asOf: Day): boolean {
  if (lastSeen > asOf) return false;
  if (lastRouted === undefined) return true;
  return lastSeen > lastRouted && isoWeek(lastRouted) !== isoWeek(asOf);
}
