import { seeded } from "../../../src/core/seeded.ts";

/** Draws from 0 to 1; the same of the same seed on every machine. */
export type Random = () => number;

/** A stream of one of the seeds 0, 1, 2, …, which lie far apart: neighbours do not draw alike. */
export function randomFrom(seed: number): Random {
  return seeded((seed + 1) * 0x9e3779b9);
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
