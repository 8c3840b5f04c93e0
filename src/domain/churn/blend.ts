import { logLoss } from "./log-loss.ts";
import { fitLogistic } from "./logistic.ts";
import type { LogOdds } from "./scorer.ts";

/** How the two models become one probability: log-odds = slope · (share · trees + (1 − share) · linear) + shift. */
export interface Blend {
  /** The trees' share, 0–1. */
  readonly share: number;
  readonly slope: number;
  readonly shift: number;
}

const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;
/** A slope of 0 or less would rank nobody, or the wrong way round. */
const LEAST_SLOPE = 0.05;
/** Draws the shift and slope towards 0 and 1 where rows are few. */
const PENALTY = 2;

/** Chooses the blend with the least log-loss on rows that neither model was fitted on. */
export function fitBlend(odds: LogOdds, labels: Float64Array): Blend {
  let best: { readonly blend: Blend; readonly loss: number } | undefined;
  for (const share of SHARES) {
    const blend = calibrated(mixed(odds, share), labels, share);
    const loss = logLoss(blended(blend, odds), labels);
    if (best === undefined || loss < best.loss - 1e-12) best = { blend, loss };
  }
  return best?.blend ?? { share: 0, slope: 1, shift: 0 };
}

/** The calibrated log-odds. */
export function blended({ share, slope, shift }: Blend, odds: LogOdds): Float64Array {
  return mixed(odds, share).map((value) => slope * value + shift);
}

function mixed({ linear, forest }: LogOdds, share: number): Float64Array {
  return linear.map((value, row) => share * (forest[row] ?? 0) + (1 - share) * value);
}

/** Platt's two parameters. The penalty holds the slope near 1: what is fitted is its difference from 1. */
function calibrated(logOdds: Float64Array, labels: Float64Array, share: number): Blend {
  const fit = plattFit(logOdds, labels);
  return { share, slope: Math.max(LEAST_SLOPE, fit.slope), shift: fit.shift };
}

function plattFit(logOdds: Float64Array, labels: Float64Array): { readonly slope: number; readonly shift: number } {
  const [fit] = fitLogistic({ rows: logOdds.length, width: 1, values: logOdds }, labels, [PENALTY]);
  return { slope: fit?.weights[0] ?? 1, shift: fit?.intercept ?? 0 };
}
