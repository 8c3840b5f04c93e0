import { factored, solved } from "./cholesky.ts";

/** A dense matrix of numbers, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
}

/** Log-odds = intercept + weights · row. */
export interface LinearFit {
  readonly intercept: number;
  readonly weights: Float64Array;
}

const MOST_STEPS = 25;

/**
 * Logistic regressions with an L2 penalty of λ / 2 · |weights|² on all but the intercept, one for each λ of `penalties` (ascending, above 0: then
 * the answer exists and is unique, also for separable rows and for more columns than rows). Newton steps; the matrix of curvature is computed
 * anew only where the last one no longer brings the loss down fast.
 */
export function fitLogistic(matrix: Matrix, labels: ArrayLike<number>, penalties: readonly number[]): LinearFit[] {
  const size = matrix.width + 1;
  // Place 0 is the intercept.
  const weights = new Float64Array(size);
  weights[0] = baseLogOdds(labels, matrix.rows);
  const fits: LinearFit[] = [];
  let curvature: Float64Array | undefined;
  // From the strongest penalty to the weakest: each answer is a good start for the next.
  for (const penalty of penalties.toReversed()) {
    let factor = curvature === undefined ? undefined : factored(curvature, penalty, size);
    let before = Infinity;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const fresh = factor === undefined;
      const found = derivatives(matrix, labels, weights, penalty, fresh);
      if (factor === undefined) {
        curvature = found.curvature;
        factor = factored(curvature, penalty, size);
      }
      const move = solved(factor, found.gradient, size);
      const decrement = found.gradient.reduce((sum, slope, place) => sum + slope * (move[place] ?? 0), 0);
      // Far from the answer a whole step may overshoot; a bounded one still comes closer.
      const longest = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const scale = longest > 4 ? 4 / longest : 1;
      for (let place = 0; place < size; place += 1) weights[place] = (weights[place] ?? 0) - scale * (move[place] ?? 0);
      // Half the decrement is what the step was to gain; what is left after so small a gain is less still.
      if (decrement < (fresh ? 1e-5 : 1e-6) * (found.loss + 1)) break;
      if (decrement > 0.1 * before) factor = undefined;
      before = decrement;
    }
    fits.unshift({ intercept: weights[0] ?? 0, weights: weights.slice(1) });
  }
  return fits;
}

/** The log-odds of every row of `matrix`. */
export function linearLogOdds(fit: LinearFit, { rows, width, values }: Matrix): Float64Array {
  const result = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let sum = fit.intercept;
    const from = row * width;
    for (let place = 0; place < width; place += 1) sum += (fit.weights[place] ?? 0) * (values[from + place] ?? 0);
    result[row] = sum;
  }
  return result;
}

/** The log-odds of the share of ones, with half a case of either added so that they are finite. */
function baseLogOdds(labels: ArrayLike<number>, rows: number): number {
  let ones = 0;
  for (let row = 0; row < rows; row += 1) ones += labels[row] ?? 0;
  return Math.log((ones + 0.5) / (rows - ones + 0.5));
}

interface Derivatives {
  readonly loss: number;
  readonly gradient: Float64Array;
  /** Lower half of the second derivatives without the penalty; empty where not asked for. */
  readonly curvature: Float64Array;
}

function derivatives(matrix: Matrix, labels: ArrayLike<number>, weights: Float64Array, penalty: number, curved: boolean): Derivatives {
  const { rows, width, values } = matrix;
  const size = width + 1;
  const curvature = new Float64Array(curved ? size * size : 0);
  const gradient = new Float64Array(size);
  const places = new Int32Array(size);
  const cells = new Float64Array(size);
  cells[0] = 1;
  let loss = 0;
  for (let row = 0; row < rows; row += 1) {
    // Most cells of a coded category are 0: only the others cost.
    let filled = 1;
    let logOdds = weights[0] ?? 0;
    for (let place = 0, at = row * width; place < width; place += 1, at += 1) {
      const cell = values[at] ?? 0;
      if (cell === 0) continue;
      places[filled] = place + 1;
      cells[filled] = cell;
      filled += 1;
      logOdds += cell * (weights[place + 1] ?? 0);
    }
    const label = labels[row] ?? 0;
    const chance = 1 / (1 + Math.exp(-logOdds));
    loss += logOdds > 0 ? Math.log1p(Math.exp(-logOdds)) + (1 - label) * logOdds : Math.log1p(Math.exp(logOdds)) - label * logOdds;
    const error = chance - label;
    for (let one = 0; one < filled; one += 1) {
      const place = places[one] ?? 0;
      gradient[place] = (gradient[place] ?? 0) + error * (cells[one] ?? 0);
    }
    if (curved) addProducts(curvature, places, cells, filled, size, Math.max(chance * (1 - chance), 1e-9));
  }
  for (let place = 1; place < size; place += 1) {
    const weight = weights[place] ?? 0;
    gradient[place] = (gradient[place] ?? 0) + penalty * weight;
    loss += (penalty * weight * weight) / 2;
  }
  return { loss, gradient, curvature };
}

/** Adds a row's weighted outer product to the lower half. */
function addProducts(curvature: Float64Array, places: Int32Array, cells: Float64Array, filled: number, size: number, weight: number): void {
  for (let one = 0; one < filled; one += 1) {
    const line = (places[one] ?? 0) * size;
    const scaled = weight * (cells[one] ?? 0);
    for (let other = 0; other <= one; other += 1) {
      const at = line + (places[other] ?? 0);
      curvature[at] = (curvature[at] ?? 0) + scaled * (cells[other] ?? 0);
    }
  }
}
