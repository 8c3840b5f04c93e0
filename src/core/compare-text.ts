/**
 * Orders two texts by their UTF-16 units: below 0, 0 or above 0, as `sort` takes it. The same on every machine and in every language setting,
 * which `localeCompare` is not; ISO days sort by date.
 */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
