/** Finds the number that was given to a hash. Open addressing on typed arrays: millions of entries in a few bytes each. */
export interface HashIndex {
  size: number;
  /** Its length is a power of two. */
  keys: Uint32Array;
  /** The number plus 1; 0 is free. */
  values: Int32Array;
}

/** An index with room for `expected` hashes before it has to grow. */
export function emptyIndex(expected = 1024): HashIndex {
  let length = 2048;
  while (length < expected * 2) length *= 2;
  return { size: 0, keys: new Uint32Array(length), values: new Int32Array(length) };
}

/** The number of `hash`, or −1. */
export function numberOf({ keys, values }: HashIndex, hash: number): number {
  const mask = keys.length - 1;
  let slot = hash & mask;
  for (;;) {
    const value = values[slot] ?? 0;
    if (value === 0) return -1;
    if (keys[slot] === hash) return value - 1;
    slot = (slot + 1) & mask;
  }
}

/** The number of `hash`; a new one gets the next number, counted from 0. */
export function numberFor(index: HashIndex, hash: number): number {
  const mask = index.keys.length - 1;
  let slot = hash & mask;
  for (;;) {
    const value = index.values[slot] ?? 0;
    if (value === 0) break;
    if (index.keys[slot] === hash) return value - 1;
    slot = (slot + 1) & mask;
  }
  index.keys[slot] = hash;
  index.size += 1;
  index.values[slot] = index.size;
  if (index.size * 2 > index.keys.length) grow(index);
  return index.size - 1;
}

function grow(index: HashIndex): void {
  const { keys, values } = index;
  index.keys = new Uint32Array(keys.length * 2);
  index.values = new Int32Array(keys.length * 2);
  const mask = index.keys.length - 1;
  for (let at = 0; at < keys.length; at += 1) {
    const value = values[at] ?? 0;
    if (value === 0) continue;
    let slot = (keys[at] ?? 0) & mask;
    while (index.values[slot] !== 0) slot = (slot + 1) & mask;
    index.keys[slot] = keys[at] ?? 0;
    index.values[slot] = value;
  }
}
