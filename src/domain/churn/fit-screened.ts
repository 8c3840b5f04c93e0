import { fitLogistic, type LinearFit, type Matrix } from "./logistic.ts";

/** Fewest and most columns that a linear model gets; in between, one for each case of the rarer class. */
const COLUMNS = { least: 30, most: 100 } as const;

/** fitLogistic on the columns that alone tell most, where there are more than the cases bear; the others have a weight of 0. */
export function fitScreened(matrix: Matrix, labels: ArrayLike<number>, penalties: readonly number[]): LinearFit[] {
  let ones = 0;
  for (let row = 0; row < matrix.rows; row += 1) ones += labels[row] ?? 0;
  const borne = Math.min(COLUMNS.most, Math.max(COLUMNS.least, Math.min(ones, matrix.rows - ones)));
  if (matrix.width <= borne) return fitLogistic(matrix, labels, penalties);
  const kept = strongest(matrix, labels, borne);
  const values = new Float64Array(matrix.rows * kept.length);
  for (let row = 0; row < matrix.rows; row += 1)
    kept.forEach((place, at) => (values[row * kept.length + at] = matrix.values[row * matrix.width + place] ?? 0));
  return fitLogistic({ rows: matrix.rows, width: kept.length, values }, labels, penalties).map((fit) => {
    const weights = new Float64Array(matrix.width);
    kept.forEach((place, at) => (weights[place] = fit.weights[at] ?? 0));
    return { intercept: fit.intercept, weights };
  });
}

/** The columns with the largest correlation with the labels, in their order. */
function strongest({ rows, width, values }: Matrix, labels: ArrayLike<number>, most: number): number[] {
  const [sums, squares, products] = [new Float64Array(width), new Float64Array(width), new Float64Array(width)];
  let ones = 0;
  for (let row = 0; row < rows; row += 1) ones += labels[row] ?? 0;
  for (let row = 0; row < rows; row += 1) {
    const error = (labels[row] ?? 0) - ones / rows;
    for (let place = 0, at = row * width; place < width; place += 1, at += 1) {
      const cell = values[at] ?? 0;
      sums[place] = (sums[place] ?? 0) + cell;
      squares[place] = (squares[place] ?? 0) + cell * cell;
      products[place] = (products[place] ?? 0) + cell * error;
    }
  }
  const strength = products.map(
    (product, place) => (product * product) / Math.max(1e-9, (squares[place] ?? 0) - (sums[place] ?? 0) ** 2 / rows),
  );
  return [...strength.keys()]
    .sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}
