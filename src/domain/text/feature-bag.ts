/** The features of one text, each once with how often it occurs. It is emptied and filled again for the next text. */
export interface FeatureBag {
  /** Only the first `size` places of the arrays below are of this text. */
  size: number;
  hashes: Uint32Array;
  counts: Uint16Array;
  /** Kind of each: WORDS to CUES. */
  views: Uint8Array;
  /** Where a hash stands in the arrays, plus 1; 0 is free. Its length is a power of two. */
  slots: Int32Array;
}

/** Kinds of feature. Each kind is brought to a length of its own, so that the many do not drown the few. */
export const WORDS = 0;
export const PHRASES = 1;
export const LETTERS = 2;
export const PAIRS = 3;
export const CUES = 4;

const FIRST_SLOTS = 4096;
const MOST_COUNT = 65_535;

/** A bag with nothing in it; it grows by itself. */
export function emptyBag(): FeatureBag {
  return {
    size: 0,
    hashes: new Uint32Array(FIRST_SLOTS / 2),
    counts: new Uint16Array(FIRST_SLOTS / 2),
    views: new Uint8Array(FIRST_SLOTS / 2),
    slots: new Int32Array(FIRST_SLOTS),
  };
}

/** Takes everything out. */
export function clearBag(bag: FeatureBag): void {
  bag.slots.fill(0);
  bag.size = 0;
}

/** Puts one occurrence of a feature in. */
export function addFeature(bag: FeatureBag, hash: number, view: number): void {
  const mask = bag.slots.length - 1;
  let slot = hash & mask;
  for (;;) {
    const place = (bag.slots[slot] ?? 0) - 1;
    if (place < 0) break;
    if (bag.hashes[place] === hash) {
      const count = bag.counts[place] ?? 0;
      if (count < MOST_COUNT) bag.counts[place] = count + 1;
      return;
    }
    slot = (slot + 1) & mask;
  }
  const place = bag.size;
  bag.slots[slot] = place + 1;
  bag.hashes[place] = hash;
  bag.counts[place] = 1;
  bag.views[place] = view;
  bag.size = place + 1;
  if (bag.size >= bag.hashes.length) grow(bag);
}

function grow(bag: FeatureBag): void {
  const length = bag.hashes.length * 2;
  const { hashes, counts, views, size } = bag;
  bag.hashes = new Uint32Array(length);
  bag.hashes.set(hashes);
  bag.counts = new Uint16Array(length);
  bag.counts.set(counts);
  bag.views = new Uint8Array(length);
  bag.views.set(views);
  bag.slots = new Int32Array(length * 2);
  const mask = bag.slots.length - 1;
  for (let place = 0; place < size; place += 1) {
    let slot = (hashes[place] ?? 0) & mask;
    while (bag.slots[slot] !== 0) slot = (slot + 1) & mask;
    bag.slots[slot] = place + 1;
  }
}
