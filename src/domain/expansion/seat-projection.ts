import { addDays, type Day } from "../../core/days.ts";

/** Days of one window of active users. */
export const WINDOW_DAYS = 30;

/** When the active users reach the seats, if they go on as they did. */
export type SeatProjection =
  | { readonly kind: "full"; readonly users: number; readonly seats: number }
  /** `on` by the trend, between `earliest` and `latest` by its 95 % interval. `latest` is null where it may take for ever. */
  | {
      readonly kind: "fills";
      readonly users: number;
      readonly seats: number;
      readonly on: Day;
      readonly earliest: Day;
      readonly latest: Day | null;
      readonly per_window: number;
    }
  | { readonly kind: "not soon"; readonly users: number; readonly seats: number; readonly per_window: number }
  | { readonly kind: "unknown"; readonly reason: string };

/** Beyond a year a trend of half a year says nothing. */
const HORIZON_DAYS = 365;

/** 97.5 % points of Student's t by degrees of freedom, from one on. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/**
 * Projects active users against seats by least squares over windows of 30 days, oldest first. It says `not soon` where the slope's
 * 95 % interval reaches down to zero, or the seats last for more than a year; `unknown` with fewer than four windows or without seats.
 */
export function projectSeats(windows: readonly number[], seats: number | null, asOf: Day): SeatProjection {
  if (seats === null || seats <= 0) return { kind: "unknown", reason: "no seats on record" };
  const users = windows.at(-1);
  if (users === undefined || windows.length < 4) return { kind: "unknown", reason: "fewer than four months of use with user ids" };
  if (users >= seats) return { kind: "full", users, seats };
  const { slope, half } = trend(windows);
  const notSoon: SeatProjection = { kind: "not soon", users, seats, per_window: slope };
  if (slope - half <= 0) return notSoon;
  const days = (rate: number): number => Math.ceil(((seats - users) / rate) * WINDOW_DAYS);
  if (days(slope) > HORIZON_DAYS) return notSoon;
  const latest = days(slope - half);
  return {
    kind: "fills",
    users,
    seats,
    on: addDays(asOf, days(slope)),
    earliest: addDays(asOf, days(slope + half)),
    latest: latest > HORIZON_DAYS ? null : addDays(asOf, latest),
    per_window: slope,
  };
}

/** Slope a window by ordinary least squares, and half its 95 % interval (Student's t, n − 2 degrees of freedom). */
function trend(values: readonly number[]): { readonly slope: number; readonly half: number } {
  const n = values.length;
  const centre = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = values.reduce((sum, _value, index) => sum + (index - centre) ** 2, 0);
  const slope = values.reduce((sum, value, index) => sum + (index - centre) * (value - mean), 0) / spread;
  const residual = values.reduce((sum, value, index) => sum + (value - mean - slope * (index - centre)) ** 2, 0);
  return { slope, half: (T[n - 3] ?? 2.228) * Math.sqrt(residual / (n - 2) / spread) };
}
