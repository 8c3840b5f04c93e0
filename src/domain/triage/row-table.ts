/** A map from 32-bit keys to row numbers (0 and up), in flat arrays: one look costs a few nanoseconds and no garbage. */
export interface RowTable {
  /** The row of a key, or -1. */
  find(key: number): number;
}

/** A table over distinct keys; the row of a key is its place in the list. */
export function rowTable(keys: ArrayLike<number>): RowTable {
  const bits = Math.max(4, Math.ceil(Math.log2(keys.length * 2 + 1)));
  const mask = (1 << bits) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const stored = new Int32Array(mask + 1);
  const home = (key: number): number => (Math.imul(key, 0x9e3779b1) >>> (32 - bits)) & mask;
  for (let row = 0; row < keys.length; row += 1) {
    const key = (keys[row] ?? 0) | 0;
    let at = home(key);
    while (slots[at] !== -1) at = (at + 1) & mask;
    slots[at] = row;
    stored[at] = key;
  }
  return {
    find: (key) => {
      for (let at = home(key); ; at = (at + 1) & mask) {
        const row = slots[at] ?? -1;
        if (row === -1 || stored[at] === (key | 0)) return row;
      }
    },
  };
}
