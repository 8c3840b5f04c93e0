import { growTree } from "./grow-tree.ts";
import { logLoss } from "./log-loss.ts";
import { seeded } from "../../core/seeded.ts";
import { type Bins, type BoostingPlan, childOf, type Tree } from "./tree.ts";

/** Log-odds = base + the sum over the trees of the value of the leaf a row falls into. */
export interface Forest {
  readonly base: number;
  readonly trees: readonly Tree[];
}

const ROW_SHARE = 0.6;
const FEATURE_SHARE = 0.6;
const MOST_FEATURES = 60;
/** Rounds between two looks at the rows kept aside. */
export const LOOK_EVERY = 10;
const PATIENCE = 3;

/**
 * Gradient boosting with Newton steps on the log-loss, each tree grown on a part of the rows and features. `watched` are rows kept aside: their
 * log-odds after every LOOK_EVERY rounds come back in `looks`.
 */
export function boost(
  bins: Bins,
  labels: ArrayLike<number>,
  plan: BoostingPlan,
  watched?: { readonly bins: Bins; readonly labels: Float64Array },
): { readonly forest: Forest; readonly looks: readonly Float64Array[] } {
  const random = seeded(plan.seed);
  let ones = 0;
  for (let row = 0; row < bins.rows; row += 1) ones += labels[row] ?? 0;
  const base = Math.log((ones + 0.5) / (bins.rows - ones + 0.5));
  const logOdds = new Float64Array(bins.rows).fill(base);
  const aside = new Float64Array(watched?.bins.rows ?? 0).fill(base);
  const looks: Float64Array[] = [];
  const trees: Tree[] = [];
  const slopes = new Float64Array(bins.rows);
  const curvatures = new Float64Array(bins.rows);
  const varied = bins.counts.flatMap((count, feature) => (count > 1 ? [feature] : []));
  for (let round = 0; round < plan.rounds && varied.length > 0; round += 1) {
    for (let row = 0; row < bins.rows; row += 1) {
      const chance = 1 / (1 + Math.exp(-(logOdds[row] ?? 0)));
      slopes[row] = chance - (labels[row] ?? 0);
      curvatures[row] = Math.max(chance * (1 - chance), 1e-9);
    }
    const tree = growTree(bins, slopes, curvatures, sampleRows(bins.rows, random), sampleFeatures(varied, random), plan);
    trees.push(tree);
    addTree(tree, bins, logOdds);
    if (watched !== undefined) {
      addTree(tree, watched.bins, aside);
      if ((round + 1) % LOOK_EVERY === 0) looks.push(Float64Array.from(aside));
      if (looks.length > PATIENCE && isStale(looks, watched.labels)) break;
    }
  }
  return { forest: { base, trees }, looks };
}

/** True where the last looks were all worse than one before them: more rounds only fit what is peculiar to the training rows. */
function isStale(looks: readonly Float64Array[], labels: Float64Array): boolean {
  const losses = looks.map((look) => logLoss(look, labels));
  return Math.min(...losses.slice(-PATIENCE)) > Math.min(...losses.slice(0, -PATIENCE));
}

/** The log-odds of every row. */
export function forestLogOdds(forest: Forest, bins: Bins): Float64Array {
  const result = new Float64Array(bins.rows).fill(forest.base);
  for (const tree of forest.trees) addTree(tree, bins, result);
  return result;
}

function addTree(tree: Tree, bins: Bins, logOdds: Float64Array): void {
  for (let row = 0; row < bins.rows; row += 1) {
    let node = 0;
    for (let feature = tree.feature[node] ?? -1; feature >= 0; feature = tree.feature[node] ?? -1)
      node = childOf(tree, node, bins.features[feature]?.[row] ?? 0);
    logOdds[row] = (logOdds[row] ?? 0) + (tree.value[node] ?? 0);
  }
}

function sampleRows(rows: number, random: () => number): Int32Array {
  const chosen = new Int32Array(rows);
  let size = 0;
  for (let row = 0; row < rows; row += 1) if (random() < ROW_SHARE) chosen[size++] = row;
  return chosen.subarray(0, size);
}

function sampleFeatures(features: readonly number[], random: () => number): number[] {
  // Of a handful all are needed: what two of them say together shows only in one tree.
  const wanted = features.length <= 4 ? features.length : Math.min(MOST_FEATURES, Math.round(features.length * FEATURE_SHARE));
  const pool = [...features];
  for (let at = 0; at < wanted; at += 1) {
    const other = at + Math.floor(random() * (pool.length - at));
    [pool[at], pool[other]] = [pool[other] ?? 0, pool[at] ?? 0];
  }
  return pool.slice(0, wanted).sort((a, b) => a - b);
}
