/** Bytes that are read bit by bit, the highest bit of each first. `at` is the next bit; past the end every bit is 0. */
export interface Bits {
  readonly bytes: Uint8Array;
  at: number;
}

/** No code is longer, so that a table of all that may come next stays small. */
export const LONGEST_CODE = 11;

/** A prefix code for reading: by the next LONGEST_CODE bits, the symbol × 16 + the length of its code. */
export type CodeTable = Uint16Array;

/**
 * The table of a canonical prefix code (shorter codes first, those of one length in the order of their symbols) by the length of every
 * symbol's code, as `printLengths` of scripts/prefix-codes.ts writes it: a letter a symbol, `0` for one that never comes, then `1` to `c`.
 * Throws RangeError for lengths that no prefix code has.
 */
export function codeTable(lengths: string): CodeTable {
  const table = new Uint16Array(1 << LONGEST_CODE);
  let from = 0;
  for (let length = 1; length <= LONGEST_CODE; length += 1) {
    const letter = length.toString(16);
    for (let symbol = lengths.indexOf(letter); symbol >= 0; symbol = lengths.indexOf(letter, symbol + 1)) {
      const to = from + (1 << (LONGEST_CODE - length));
      if (to > table.length || symbol >= 1 << LONGEST_CODE) throw new RangeError("no prefix code has such lengths");
      table.fill((symbol << 4) | length, from, to);
      from = to;
    }
  }
  return table;
}

/** The next symbol of a code. */
export function nextSymbol(bits: Bits, table: CodeTable): number {
  const { bytes, at } = bits;
  const place = at >>> 3;
  const three = ((bytes[place] ?? 0) << 16) | ((bytes[place + 1] ?? 0) << 8) | (bytes[place + 2] ?? 0);
  const entry = table[(three >>> (24 - LONGEST_CODE - (at & 7))) & MASK] ?? 0;
  bits.at = at + (entry & 15);
  return entry >>> 4;
}

/** Fills `into` with the next symbols of a code: as `nextSymbol` does, in a loop that is fast before the program has run for long. */
export function nextSymbols(bits: Bits, table: CodeTable, into: Uint8Array): void {
  const { bytes } = bits;
  let { at } = bits;
  for (let nth = 0; nth < into.length; nth += 1) {
    const place = at >>> 3;
    const three = ((bytes[place] ?? 0) << 16) | ((bytes[place + 1] ?? 0) << 8) | (bytes[place + 2] ?? 0);
    const entry = table[(three >>> (24 - LONGEST_CODE - (at & 7))) & MASK] ?? 0;
    at += entry & 15;
    into[nth] = entry >>> 4;
  }
  bits.at = at;
}

const MASK = (1 << LONGEST_CODE) - 1;
