import { hashPair } from "./hash-pair.ts";
import { ownCopy } from "./own-copy.ts";
import type { Tokens } from "./tokenise.ts";

/** Remembers the last tickets by a 64-bit sketch of their words, in a fixed amount of memory. */
export interface DuplicateFinder {
  /** The id of the first ticket remembered that says nearly the same, or undefined; remembers this one. Texts under six words are held against equal ones alone. */
  find(id: string, tokens: Tokens, hashes: Int32Array): string | undefined;
}

/** So many tickets back are remembered. */
const REMEMBERED = 8192;
const BANDS = 4;
const SLOTS = 16_384;
/** Sketches that differ in at most so many of their 64 bits are of nearly the same text. */
const NEAR = 3;
const SHORT = 6;

/** A finder that remembers the last tickets, as many as its memory holds, and forgets the oldest. */
export function duplicateFinder(): DuplicateFinder {
  const ids = Array.from({ length: REMEMBERED }, () => "");
  const roots = new Int32Array(REMEMBERED);
  const high = new Int32Array(REMEMBERED);
  const low = new Int32Array(REMEMBERED);
  const exact = new Int32Array(REMEMBERED);
  const bands = Array.from({ length: BANDS + 1 }, () => new Int32Array(SLOTS).fill(-1));
  const sums = new Int32Array(64);
  let next = 0;

  return {
    find: (id, tokens, hashes) => {
      if (tokens.count < 2) return undefined;
      const whole = sketch(tokens, hashes, sums);
      const [a, b] = [whole.high, whole.low];
      const place = next % REMEMBERED;
      let root = -1;
      for (let band = 0; band <= BANDS && root === -1; band += 1) {
        const candidate = bands[band]?.[slot(band, a, b, whole.exact)] ?? -1;
        // What was overwritten since is not remembered any more.
        if (candidate < 0 || candidate <= next - REMEMBERED) continue;
        const at = candidate % REMEMBERED;
        const same = exact[at] === whole.exact && high[at] === a && low[at] === b;
        if (same || (tokens.count >= SHORT && bitsOf((high[at] ?? 0) ^ a) + bitsOf((low[at] ?? 0) ^ b) <= NEAR)) root = roots[at] ?? -1;
      }
      // The first of a family may be gone from memory: then the family goes by the next one.
      const known = root !== -1 && root > next - REMEMBERED ? ids[root % REMEMBERED] : undefined;
      ids[place] = ownCopy(id);
      roots[place] = known === undefined ? next : root;
      high[place] = a;
      low[place] = b;
      exact[place] = whole.exact;
      for (let band = 0; band <= BANDS; band += 1) {
        const table = bands[band];
        const cell = slot(band, a, b, whole.exact);
        if (table !== undefined) table[cell] = next;
      }
      next += 1;
      return known === id ? undefined : known;
    },
  };
}

/** Each word and each pair of neighbours votes for its bits (simhash); `exact` is the same only for the same words in the same order. */
function sketch({ count, words }: Tokens, hashes: Int32Array, sums: Int32Array): { high: number; low: number; exact: number } {
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

function slot(band: number, high: number, low: number, exact: number): number {
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
