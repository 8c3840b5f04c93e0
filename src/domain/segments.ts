/** Customer segments by ARR, and touch models by ARR: two attributes, never one. Thresholds in whole units of the reporting currency. */
const SEGMENTS = [
  ["enterprise", 100_000],
  ["mid-market", 20_000],
  ["SMB", 0],
] as const;
/** What a segment may be called in a filter. */
export const SEGMENT_NAMES = SEGMENTS.map(([name]) => name);
const TOUCHES = [
  ["high touch", 50_000],
  ["mid touch", 10_000],
  ["low touch", 0],
] as const;

/** The segment of an account's ARR in minor units (two decimals); null without ARR. */
export function segmentOf(arrMinor: number | null): string | null {
  return bandOf(SEGMENTS, arrMinor);
}

/** The touch model of an account's ARR in minor units (two decimals); null without ARR. */
export function touchOf(arrMinor: number | null): string | null {
  return bandOf(TOUCHES, arrMinor);
}

function bandOf(bands: readonly (readonly [string, number])[], arrMinor: number | null): string | null {
  return arrMinor === null ? null : (bands.find(([, from]) => arrMinor >= from * 100)?.[0] ?? null);
}
