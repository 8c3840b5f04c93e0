/** How much an account uses the product on a day, against its own normal of 1. */

import { daysBetween, isWeekend, weekday } from "./days.ts";

type Curve = (day: string) => number;

/** Straight lines between the stated days; flat outside them. */
function line(...points: readonly (readonly [string, number])[]): Curve {
  return (day) => {
    const after = points.findIndex(([at]) => day < at);
    const [toDay, to] = points[after] ?? points.at(-1) ?? ["", 0];
    const [fromDay, from] = points[after - 1] ?? [toDay, to];
    const share = fromDay === toDay ? 1 : daysBetween(fromDay, day) / daysBetween(fromDay, toDay);
    return from + (to - from) * Math.min(1, share);
  };
}

const CURVES: Readonly<Record<string, Curve>> = {
  steady: () => 1,
  rising: line(["2026-05-25", 0.72], ["2026-11-20", 1.2]),
  slipping: line(["2026-05-25", 1.1], ["2026-11-20", 0.72]),
  newcomer: line(["2026-07-14", 0.5], ["2026-10-01", 1.1]),
  school: line(["2026-06-10", 1.1], ["2026-06-22", 0.25], ["2026-08-10", 0.25], ["2026-08-24", 1.1]),
  acme: line(["2026-09-25", 1], ["2026-10-16", 0.96], ["2026-10-26", 0.75]),
  brightloom: line(["2026-05-25", 0.85], ["2026-11-20", 1.25]),
  driftwood: line(["2026-07-01", 1], ["2026-09-15", 0.9], ["2026-10-15", 0.8], ["2026-10-30", 0.56], ["2026-11-20", 0.45]),
  onboarding: () => 0.35,
  fernhill: () => 0,
  harbor: line(["2026-06-01", 0.9], ["2026-09-17", 0.25]),
  kestrel: line(["2026-06-01", 0.7], ["2026-08-04", 0.3]),
};

const HOLIDAYS: Readonly<Record<string, number>> = {
  "2026-05-25": 0.45,
  "2026-06-19": 0.7,
  "2026-07-03": 0.35,
  "2026-09-07": 0.4,
  "2026-10-12": 0.85,
  "2026-11-11": 0.85,
};

const BY_WEEKDAY = [0.05, 1, 1.05, 1.05, 1, 0.85, 0.07];

export function usageLevel(curve: string, day: string): number {
  const shape = CURVES[curve];
  if (shape === undefined) throw new Error(`no usage curve is called ${curve}`);
  return shape(day) * (BY_WEEKDAY[weekday(day)] ?? 1) * (HOLIDAYS[day] ?? 1) * season(day);
}

function season(day: string): number {
  if (isWeekend(day)) return 1;
  return day >= "2026-08-03" && day <= "2026-08-28" ? 0.72 : 1;
}
