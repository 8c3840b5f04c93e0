/**
 * Mean of the middle half of some values (interquartile mean): with five values or more it is never one value alone, so it gives away nobody's
 * own. NaN values are left out; null for fewer than `least`.
 */
export function midmean(values: readonly number[], least: number): number | null {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length < least) return null;
  const cut = Math.floor(sorted.length / 4);
  const middle = sorted.slice(cut, sorted.length - cut);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
