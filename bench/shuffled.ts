/** The same things in another order, drawn from `chance` (0–1): nothing is always measured after the same neighbour. */
export function shuffled<T>(things: readonly T[], chance: () => number): T[] {
  const order = [...things];
  for (let left = order.length; left > 1; left -= 1) {
    const drawn = Math.floor(chance() * left);
    [order[left - 1], order[drawn]] = [order[drawn] as T, order[left - 1] as T];
  }
  return order;
}
