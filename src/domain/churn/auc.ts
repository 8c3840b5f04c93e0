/** How well scores rank the positives above the negatives, with the variance of that figure. */
export interface Ranking {
  /** Share of (positive, negative) pairs in which the positive has the higher score; ties count half. 0–1. */
  readonly auc: number;
  /** DeLong's variance of it. */
  readonly variance: number;
  readonly positives: number;
  readonly negatives: number;
}

/**
 * AUC with DeLong's variance (DeLong, DeLong and Clarke-Pearson 1988, by the mid-ranks of Sun and Xu 2014). NaN where there is no positive
 * or no negative; the variance is NaN with fewer than two of either.
 */
export function ranking(scores: ArrayLike<number>, labels: ArrayLike<number>): Ranking {
  const ofPositives: number[] = [];
  const ofNegatives: number[] = [];
  for (let row = 0; row < scores.length; row += 1) (labels[row] === 1 ? ofPositives : ofNegatives).push(scores[row] ?? 0);
  const [m, n] = [ofPositives.length, ofNegatives.length];
  if (m === 0 || n === 0) return { auc: Number.NaN, variance: Number.NaN, positives: m, negatives: n };
  const together = midRanks([...ofPositives, ...ofNegatives]);
  const own = [midRanks(ofPositives), midRanks(ofNegatives)] as const;
  const placesOfPositives = ofPositives.map((_, index) => ((together[index] ?? 0) - (own[0][index] ?? 0)) / n);
  const placesOfNegatives = ofNegatives.map((_, index) => 1 - ((together[m + index] ?? 0) - (own[1][index] ?? 0)) / m);
  const auc = mean(placesOfPositives);
  const variance = spread(placesOfPositives) / m + spread(placesOfNegatives) / n;
  return { auc, variance, positives: m, negatives: n };
}

/** Two-sided 95 % interval of an AUC on the logit scale, which keeps it inside 0–1. */
export function aucInterval(auc: number, variance: number): readonly [number, number] {
  if (!(variance > 0)) return [auc, auc];
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, auc));
  const centre = Math.log(inside / (1 - inside));
  const half = (1.959964 * Math.sqrt(variance)) / (inside * (1 - inside));
  return [1 / (1 + Math.exp(half - centre)), 1 / (1 + Math.exp(-half - centre))];
}

/** Ranks from 1, equal values sharing the middle of theirs. */
function midRanks(values: readonly number[]): Float64Array {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at < to; at += 1) ranks[order[at] ?? 0] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance. */
function spread(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
