import { seeded } from "../../core/seeded.ts";
import type { WeighedTexts } from "./weighed-texts.ts";

/** Weights of one label: a text with a positive sum probably has it. The last weight is added to every text. */
export type LabelWeights = Float64Array;

const MOST_ROUNDS = 20;
const TOLERANCE = 0.1;

/**
 * A linear support vector machine with squared hinge loss for "has this label, or another", by dual coordinate descent with shrinking (Hsieh et
 * al. 2008, as in LIBLINEAR). `penalty` is C, the cost of a mistake;
 * a mistake on a text with the label costs `favour` times as much. It learns from the texts in `rows`; `labels` is by text. The same
 * every time for the same input.
 */
export function trainLabel(
  texts: WeighedTexts,
  rows: Int32Array,
  labels: Int32Array,
  label: number,
  penalty: number,
  favour = 1,
): LabelWeights {
  const { starts, features, values, width } = texts;
  const size = rows.length;
  const weights = new Float64Array(width + 1);
  const shares = new Float64Array(size);
  const squares = Float64Array.from(rows, (row) => squaredLength(texts, row));
  const order = Int32Array.from({ length: size }, (_, place) => place);
  const others = 0.5 / penalty;
  const own = others / favour;
  const chance = seeded(label + 1);
  let active = size;
  let bound = Infinity;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let highest = -Infinity;
    let lowest = Infinity;
    shuffle(order, active, chance);
    for (let step = 0; step < active; step += 1) {
      const place = order[step] ?? 0;
      const row = rows[place] ?? 0;
      const side = labels[row] === label ? 1 : -1;
      const end = starts[row + 1] ?? 0;
      let sum = weights[width] ?? 0;
      for (let at = starts[row] ?? 0; at < end; at += 1) sum += (weights[features[at] ?? 0] ?? 0) * (values[at] ?? 0);
      const share = shares[place] ?? 0;
      const diagonal = side > 0 ? own : others;
      const slope = side * sum - 1 + diagonal * share;
      if (share === 0 && slope > bound) {
        active -= 1;
        order[step] = order[active] ?? 0;
        order[active] = place;
        step -= 1;
        continue;
      }
      const projected = share === 0 ? Math.min(0, slope) : slope;
      if (projected > highest) highest = projected;
      if (projected < lowest) lowest = projected;
      if (Math.abs(projected) < 1e-12) continue;
      const next = Math.max(0, share - slope / ((squares[place] ?? 0) + diagonal));
      shares[place] = next;
      const move = (next - share) * side;
      weights[width] = (weights[width] ?? 0) + move;
      for (let at = starts[row] ?? 0; at < end; at += 1) {
        const feature = features[at] ?? 0;
        weights[feature] = (weights[feature] ?? 0) + move * (values[at] ?? 0);
      }
    }
    if (highest - lowest > TOLERANCE) bound = highest <= 0 ? Infinity : highest;
    else if (active === size) break;
    else {
      // What is active is settled: look at everything once more.
      active = size;
      bound = Infinity;
    }
  }
  return weights;
}

/** The sum of a text's weights. */
export function scoreRow({ starts, features, values, width }: WeighedTexts, row: number, weights: ArrayLike<number>): number {
  let sum = weights[width] ?? 0;
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1) sum += (weights[features[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return sum;
}

/** With the 1 that every text has beside its features. */
function squaredLength({ starts, values }: WeighedTexts, row: number): number {
  let sum = 1;
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1) sum += (values[at] ?? 0) ** 2;
  return sum;
}

function shuffle(order: Int32Array, active: number, chance: () => number): void {
  for (let step = 0; step < active; step += 1) {
    const other = step + Math.floor(chance() * (active - step));
    const place = order[step] ?? 0;
    order[step] = order[other] ?? 0;
    order[other] = place;
  }
}
