import { seeded } from "../../core/seeded.ts";

/** What is judged: a risk for each row (higher: sooner gone), whether it came true, and whose row it is. */
export interface JudgedRows {
  readonly labels: Uint8Array;
  /** Number of the account of each row, from 0. */
  readonly accounts: Int32Array;
  readonly accountCount: number;
}

export interface ClusteredAuc {
  /** 0–1; 0.5 is chance. */
  readonly auc: number;
  /** 95 % interval over redrawn accounts. */
  readonly auc_ci: readonly [number, number];
  /** AUC minus that of the first risk, with its interval over the same redrawn accounts. */
  readonly difference: number;
  readonly difference_ci: readonly [number, number];
}

const DRAWS = 400;

/**
 * AUC of several risks over the same rows. The months of one account are no independent cases, so intervals come from drawing whole accounts
 * with replacement (bootstrap, 400 draws from a fixed seed, percentiles). Draws in which nobody left or stayed are drawn over.
 */
export function clusteredAucs(risks: readonly Float64Array[], rows: JudgedRows): ClusteredAuc[] {
  const sorted = risks.map((risk) => sortedRows(risk));
  const once = new Float64Array(rows.labels.length).fill(1);
  const points = sorted.map((order) => weightedAuc(order, rows.labels, once));
  const draws = risks.map(() => new Float64Array(DRAWS));
  const random = seeded(20_261);
  for (let draw = 0, tries = 0; draw < DRAWS && tries < 20 * DRAWS; tries += 1) {
    const times = new Float64Array(rows.accountCount);
    for (let pick = 0; pick < rows.accountCount; pick += 1) {
      const account = Math.floor(random() * rows.accountCount);
      times[account] = (times[account] ?? 0) + 1;
    }
    const weights = Float64Array.from(rows.accounts, (account) => times[account] ?? 0);
    const aucs = sorted.map((order) => weightedAuc(order, rows.labels, weights));
    if (aucs.some((auc) => Number.isNaN(auc))) continue;
    aucs.forEach((auc, index) => {
      const own = draws[index];
      if (own !== undefined) own[draw] = auc;
    });
    draw += 1;
  }
  const [first] = draws;
  return points.map((auc, index) => {
    const own = draws[index] ?? new Float64Array();
    return {
      auc,
      auc_ci: middle(own),
      difference: auc - (points[0] ?? 0),
      difference_ci: middle(own.map((value, draw) => value - (first?.[draw] ?? 0))),
    };
  });
}

interface SortedRows {
  readonly order: Int32Array;
  readonly risk: Float64Array;
}

function sortedRows(risk: Float64Array): SortedRows {
  return { risk, order: Int32Array.from([...risk.keys()].sort((a, b) => (risk[a] ?? 0) - (risk[b] ?? 0) || a - b)) };
}

/** Share of the weight of (left, stayed) pairs that are ranked rightly, ties by half. */
function weightedAuc({ order, risk }: SortedRows, labels: Uint8Array, weights: Float64Array): number {
  let [stayedBelow, rightly, left, stayed] = [0, 0, 0, 0];
  for (let from = 0; from < order.length;) {
    let [leftHere, stayedHere, to] = [0, 0, from];
    for (; to < order.length && risk[order[to] ?? 0] === risk[order[from] ?? 0]; to += 1) {
      const row = order[to] ?? 0;
      if (labels[row] === 1) leftHere += weights[row] ?? 0;
      else stayedHere += weights[row] ?? 0;
    }
    rightly += leftHere * (stayedBelow + stayedHere / 2);
    stayedBelow += stayedHere;
    left += leftHere;
    stayed += stayedHere;
    from = to;
  }
  return left === 0 || stayed === 0 ? Number.NaN : rightly / (left * stayed);
}

function middle(values: Float64Array): readonly [number, number] {
  const sorted = values.toSorted();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}
