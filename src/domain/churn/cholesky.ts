/** The Cholesky factor of the curvature with the penalty on its diagonal. */
export function factored(curvature: Float64Array, penalty: number, size: number): Float64Array {
  const lower = Float64Array.from(curvature);
  for (let place = 0; place < size; place += 1)
    lower[place * size + place] = (lower[place * size + place] ?? 0) + (place === 0 ? 1e-9 : penalty);
  for (let column = 0; column < size; column += 1) {
    for (let row = column; row < size; row += 1) {
      let sum = lower[row * size + column] ?? 0;
      for (let k = 0; k < column; k += 1) sum -= (lower[row * size + k] ?? 0) * (lower[column * size + k] ?? 0);
      lower[row * size + column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[column * size + column] ?? 1);
    }
  }
  return lower;
}

/** Solves factor · factorᵀ · x = right. */
export function solved(factor: Float64Array, right: Float64Array, size: number): Float64Array {
  const result = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    let sum = result[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (factor[row * size + k] ?? 0) * (result[k] ?? 0);
    result[row] = sum / (factor[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = result[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) sum -= (factor[k * size + row] ?? 0) * (result[k] ?? 0);
    result[row] = sum / (factor[row * size + row] ?? 1);
  }
  return result;
}
