/** Mean log-loss of log-odds. */
export function logLoss(logOdds: Float64Array, labels: Float64Array): number {
  let sum = 0;
  logOdds.forEach((value, row) => {
    const label = labels[row] ?? 0;
    sum += value > 0 ? Math.log1p(Math.exp(-value)) + (1 - label) * value : Math.log1p(Math.exp(value)) - label * value;
  });
  return sum / Math.max(1, logOdds.length);
}
