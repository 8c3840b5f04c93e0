import { addDays } from "../../core/days.ts";
import type { PatternBounds } from "./bounds.ts";
import { accountsOf, type GatheredPattern } from "./gather.ts";
import type { Change } from "./pattern.ts";
import type { PatternTicket } from "./pattern-ticket.ts";
import type { WeekTable } from "./week-table.ts";

/** Tickets of the last week and of the one before. */
export function weekOnWeek(tickets: readonly PatternTicket[], table: WeekTable): { readonly thisWeek: number; readonly lastWeek: number } {
  const inWeek = (week: number): number => tickets.filter(({ on }) => table.weekOf(on) === week).length;
  return { thisWeek: inWeek(table.weeks - 1), lastWeek: inWeek(table.weeks - 2) };
}

interface Course {
  readonly thisWeek: number;
  readonly rising: boolean;
  /** It rose at the end of last week. */
  readonly wasRising: boolean;
  readonly table: WeekTable;
  readonly bounds: PatternBounds;
}

/** The month before this week needs so many tickets to tell that a week is quiet. */
const ENOUGH = 4;
const MONTH = 4;

/**
 * What became of a pattern since last week. gone: no ticket for weeks. new: it began within a month, and this week is the first in
 * which as many accounts tell of it as make a pattern. rising: more than its own past explains. quieter: it rose last week and does no longer, or this week has less than half of what a
 * week of the month before had. steady: all else.
 */
export function changeOf(
  { tickets, firstSeen, lastSeen }: GatheredPattern,
  { thisWeek, rising, wasRising, table, bounds }: Course,
): Change {
  const monday = addDays(table.from, 7 * (table.weeks - 1));
  if (lastSeen < addDays(monday, -7 * (bounds.gone_weeks - 1))) return "gone";
  const before = tickets.filter(({ on }) => on < monday);
  const monthAgo = addDays(monday, -7 * MONTH);
  const isYoung = firstSeen >= monthAgo && accountsOf(before).length < bounds.min_accounts;
  if (thisWeek > 0 && isYoung) return "new";
  if (rising) return "rising";
  const month = before.filter(({ on }) => on >= monthAgo).length;
  return wasRising || (month >= ENOUGH && thisWeek < month / MONTH / 2) ? "quieter" : "steady";
}
