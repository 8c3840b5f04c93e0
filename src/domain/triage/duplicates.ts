import { hashPair } from "./hash-pair.ts";
import { ownCopy } from "./own-copy.ts";
import type { Tokens } from "./tokenise.ts";

/** Remembers the last tickets by a 64-bit sketch of their words, in a fixed amount of memory. */
export interface DuplicateFinder {
  /** The id of a ticket remembered that says nearly the same, the first of its family where that is remembered, or undefined; remembers this one. Texts under six words are held against equal ones alone. */
  find(id: string, tokens: Tokens, hashes: Int32Array): string | undefined;
}

/** So many tickets back are remembered. */
const REMEMBERED = 8192;
const BANDS = 4;
const SLOTS = 16_384;
/** Sketches that differ in at most so many of their 64 bits are of nearly the same text. */
const NEAR = 3;
const SHORT = 6;
/** The number of a ticket that there never was. */
const NEVER = -REMEMBERED;

/** A finder that remembers the last tickets, as many as its memory holds, and forgets the oldest. */
export function duplicateFinder(): DuplicateFinder {
  const ids: string[] = [];
  const roots = new Int32Array(REMEMBERED);
  const high = new Int32Array(REMEMBERED);
  const low = new Int32Array(REMEMBERED);
  const exact = new Int32Array(REMEMBERED);
  const bands = Array.from({ length: BANDS + 1 }, () => new Int32Array(SLOTS).fill(NEVER));
  const sums = new Int32Array(64);
  let next = 0;

  const familyOf = (count: number, own: Sketch): number | undefined => {
    for (const [band, table] of bands.entries()) {
      const candidate = table[slot(band, own)] ?? NEVER;
      // What was overwritten since is not remembered any more.
      if (candidate <= next - REMEMBERED) continue;
      const at = candidate % REMEMBERED;
      const differing = bitsOf((high[at] ?? 0) ^ own.high) + bitsOf((low[at] ?? 0) ^ own.low);
      const isAlike = count < SHORT ? differing === 0 && exact[at] === own.exact : differing <= NEAR;
      if (!isAlike) continue;
      const root = roots[at] ?? NEVER;
      // The first of a family may be gone from memory: then the family goes by the one that was found.
      return root > next - REMEMBERED ? root : candidate;
    }
    return undefined;
  };

  return {
    find: (id, tokens, hashes) => {
      if (tokens.count < 2) return undefined;
      const own = sketch(tokens, hashes, sums);
      const family = familyOf(tokens.count, own);
      const known = family === undefined ? undefined : ids[family % REMEMBERED];
      const place = next % REMEMBERED;
      ids[place] = ownCopy(id);
      roots[place] = family ?? next;
      high[place] = own.high;
      low[place] = own.low;
      exact[place] = own.exact;
      for (const [band, table] of bands.entries()) table[slot(band, own)] = next;
      next += 1;
      return known === id ? undefined : known;
    },
  };
}

/** What is kept of a text: 64 bits that nearly equal texts nearly share, and a number that only equal ones do. */
interface Sketch {
  readonly high: number;
  readonly low: number;
  readonly exact: number;
}

/** Each word and each pair of neighbours votes for its bits (simhash); `exact` is the same only for the same words in the same order. */
function sketch({ count, words }: Tokens, hashes: Int32Array, sums: Int32Array): Sketch {
  sums.fill(0);
  let exact = count;
  let previous = 0;
  const counted = Math.min(count, 400);
  for (let at = 0; at < counted; at += 1) {
    const word = hashes[words[at] ?? 0] ?? 0;
    exact = hashPair(exact, word);
    const pair = hashPair(previous, word);
    const other = Math.imul(pair ^ (pair >>> 16), 0x45d9f3b);
    for (let bit = 0; bit < 32; bit += 1) {
      sums[bit] = (sums[bit] ?? 0) + ((pair >>> bit) & 1) * 2 - 1;
      sums[bit + 32] = (sums[bit + 32] ?? 0) + ((other >>> bit) & 1) * 2 - 1;
    }
    previous = word;
  }
  let [high, low] = [0, 0];
  for (let bit = 0; bit < 32; bit += 1) {
    if ((sums[bit] ?? 0) > 0) high |= 1 << bit;
    if ((sums[bit + 32] ?? 0) > 0) low |= 1 << bit;
  }
  return { high, low, exact };
}

function slot(band: number, { high, low, exact }: Sketch): number {
  if (band === BANDS) return (exact ^ (exact >>> 15)) & (SLOTS - 1);
  const half = band < 2 ? high : low;
  const part = (half >>> ((band & 1) * 16)) & 0xffff;
  return ((part * 0x9e37) ^ (part >>> 5)) & (SLOTS - 1);
}

function bitsOf(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
