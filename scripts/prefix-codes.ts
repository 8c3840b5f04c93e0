import { LONGEST_CODE } from "../src/core/prefix-code.ts";

/** Bits that are written one behind the other, the highest of each byte first, as src/core/prefix-code.ts reads them. */
export interface BitWriter {
  /** Writes the lowest `count` bits of a number, at most 16. */
  write(value: number, count: number): void;
  /** All that was written, filled up with noughts to whole bytes. */
  bytes(): Uint8Array;
}

export function bitWriter(): BitWriter {
  const bytes: number[] = [];
  let open = 0;
  let held = 0;
  return {
    write: (value, count) => {
      open = (open << count) | (value & ((1 << count) - 1));
      held += count;
      for (; held >= 8; held -= 8) bytes.push((open >>> (held - 8)) & 255);
      open &= (1 << held) - 1;
    },
    bytes: () => Uint8Array.from(held === 0 ? bytes : [...bytes, (open << (8 - held)) & 255]),
  };
}

/** A prefix code for writing: of every symbol its code and how long that is. */
export type Codes = ReadonlyMap<number, { readonly code: number; readonly length: number }>;

/** The shortest prefix code for symbols by how often each comes, of codes no longer than LONGEST_CODE: the same for the same counts. */
export function codesFor(counts: ReadonlyMap<number, number>): Codes {
  const lengths = lengthsOf(counts);
  const order = [...lengths].sort(([a, x], [b, y]) => x - y || a - b);
  const codes = new Map<number, { code: number; length: number }>();
  let code = 0;
  let before = 0;
  for (const [symbol, length] of order) {
    code <<= length - before;
    before = length;
    codes.set(symbol, { code, length });
    code += 1;
  }
  return codes;
}

/** The lengths of a code, a letter a symbol, as `codeTable` reads them. */
export function printLengths(codes: Codes): string {
  const last = Math.max(-1, ...codes.keys());
  return Array.from({ length: last + 1 }, (_, symbol) => (codes.get(symbol)?.length ?? 0).toString(16)).join("");
}

interface Bundle {
  readonly count: number;
  readonly symbols: readonly number[];
}

/** Package-merge (Larmore and Hirschberg, 1990): optimal lengths under a limit. A symbol that is alone takes one bit. */
function lengthsOf(counts: ReadonlyMap<number, number>): Map<number, number> {
  const leaves = [...counts].map(([symbol, count]): Bundle => ({ count, symbols: [symbol] })).sort(rarestFirst);
  if (leaves.length === 1) return new Map(leaves.flatMap(({ symbols }) => symbols.map((symbol) => [symbol, 1])));
  let bundles: Bundle[] = [];
  for (let length = 0; length < LONGEST_CODE; length += 1) {
    const pairs: Bundle[] = [];
    for (let at = 0; at + 1 < bundles.length; at += 2) {
      const [a, b] = [bundles[at], bundles[at + 1]];
      if (a !== undefined && b !== undefined) pairs.push({ count: a.count + b.count, symbols: [...a.symbols, ...b.symbols] });
    }
    bundles = [...leaves, ...pairs].sort(rarestFirst);
  }
  const lengths = new Map<number, number>();
  for (const { symbols } of bundles.slice(0, 2 * leaves.length - 2))
    for (const symbol of symbols) lengths.set(symbol, (lengths.get(symbol) ?? 0) + 1);
  return lengths;
}

function rarestFirst(a: Bundle, b: Bundle): number {
  return a.count - b.count || (a.symbols[0] ?? 0) - (b.symbols[0] ?? 0) || a.symbols.length - b.symbols.length;
}
