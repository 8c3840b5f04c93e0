import { compareText } from "../../core/compare-text.ts";
import { type Day, daysBetween } from "../../core/days.ts";
import type { Tier } from "../health/tier.ts";
import type { ReplayRow } from "./replay-row.ts";
import { median } from "../metrics/median.ts";

/** How early, and for how much ARR, a tier warned of accounts that left. */
export interface WarningReport {
  /** The tiers that count as a warning. */
  readonly tiers: readonly Tier[];
  /** Rows with the tier; of these that left: precision. Of all rows that left those with the tier: recall. 0–1, null where there are none. */
  readonly flagged: number;
  readonly precision: number | null;
  readonly recall: number | null;
  /** Accounts that left, and those of them that stood in the tier at the last month-end before. */
  readonly lost_accounts: number;
  readonly warned_accounts: number;
  /** Days from the first month-end of the last unbroken warning to the day of leaving, over the warned accounts. */
  readonly lead_days: { readonly median: number; readonly least: number; readonly most: number } | null;
  readonly lost_arr_minor: number;
  readonly warned_arr_minor: number;
}

/** Judges a tier, or several together, as a warning. `rows` are those with a score. */
export function warningReport(rows: readonly ReplayRow[], tiers: readonly Tier[]): WarningReport {
  const isWarning = (row: ReplayRow): boolean => row.tier !== null && tiers.includes(row.tier);
  const flagged = rows.filter(isWarning);
  const left = rows.filter((row) => row.left);
  const hits = flagged.filter((row) => row.left).length;
  const lost = lastRuns(left, rows, isWarning);
  const leads = lost.flatMap(({ lead }) => lead ?? []).sort((a, b) => a - b);
  const arr = (some: readonly { readonly arr: number }[]): number => some.reduce((sum, each) => sum + each.arr, 0);
  return {
    tiers,
    flagged: flagged.length,
    precision: flagged.length === 0 ? null : hits / flagged.length,
    recall: left.length === 0 ? null : hits / left.length,
    lost_accounts: lost.length,
    warned_accounts: leads.length,
    lead_days: leads.length === 0 ? null : { median: median(leads), least: leads[0] ?? 0, most: leads.at(-1) ?? 0 },
    lost_arr_minor: arr(lost),
    warned_arr_minor: arr(lost.filter(({ lead }) => lead !== null)),
  };
}

interface Lost {
  /** Null where there was no warning at the last month-end before it left. */
  readonly lead: number | null;
  readonly arr: number;
}

/** For every account and day of leaving: the last unbroken run of warnings before it. */
function lastRuns(left: readonly ReplayRow[], rows: readonly ReplayRow[], isWarning: (row: ReplayRow) => boolean): Lost[] {
  const departures = new Map(left.flatMap((row) => (row.left_on === null ? [] : [[`${row.account}\u0000${row.left_on}`, row] as const])));
  return [...departures.values()].map(({ account, left_on }) => {
    const before = rows.filter((row) => row.account === account && row.left_on === left_on).sort((a, b) => compareText(b.day, a.day));
    const calm = before.findIndex((row) => !isWarning(row));
    const first: Day | undefined = before[(calm < 0 ? before.length : calm) - 1]?.day;
    return { lead: first === undefined || left_on === null ? null : daysBetween(first, left_on), arr: before[0]?.arr_minor ?? 0 };
  });
}
