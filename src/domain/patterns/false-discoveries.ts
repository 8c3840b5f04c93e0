/**
 * The adjusted p-values of Benjamini and Hochberg (1995), in the order given: those at or below `rate` may be called discoveries, and the
 * expected share of false ones among them is at most `rate`.
 */
export function adjustedChances(chances: readonly number[]): number[] {
  const order = chances.map((chance, place) => ({ chance, place })).sort((a, b) => b.chance - a.chance);
  const adjusted: number[] = [];
  let least = 1;
  order.forEach(({ chance, place }, fromTop) => {
    least = Math.min(least, chance * (chances.length / (chances.length - fromTop)));
    adjusted[place] = least;
  });
  return adjusted;
}
