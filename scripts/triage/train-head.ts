import { seeded } from "../../src/core/seeded.ts";

/** A text as the trainer sees it: rows of the model and their values. */
export interface Example {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly label: number;
  readonly weight: number;
}

export interface HeadSettings {
  readonly epochs: number;
  readonly rate: number;
  /** Strength of the pull of weights to zero. */
  readonly decay: number;
  /** Raises the weight of rare classes: 0 not at all, 1 all classes alike. */
  readonly balance: number;
  /** How much words and their pieces count beside named signs. */
  readonly words: number;
  /** The scores are divided by this, so that shares can be believed; found by cross-validation. */
  readonly temperature: number;
}

export interface TrainedHead {
  /** A row of `classes` weights a feature. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Multinomial logistic regression by AdaGrad, in an order that is the same every time. */
export function trainHead(
  examples: readonly Example[],
  features: number,
  classes: number,
  { epochs, rate, decay, balance }: Omit<HeadSettings, "words" | "temperature">,
): TrainedHead {
  const weights = new Float32Array(features * classes);
  const squares = new Float32Array(features * classes).fill(1e-4);
  const bias = new Float32Array(classes);
  const biasSquares = new Float32Array(classes).fill(1e-2);
  const totals = new Float64Array(classes);
  for (const { label, weight } of examples) totals[label] = (totals[label] ?? 0) + weight;
  const mean = totals.reduce((sum, value) => sum + value, 0) / classes;
  const classWeights = totals.map((total) => (total === 0 ? 0 : (mean / total) ** balance));
  const order = examples.map((_, index) => index);
  const random = seeded(7);
  const scores = new Float32Array(classes);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (const index of order) {
      const example = examples[index];
      if (example === undefined) continue;
      const { rows, values, label } = example;
      const weight = example.weight * (classWeights[label] ?? 1);
      softmaxOf(rows, values, weights, bias, scores);
      for (let place = 0; place < classes; place += 1) {
        const gradient = weight * ((scores[place] ?? 0) - (place === label ? 1 : 0));
        const square = (biasSquares[place] ?? 0) + gradient * gradient;
        biasSquares[place] = square;
        bias[place] = (bias[place] ?? 0) - (rate * gradient) / Math.sqrt(square);
        scores[place] = gradient;
      }
      for (let at = 0; at < rows.length; at += 1) {
        const from = (rows[at] ?? 0) * classes;
        const value = values[at] ?? 0;
        for (let place = 0; place < classes; place += 1) {
          const old = weights[from + place] ?? 0;
          const gradient = (scores[place] ?? 0) * value + decay * old;
          const square = (squares[from + place] ?? 0) + gradient * gradient;
          squares[from + place] = square;
          weights[from + place] = old - (rate * gradient) / Math.sqrt(square);
        }
      }
    }
  }
  return { weights, bias };
}

/** Shares of the classes for one text. */
export function softmaxOf(rows: Int32Array, values: Float32Array, weights: Float32Array, bias: Float32Array, into: Float32Array): void {
  const classes = bias.length;
  into.set(bias);
  for (let at = 0; at < rows.length; at += 1) {
    const from = (rows[at] ?? 0) * classes;
    const value = values[at] ?? 0;
    for (let place = 0; place < classes; place += 1) into[place] = (into[place] ?? 0) + value * (weights[from + place] ?? 0);
  }
  const top = into.reduce((most, score) => Math.max(most, score), -Infinity);
  let sum = 0;
  for (let place = 0; place < classes; place += 1) {
    const share = Math.exp((into[place] ?? 0) - top);
    into[place] = share;
    sum += share;
  }
  for (let place = 0; place < classes; place += 1) into[place] = (into[place] ?? 0) / sum;
}
