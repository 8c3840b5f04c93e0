import type { Violations } from "./violations.ts";

export interface Sample {
  /** Seconds. */
  readonly at: number;
  readonly value: number;
}

/** A straight line through samples. */
export interface Fit {
  readonly samples: number;
  readonly mean: number;
  /** Change of the value in an hour. */
  readonly perHour: number;
  /** Standard error of `perHour`. */
  readonly error: number;
}

/** The line of least squares; undefined for fewer than three samples. */
export function fitLine(samples: readonly Sample[]): Fit | undefined {
  const count = samples.length;
  if (count < 3) return undefined;
  const meanAt = samples.reduce((sum, { at }) => sum + at, 0) / count;
  const mean = samples.reduce((sum, { value }) => sum + value, 0) / count;
  const spread = samples.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  if (spread === 0) return undefined;
  const slope = samples.reduce((sum, { at, value }) => sum + (at - meanAt) * (value - mean), 0) / spread;
  const left = samples.reduce((sum, { at, value }) => sum + (value - mean - slope * (at - meanAt)) ** 2, 0);
  return { samples: count, mean, perHour: slope * 3600, error: Math.sqrt(left / (count - 2) / spread) * 3600 };
}

/** Samples after the first third: before that caches fill. */
export function settledOf(samples: readonly Sample[]): readonly Sample[] {
  return samples.slice(Math.floor(samples.length / 3));
}

/** Less than this tells nothing about hours. */
const LEAST_SECONDS = 1200;

/** Something that must not grow: in an hour by less than `least` or `share` of its mean, unless that may be chance (two standard errors). */
export function checkFlat(
  invariant: string,
  samples: readonly Sample[],
  { least, share }: { readonly least: number; readonly share: number },
  violations: Violations,
): void {
  const settled = settledOf(samples);
  const fit = fitLine(settled);
  if (fit === undefined || (settled.at(-1)?.at ?? 0) - (settled[0]?.at ?? 0) < LEAST_SECONDS) return;
  if (fit.perHour > Math.max(least, share * fit.mean) && fit.perHour > 2 * fit.error)
    violations.add(
      invariant,
      `grows by ${Math.round(fit.perHour)} an hour (standard error ${Math.round(fit.error)}) from a mean of ${Math.round(fit.mean)}`,
    );
}
