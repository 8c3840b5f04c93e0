/** Draws from 0 to 1; the same of the same seed on every machine. */
export type Random = () => number;

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 up to, and without, `below`. */
export function upTo(below: number, random: Random): number {
  return Math.floor(random() * below);
}

/** One of several; there must be one. */
export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[upTo(items.length, random)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
