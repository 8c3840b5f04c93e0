import type { Day } from "../core/days.ts";
import type { PatternBounds } from "../domain/patterns/bounds.ts";
import type { Charter } from "../team/charter.ts";
import { checkPatternPacket, isPatternDue } from "../team/policy/pattern-due.ts";
import type { PatternRow } from "./patterns-row.ts";

/**
 * Whether a pattern goes to product now: it rises, or enough accounts wrote this week, or product has it already; it is neither closed nor
 * without the capability that is missing; and the charter's rhythm lets it (seen since product last heard, at most once a week).
 */
export function isDue(row: PatternRow, asOf: Day, bounds: PatternBounds, charter: Charter | undefined): boolean {
  const isWorth = row.rising || row.accounts_this_week >= bounds.file_accounts || row.packet !== null;
  return isWorth && row.status !== "closed" && row.since_last_week !== "gone" && maySend(row, asOf, charter);
}

/** Whether the charter lets a pattern go to product now. */
export function maySend({ capability, last_seen: lastSeen, packet }: PatternRow, asOf: Day, charter: Charter | undefined): boolean {
  return checkPatternPacket({ capability }, charter).allowed && isPatternDue({ lastSeen, lastRouted: packet?.updated }, asOf, charter);
}
