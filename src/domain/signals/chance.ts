/**
 * How likely a count of at most `part` out of `whole` is, where each falls into the part with chance `share`: the lower tail of the binomial
 * distribution. For two Poisson counts it is the exact test of equal rates, given their sum.
 */
export function chanceOfAtMost(part: number, whole: number, share: number): number {
  const [k, n] = [Math.round(part), Math.round(whole)];
  if (k >= n || share <= 0) return 1;
  if (share >= 1) return 0;
  // Terms in logarithms, each from the one before: whole numbers of thousands do not overflow.
  let term = n * Math.log1p(-share);
  const odds = Math.log(share) - Math.log1p(-share);
  let sum = Math.exp(term);
  for (let index = 1; index <= k; index += 1) {
    term += Math.log(n - index + 1) - Math.log(index) + odds;
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** How likely a count of at least `part` out of `whole` is. */
export function chanceOfAtLeast(part: number, whole: number, share: number): number {
  return chanceOfAtMost(whole - part, whole, 1 - share);
}

/** Below this chance something is taken for more than chance. One account in a hundred reaches it without cause, before the other conditions. */
export const SIGNIFICANT = 0.01;

/**
 * How much more counts scatter than chance alone would make them (variance over mean, Pearson), at least 1. Counts of a burst of work are not
 * independent of each other, so tests divide counts by it.
 */
export function dispersion(counts: readonly number[], expected: readonly number[]): number {
  const known = counts.flatMap((count, index) => {
    const mean = expected[index] ?? 0;
    return mean > 0 ? [(count - mean) ** 2 / mean] : [];
  });
  return known.length < 2 ? 1 : Math.max(1, known.reduce((sum, value) => sum + value, 0) / (known.length - 1));
}
