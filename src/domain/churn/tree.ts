/** The place of each row's value on each feature; 0 is missing. Column by column, so that counting one feature reads memory in order. */
export interface Bins {
  readonly rows: number;
  readonly features: readonly Uint8Array[];
  /** How many bins each feature has, that of missing values included. */
  readonly counts: readonly number[];
}

/**
 * A regression tree as flat lists: node 0 is the root; a node with `feature` −1 is a leaf, another's children are `left` and `left` + 1. A
 * row goes left where its bin is at most `cut` (or missing and `missingLeft`). `value` is the log-odds a row has gained on reaching the node.
 */
export interface Tree {
  readonly feature: number[];
  readonly cut: number[];
  readonly missingLeft: number[];
  readonly left: number[];
  readonly value: number[];
}

export interface BoostingPlan {
  readonly rounds: number;
  /** Share of a tree's step that is taken. */
  readonly rate: number;
  readonly depth: number;
  /** Fewest rows (by weight of their curvature, in quarter rows) of a leaf. */
  readonly leastLeaf: number;
  /** L2 penalty on a leaf's value. */
  readonly penalty: number;
  readonly seed: number;
}

/** The child of `node` that a row goes on to. */
export function childOf(tree: Tree, node: number, bin: number): number {
  const goesLeft = bin === 0 ? tree.missingLeft[node] === 1 : bin <= (tree.cut[node] ?? 0);
  return (tree.left[node] ?? 0) + (goesLeft ? 0 : 1);
}
