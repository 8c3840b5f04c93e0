import type { Bins, BoostingPlan, Tree } from "./tree.ts";

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly cut: number;
  readonly missingLeft: boolean;
}

interface Open {
  readonly node: number;
  readonly rows: Int32Array;
  readonly depth: number;
}

const LEAST_GAIN = 1e-6;

/** Grows one tree on the given rows and features: at each node the split that lowers the loss most (second order). */
export function growTree(
  bins: Bins,
  slopes: Float64Array,
  curvatures: Float64Array,
  rows: Int32Array,
  features: readonly number[],
  plan: BoostingPlan,
): Tree {
  const tree: Tree = { feature: [], cut: [], missingLeft: [], left: [], value: [] };
  const open: Open[] = [{ node: addNode(tree), rows, depth: 0 }];
  const most = Math.max(1, ...features.map((feature) => bins.counts[feature] ?? 1));
  const slopeSums = new Float64Array(most);
  const curvatureSums = new Float64Array(most);
  for (let at = 0; at < open.length; at += 1) {
    const { node, rows: inside, depth } = open[at] as Open;
    let slope = 0;
    let curvature = 0;
    for (const row of inside) {
      slope += slopes[row] ?? 0;
      curvature += curvatures[row] ?? 0;
    }
    tree.value[node] = (-plan.rate * slope) / (curvature + plan.penalty);
    if (depth >= plan.depth || curvature < 2 * plan.leastLeaf) continue;
    let best: Split | undefined;
    for (const feature of features) {
      const found = bestSplit(bins, feature, inside, { slopes, curvatures, slopeSums, curvatureSums, slope, curvature }, plan);
      if (found !== undefined && found.gain > (best?.gain ?? LEAST_GAIN)) best = found;
    }
    if (best === undefined) continue;
    tree.feature[node] = best.feature;
    tree.cut[node] = best.cut;
    tree.missingLeft[node] = best.missingLeft ? 1 : 0;
    const left = addNode(tree);
    addNode(tree);
    tree.left[node] = left;
    const [toLeft, toRight] = parted(bins.features[best.feature] ?? new Uint8Array(), inside, best);
    open.push({ node: left, rows: toLeft, depth: depth + 1 }, { node: left + 1, rows: toRight, depth: depth + 1 });
  }
  return tree;
}

function addNode(tree: Tree): number {
  tree.feature.push(-1);
  tree.cut.push(0);
  tree.missingLeft.push(0);
  tree.left.push(0);
  return tree.value.push(0) - 1;
}

interface Sums {
  readonly slopes: Float64Array;
  readonly curvatures: Float64Array;
  readonly slopeSums: Float64Array;
  readonly curvatureSums: Float64Array;
  readonly slope: number;
  readonly curvature: number;
}

function bestSplit(bins: Bins, feature: number, rows: Int32Array, sums: Sums, plan: BoostingPlan): Split | undefined {
  const count = bins.counts[feature] ?? 1;
  const places = bins.features[feature] ?? new Uint8Array();
  const { slopes, curvatures, slopeSums, curvatureSums, slope, curvature } = sums;
  slopeSums.fill(0, 0, count);
  curvatureSums.fill(0, 0, count);
  for (const row of rows) {
    const bin = places[row] ?? 0;
    slopeSums[bin] = (slopeSums[bin] ?? 0) + (slopes[row] ?? 0);
    curvatureSums[bin] = (curvatureSums[bin] ?? 0) + (curvatures[row] ?? 0);
  }
  const whole = (slope * slope) / (curvature + plan.penalty);
  const [missingSlope, missingCurvature] = [slopeSums[0] ?? 0, curvatureSums[0] ?? 0];
  let best: Split | undefined;
  let [leftSlope, leftCurvature] = [0, 0];
  // A cut of 0 parts the missing values from all others.
  for (let cut = 0; cut < count - 1; cut += 1) {
    if (cut > 0) {
      leftSlope += slopeSums[cut] ?? 0;
      leftCurvature += curvatureSums[cut] ?? 0;
    }
    for (const missingLeft of missingCurvature > 0 ? (cut === 0 ? [true] : [true, false]) : cut === 0 ? [] : [true]) {
      const ls = leftSlope + (missingLeft ? missingSlope : 0);
      const lc = leftCurvature + (missingLeft ? missingCurvature : 0);
      const [rs, rc] = [slope - ls, curvature - lc];
      if (lc < plan.leastLeaf || rc < plan.leastLeaf) continue;
      const gain = (ls * ls) / (lc + plan.penalty) + (rs * rs) / (rc + plan.penalty) - whole;
      // Where nothing was missing, a missing value goes with the larger part.
      const toLeft = missingCurvature > 0 ? missingLeft : lc >= rc;
      if (gain > (best?.gain ?? LEAST_GAIN)) best = { gain, feature, cut, missingLeft: toLeft };
    }
  }
  return best;
}

function parted(places: Uint8Array, rows: Int32Array, { cut, missingLeft }: Split): readonly [Int32Array, Int32Array] {
  const left = new Int32Array(rows.length);
  const right = new Int32Array(rows.length);
  let [lefts, rights] = [0, 0];
  for (const row of rows) {
    const bin = places[row] ?? 0;
    if (bin === 0 ? missingLeft : bin <= cut) left[lefts++] = row;
    else right[rights++] = row;
  }
  return [left.subarray(0, lefts), right.subarray(0, rights)];
}
