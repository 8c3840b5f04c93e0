import type { Bins } from "./tree.ts";
import { type Categories, fitLevels, fitRates, hasManyLevels, type LevelsCode, type RateCode } from "./category-code.ts";
import type { CategoryColumn, Frame, FrameColumn } from "./frame.ts";
import type { Matrix } from "./logistic.ts";
import { binOf, fitNumberCode, type NumberCode, termCount, writeTerms } from "./number-code.ts";

/** How one column of the data enters the two models. */
export type ColumnCode =
  | { readonly name: string; readonly kind: "number" | "date"; readonly number: NumberCode }
  | { readonly name: string; readonly kind: "category"; readonly levels: LevelsCode }
  | { readonly name: string; readonly kind: "category"; readonly rates: RateCode };

/** The rows as the two models want them. */
export interface Encoded {
  readonly matrix: Matrix;
  readonly bins: Bins;
}

/** Learns how to encode from some rows of a frame, and encodes them. `labels` holds those of the whole frame. */
export function fitCoder(
  frame: Frame,
  labels: Float64Array,
  rows: Int32Array,
  seed: number,
): { readonly codes: readonly ColumnCode[]; readonly encoded: Encoded } {
  const own = Float64Array.from(rows, (row) => labels[row] ?? 0);
  const ones = own.reduce((sum, label) => sum + label, 0);
  // Few cases bear few knots, and fewer where they are shared by many columns.
  const rarer = Math.min(ones, rows.length - ones) / Math.max(1, frame.columns.length / 30);
  const leastRows = Math.max(4, Math.ceil(rows.length / 400));
  const crossed = new Map<number, Float64Array>();
  const codes = frame.columns.map((column, index): ColumnCode => {
    if (column.kind !== "category") {
      const values = Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN);
      return { name: column.name, kind: column.kind, number: fitNumberCode(values, rarer) };
    }
    const categories: Categories = { codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1), levels: column.levels, labels: own };
    if (!hasManyLevels(categories, leastRows)) return { name: column.name, kind: "category", levels: fitLevels(categories, leastRows) };
    const rates = fitRates(categories, rarer, seed + index);
    crossed.set(index, rates.own);
    return { name: column.name, kind: "category", rates: rates.code };
  });
  return { codes, encoded: encodeColumns(codes, frame, rows, (index) => crossed.get(index)) };
}

/** Encodes rows of a frame, which may lack columns (all blank then), hold new ones (not read) and hold new levels ("other"). */
export function encode(codes: readonly ColumnCode[], frame: Frame, rows: Int32Array): Encoded {
  return encodeColumns(codes, frame, rows, () => undefined);
}

/** How many columns of the linear model's matrix a column takes. */
export function widthOf(code: ColumnCode): number {
  if ("number" in code) return termCount(code.number);
  if ("rates" in code) return termCount(code.rates.code);
  return code.levels.levels.length + (code.levels.other ? 1 : 0) + (code.levels.blank ? 1 : 0);
}

function encodeColumns(
  codes: readonly ColumnCode[],
  frame: Frame,
  rows: Int32Array,
  crossed: (index: number) => Float64Array | undefined,
): Encoded {
  const byName = new Map(frame.columns.map((column) => [column.name, column]));
  const width = codes.reduce((sum, code) => sum + widthOf(code), 0);
  const values = new Float64Array(rows.length * width);
  const features: Uint8Array[] = [];
  const counts: number[] = [];
  let from = 0;
  codes.forEach((code, index) => {
    const column = byName.get(code.name);
    const bins = new Uint8Array(rows.length);
    if ("levels" in code) {
      writeLevels(code.levels, column, rows, { values, width, from, bins });
      counts.push(code.levels.bins.length + 1);
    } else {
      const number = "number" in code ? code.number : code.rates.code;
      const read = crossed(index) ?? numbersOf(code, column, rows);
      rows.forEach((_, row) => {
        const value = read[row] ?? Number.NaN;
        writeTerms(number, value, values, row * width + from);
        bins[row] = binOf(number.cuts, value);
      });
      counts.push(number.cuts.length + 2);
    }
    features.push(bins);
    from += widthOf(code);
  });
  return { matrix: { rows: rows.length, width, values }, bins: { rows: rows.length, features, counts } };
}

function numbersOf(code: Exclude<ColumnCode, { levels: LevelsCode }>, column: FrameColumn | undefined, rows: Int32Array): Float64Array {
  const result = new Float64Array(rows.length).fill(Number.NaN);
  if ("number" in code) {
    if (column !== undefined && column.kind !== "category") rows.forEach((row, at) => (result[at] = column.values[row] ?? Number.NaN));
    return result;
  }
  if (column?.kind !== "category") return result;
  const known = column.levels.map((level) => (Object.hasOwn(code.rates.rates, level) ? code.rates.rates[level] : code.rates.prior));
  rows.forEach((row, at) => (result[at] = known[column.codes[row] ?? -1] ?? Number.NaN));
  return result;
}

interface Target {
  readonly values: Float64Array;
  readonly width: number;
  readonly from: number;
  readonly bins: Uint8Array;
}

function writeLevels(code: LevelsCode, column: FrameColumn | undefined, rows: Int32Array, { values, width, from, bins }: Target): void {
  const category: CategoryColumn | undefined = column?.kind === "category" ? column : undefined;
  const places = new Map(code.levels.map((level, place) => [level, place]));
  const known = (category?.levels ?? []).map((level) => places.get(level) ?? code.levels.length);
  rows.forEach((row, at) => {
    const place = known[category?.codes[row] ?? -1];
    if (place === undefined) {
      if (code.blank) values[at * width + from + code.levels.length + (code.other ? 1 : 0)] = 1;
      return;
    }
    bins[at] = code.bins[place] ?? 0;
    if (place < code.levels.length || code.other) values[at * width + from + place] = 1;
  });
}
