import { type Measured, ratio } from "./measured.ts";

const Z = 1.959963984540054;

/** Wilson's 95 % interval of a share `hits` / `of` (Wilson 1927), within 0–1. `of` must be positive. */
export function wilson(hits: number, of: number): readonly [number, number] {
  const share = hits / of;
  const weight = 1 + Z ** 2 / of;
  const centre = (share + Z ** 2 / (2 * of)) / weight;
  const half = (Z / weight) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return [hits === 0 ? 0 : Math.max(0, centre - half), hits === of ? 1 : Math.min(1, centre + half)];
}

/** A share of counted things with Wilson's interval; null with `reason` where there is none to count. */
export function shareOf(hits: number, of: number, reason: string): Measured {
  const measured = ratio(hits, of, reason);
  return of > 0 ? { ...measured, interval: wilson(hits, of) } : measured;
}

/**
 * 95 % interval of an NPS, within −100…100: the adjusted Wald interval, which counts ¾ of a promoter, ¾ of a detractor and 1½ passive answers
 * more, so that a few answers that agree are not taken for certainty. `answers` must be positive.
 */
export function npsInterval(promoters: number, detractors: number, answers: number): readonly [number, number] {
  const n = answers + 3;
  const up = (promoters + 0.75) / n;
  const down = (detractors + 0.75) / n;
  const half = 100 * Z * Math.sqrt((up + down - (up - down) ** 2) / n);
  const centre = 100 * (up - down);
  return [Math.max(-100, centre - half), Math.min(100, centre + half)];
}

/** 95 % interval of a mean by Student's t, within the scale; undefined below five values, where it says next to nothing. */
export function meanInterval(values: readonly number[], scale: readonly [number, number]): readonly [number, number] | undefined {
  const n = values.length;
  if (n < 5) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = (studentT(n - 1) * spread) / Math.sqrt(n);
  return [Math.max(scale[0], mean - half), Math.min(scale[1], mean + half)];
}

/** The 97.5 % point of Student's t from four degrees of freedom on (Cornish-Fisher expansion, off by less than 0.001). */
export function studentT(freedom: number): number {
  const terms = [
    (Z ** 3 + Z) / 4,
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
    (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), Z);
}
