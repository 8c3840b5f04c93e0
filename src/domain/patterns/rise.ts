import { binomialTail } from "./binomial-tail.ts";

/** How the last weeks of something compare with its own earlier ones. */
export interface Rise {
  /** Chance of so many or more in the last weeks, were the rate what it was before; corrected for the windows tried. */
  readonly chance: number;
  /** The window that stands out most: its length in weeks, what was counted in it, and what its share of all tickets would make. */
  readonly weeks: number;
  readonly counted: number;
  readonly expected: number;
  /** The least chance that any course of these events could have had. */
  readonly leastChance: number;
}

/** Weeks looked back: what began lately is clearest over the time since it began. */
export const WINDOWS: readonly number[] = [1, 2, 4, 8, 13];
/** From so many weeks and events before the window on, its history tells how unevenly events come. */
const HISTORY_WEEKS = 8;
const HISTORY_EVENTS = 10;

/**
 * Whether `counts` (events a week, the oldest week first, the last one the week in question) rise against their own past, with `exposure` (all
 * tickets of each week) as the measure: a week in which all write more is none in which this rises.
 *
 * Two Poisson rates are compared exactly: given K events in all, those of the window are binomial with the window's share of all tickets as
 * their chance (Przyborowski and Wilenski, Biometrika 31, 1940). Where the earlier weeks vary more than chance alone lets them, events come in
 * bunches; counts are then divided by the dispersion (Pearson's chi-square over its degrees of freedom). The smallest of the windows'
 * chances counts, times the number of windows (Bonferroni). Undefined where there is no past.
 */
export function riseOf(counts: Float64Array, exposure: Float64Array): Rise | undefined {
  const [all, tickets] = [sum(counts, 0), sum(exposure, 0)];
  const windows = WINDOWS.filter((weeks) => sum(exposure, counts.length - weeks) < tickets);
  let best: Rise | undefined;
  let least = 1;
  for (const weeks of windows) {
    const from = counts.length - weeks;
    const share = sum(exposure, from) / tickets;
    const counted = sum(counts, from);
    const bunches = dispersion(counts, exposure, from);
    const chance = Math.min(1, windows.length * binomialTail(counted / bunches, all / bunches, share));
    least = Math.min(least, windows.length * share ** all);
    if (best === undefined || chance < best.chance) best = { chance, weeks, counted, expected: all * share, leastChance: 1 };
  }
  return best === undefined ? undefined : { ...best, leastChance: least };
}

/** How much more the weeks before `until` vary than chance alone would have it; 1 where too few events tell. */
function dispersion(counts: Float64Array, exposure: Float64Array, until: number): number {
  let [events, tickets, weeks] = [0, 0, 0];
  for (let week = 0; week < until; week += 1) {
    events += counts[week] ?? 0;
    tickets += exposure[week] ?? 0;
    if ((exposure[week] ?? 0) > 0) weeks += 1;
  }
  if (weeks < HISTORY_WEEKS || events < HISTORY_EVENTS) return 1;
  let square = 0;
  for (let week = 0; week < until; week += 1) {
    const expected = (events * (exposure[week] ?? 0)) / tickets;
    if (expected > 0) square += ((counts[week] ?? 0) - expected) ** 2 / expected;
  }
  return Math.max(1, square / (weeks - 1));
}

function sum(values: Float64Array, from: number): number {
  return values.subarray(Math.max(0, from)).reduce((total, one) => total + one, 0);
}
