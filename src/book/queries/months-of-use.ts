import { addDays, type Day, daysBetween } from "../../core/days.ts";
import { type Rhythm, type UseDay, useWindows } from "../../domain/metrics/use-windows.ts";
import type { QueryContext } from "./query.ts";
import { remembered } from "./remembered.ts";

/** A stretch of days counted back from $as_of: days `from` … `to` − 1 ago, so that 0 … 30 are the last 30 days. */
export interface DaysAgo {
  readonly from: number;
  readonly to: number;
}

/** The two months of use that are held against each other, of about 30 days each. */
export interface MonthsOfUse {
  readonly rhythm: Rhythm;
  readonly last: DaysAgo;
  readonly prior: DaysAgo;
  /** The last day on record, where use is recorded by the week or month and ends so early that the last month is not known; else null. */
  readonly stale: Day | null;
  /** Set where a row bears the first day of its week or month. */
  readonly opens?: true;
}

/** Condition under which `day` lies in a stretch counted back from $day. */
export function inDays({ from, to }: DaysAgo): string {
  return `day <= CAST($day AS DATE) - ${from} AND day > CAST($day AS DATE) - ${to}`;
}

const DAYS = remembered<Promise<UseDay[]>>();

/** On which days up to the scope's as-of there is use, by file: once a file and day. */
export function daysOfUse(context: QueryContext): Promise<UseDay[]> {
  const { book, scope } = context;
  return DAYS(context, scope.asOf, async () => {
    const rows = await book.rows<{ file: number; day: number }>(
      "SELECT file_id AS file, day - DATE '1970-01-01' AS day FROM usage_days WHERE day <= CAST($as_of AS DATE) ORDER BY day, file_id",
      { as_of: scope.asOf },
    );
    return rows.map(({ file, day }) => ({ file: Number(file), day: Number(day) }));
  });
}

/** The months of use as they were some days before the scope's as-of. */
export async function monthsOfUse(context: QueryContext): Promise<(ago: number) => MonthsOfUse> {
  const days = await daysOfUse(context);
  const asOf = daysBetween("1970-01-01", context.scope.asOf);
  const known = new Map<number, MonthsOfUse>();
  return (ago) => {
    const months = known.get(ago) ?? monthsOn(days, asOf, ago);
    known.set(ago, months);
    return months;
  };
}

function monthsOn(days: readonly UseDay[], asOf: number, ago: number): MonthsOfUse {
  const windows = useWindows(days, asOf - ago);
  const back = ({ from, to }: { from: number; to: number }): DaysAgo => ({ from: asOf - to, to: asOf - from + 1 });
  const opens = windows.opens === undefined ? {} : { opens: windows.opens };
  if ("last" in windows) return { rhythm: windows.rhythm, last: back(windows.last), prior: back(windows.prior), stale: null, ...opens };
  const stale = addDays("1970-01-01", windows.upTo);
  return { rhythm: windows.rhythm, last: { from: ago, to: ago + 30 }, prior: { from: ago + 30, to: ago + 60 }, stale, ...opens };
}

/** SQL of the last day that a row of `day` may tell of, not after `on`. */
export function lastDayOf(day: string, { rhythm, opens }: MonthsOfUse, on: string): string {
  return opens === undefined ? day : `least(${on}, ${rhythm === "month" ? `last_day(${day})` : `${day} + 6`})`;
}

/** Cells that tell a metric which days it is of: see TrueDays. */
export const MONTH_CELLS = ["days_last", "days_prior", "ends_ago", "use_by", "use_up_to"] as const;

/** SQL of those cells, looked at from `ago` days before as-of. */
export function monthCells(
  ago: number,
  { rhythm, last, prior, stale }: MonthsOfUse,
): Readonly<Record<(typeof MONTH_CELLS)[number], string>> {
  return {
    days_last: String(last.to - last.from),
    days_prior: String(prior.to - prior.from),
    ends_ago: String(last.from - ago),
    use_by: `'${rhythm}'`,
    use_up_to: stale === null ? "CAST(NULL AS DATE)" : `DATE '${stale}'`,
  };
}
