/** Where an account stands between its start and the ongoing phase, in order. */
export const POSITIONS = ["day 1", "week 1", "weeks 2–4", "day 30", "day 60", "day 90", "ongoing"] as const;
export type Position = (typeof POSITIONS)[number];

/** The first day (the start is day 1) of each position. */
const FROM: readonly (readonly [from: number, position: Position])[] = [
  [1, "day 1"],
  [2, "week 1"],
  [8, "weeks 2–4"],
  [30, "day 30"],
  [60, "day 60"],
  [90, "day 90"],
  [91, "ongoing"],
];

/** Days of the onboarding phase: its last check-ins are those of day 90. */
export const ONBOARDING_DAYS = 90;

/** The position of an account on a day of its journey; null before day 1. */
export function positionOn(day: number | null): Position | null {
  return day === null ? null : (FROM.findLast(([from]) => day >= from)?.[1] ?? null);
}
