/** One number derived from a value, standardised: (f(x) − mean) / scale. */
interface Term {
  /** The value itself, or what it exceeds a knot by. */
  readonly knot: number | null;
  readonly mean: number;
  readonly scale: number;
}

/** How a column of numbers enters the models: a piecewise linear curve for the linear one, bins for the trees. */
export interface NumberCode {
  readonly low: number;
  readonly high: number;
  /** Taken as log(1 + x − low): the values are skewed. */
  readonly log: boolean;
  readonly terms: readonly Term[];
  /** Upper edges of the bins. */
  readonly cuts: readonly number[];
  /** Standardised 0/1 for "is blank", where some value was. */
  readonly blank: { readonly mean: number; readonly scale: number } | null;
}

const MOST_CUTS = 47;
const KNOTS = [0.05, 0.2, 0.4, 0.6, 0.8] as const;

/** Learns the code from the values of the training rows. `rarer` is the size of the rarer class among them: few cases bear few knots. */
export function fitNumberCode(values: Float64Array, rarer: number): NumberCode {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const low = quantile(known, 0.005);
  const high = quantile(known, 0.995);
  const log = low >= 0 && high > 0 && high - low > 10 * Math.max(quantile(known, 0.5) - low, 1e-12);
  const shape = { low, high, log };
  const distinct = distinctCount(known);
  const knots = distinct < 4 || rarer < 40 ? [] : rarer < 120 ? [KNOTS[1], KNOTS[3]] : KNOTS;
  const places = [...new Set(knots.map((share) => rounded(shaped(quantile(known, share), shape))))];
  const inside = places.filter((place) => place < shaped(high, shape) && place > shaped(low, shape));
  const terms = [null, ...inside].flatMap((knot) => termOf(known, knot, shape));
  const blanks = values.length - known.length;
  const share = blanks / Math.max(1, values.length);
  return {
    ...shape,
    terms,
    cuts: cutsOf(known, distinct),
    blank: blanks === 0 || blanks === values.length ? null : { mean: rounded(share), scale: rounded(Math.sqrt(share * (1 - share))) },
  };
}

/** How many numbers `writeTerms` writes. */
export function termCount(code: NumberCode): number {
  return code.terms.length + (code.blank === null ? 0 : 1);
}

/** Writes the derived numbers of `value` into `target` from `at` on; a blank has the mean of each. */
export function writeTerms(code: NumberCode, value: number, target: Float64Array, at: number): void {
  const blank = Number.isNaN(value);
  if (!blank) {
    const x = shaped(value, code);
    for (let index = 0; index < code.terms.length; index += 1) {
      const term = code.terms[index];
      if (term !== undefined) target[at + index] = ((term.knot === null ? x : Math.max(0, x - term.knot)) - term.mean) / term.scale;
    }
  }
  if (code.blank !== null) target[at + code.terms.length] = ((blank ? 1 : 0) - code.blank.mean) / code.blank.scale;
}

/** 0 for a blank, else 1 + the number of cuts below the value. */
export function binOf(cuts: readonly number[], value: number): number {
  if (Number.isNaN(value)) return 0;
  let [from, to] = [0, cuts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (value > (cuts[middle] ?? 0)) from = middle + 1;
    else to = middle;
  }
  return 1 + from;
}

/** Six significant digits: the model file stays small, and what is stored is what was trained with. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

interface Shape {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
}

function shaped(value: number, { low, high, log }: Shape): number {
  const inside = Math.min(high, Math.max(low, value));
  return log ? Math.log1p(inside - low) : inside;
}

function termOf(known: Float64Array, knot: number | null, shape: Shape): Term[] {
  if (known.length === 0) return [];
  let [sum, squares] = [0, 0];
  for (const value of known) {
    const x = shaped(value, shape);
    const part = knot === null ? x : Math.max(0, x - knot);
    sum += part;
    squares += part * part;
  }
  const mean = sum / known.length;
  const scale = Math.sqrt(Math.max(0, squares / known.length - mean * mean));
  return scale > 1e-9 * (Math.abs(mean) + 1e-9) ? [{ knot, mean: rounded(mean), scale: rounded(scale) }] : [];
}

/** Midway between neighbouring values where they are few, else at even shares of the rows. */
function cutsOf(known: Float64Array, distinct: number): number[] {
  const cuts: number[] = [];
  if (distinct <= MOST_CUTS + 1) {
    for (let at = 1; at < known.length; at += 1) {
      const [before, value] = [known[at - 1] ?? 0, known[at] ?? 0];
      if (value > before) cuts.push((before + value) / 2);
    }
    return cuts;
  }
  for (let part = 1; part <= MOST_CUTS; part += 1) cuts.push(rounded(quantile(known, part / (MOST_CUTS + 1))));
  return [...new Set(cuts)];
}

function distinctCount(sorted: Float64Array): number {
  let distinct = 0;
  for (let at = 0; at < sorted.length; at += 1) if (at === 0 || sorted[at] !== sorted[at - 1]) distinct += 1;
  return distinct;
}

function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0;
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}
