/** Dollars for people: cents, and where they are less than ten cents as many digits as it takes not to show them as nothing. */
export function formatDollars(usd: number): string {
  return `$${usd.toFixed(usd > 0 && usd < 0.1 ? 4 : 2)}`;
}
