/**
 * Rounds values to `decimals` so that they sum to `total` rounded likewise: each is rounded down, and what is missing goes to those that lost most.
 * For tables that readers add up themselves.
 */
export function roundToSum(values: readonly number[], total: number, decimals: number): number[] {
  const scale = 10 ** decimals;
  const units = values.map((value) => Math.floor(value * scale));
  let missing = Math.round(total * scale) - units.reduce((sum, unit) => sum + unit, 0);
  const byLoss = values
    .map((value, index) => ({ index, lost: value * scale - (units[index] ?? 0) }))
    .sort((a, b) => b.lost - a.lost || a.index - b.index);
  // A value that is a round number already is left alone as long as others can give or take.
  const takers = missing > 0 ? byLoss.filter(({ lost }) => lost > 0) : [...byLoss].reverse();
  const order = takers.length === 0 ? byLoss : takers;
  for (let turn = 0; missing !== 0 && order.length > 0; turn += 1) {
    const step = Math.sign(missing);
    const at = order[turn % order.length]?.index ?? 0;
    units[at] = (units[at] ?? 0) + step;
    missing -= step;
  }
  return units.map((unit) => (unit === 0 ? 0 : unit / scale));
}
