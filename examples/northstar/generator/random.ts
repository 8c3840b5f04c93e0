import { seeded } from "../../../src/core/seeded.ts";

/** Seeded randomness: the same labels always give the same stream, whatever else is generated. */

const SEED = "northstar-2026";

export interface Random {
  next(): number;
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
  token(length: number): string;
}

const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

export function random(...labels: readonly (string | number)[]): Random {
  const next = seeded(hash([SEED, ...labels].join("/")));
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  function pick<T>(items: readonly T[]): T {
    const item = items[int(0, items.length - 1)];
    if (item === undefined) throw new Error("cannot pick from an empty list");
    return item;
  }

  function shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items];
    const out: T[] = [];
    while (rest.length > 0) out.push(...rest.splice(int(0, rest.length - 1), 1));
    return out;
  }

  return {
    next,
    int,
    pick,
    shuffled,
    chance: (probability) => next() < probability,
    token: (length) => Array.from({ length }, () => pick([...ALPHABET])).join(""),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const char of text) {
    state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return state >>> 0;
}
