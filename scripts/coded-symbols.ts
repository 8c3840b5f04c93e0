import { type BitWriter, type Codes, codesFor, printLengths } from "./prefix-codes.ts";

/** What is to be written: a symbol of a named code, or bits as they are. */
export type Item = readonly [code: string, symbol: number] | readonly [bits: number, value: number];

/** Symbols that are first counted, then written by the codes that the counts give. */
export class CodedSymbols {
  readonly #counts = new Map<string, Map<number, number>>();
  #codes: ReadonlyMap<string, Codes> | undefined;

  /** Counts what will be written. */
  count(items: Iterable<Item>): void {
    for (const [code, symbol] of items) {
      if (typeof code === "number") continue;
      const counts = this.#counts.get(code) ?? new Map<number, number>();
      this.#counts.set(code, counts.set(symbol, (counts.get(symbol) ?? 0) + 1));
    }
  }

  write(items: Iterable<Item>, writer: BitWriter): void {
    const codes = this.#codesNow();
    for (const [code, value] of items) {
      if (typeof code === "number") writer.write(value, code);
      else {
        const own = codes.get(code)?.get(value);
        if (own === undefined) throw new RangeError(`not counted: ${value} of ${code}`);
        writer.write(own.code, own.length);
      }
    }
  }

  /** The lengths of every code's codes, by the code's name, sorted. */
  lengths(): Record<string, string> {
    return Object.fromEntries([...this.#codesNow()].map(([name, codes]) => [name, printLengths(codes)]));
  }

  #codesNow(): ReadonlyMap<string, Codes> {
    this.#codes ??= new Map([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => [name, codesFor(counts)]));
    return this.#codes;
  }
}
