import type { TextVectors } from "./gram-vectors.ts";

/** Texts taken together, with the mean of their vectors. */
export interface TextCluster {
  readonly place: number;
  size: number;
  /** What most of its texts are about; of equals the one that was ahead. */
  about: string | null;
  readonly abouts: Map<string | null, number>;
  readonly sums: Map<number, number>;
  features: Int32Array;
  weights: Float32Array;
}

export interface Near {
  readonly cluster: TextCluster;
  /** Cosine, 0 to 1. */
  readonly likeness: number;
}

/** Clusters that can be asked which of them are near a text. */
export interface NearClusters {
  readonly clusters: readonly TextCluster[];
  /** Clusters that may be near a text, at most a dozen. */
  of(text: number): readonly Near[];
  /** Other clusters that may be near one. */
  like(place: number): readonly Near[];
  /** Opens a cluster with its first text. */
  open(text: number, about: string | null): TextCluster;
  add(cluster: TextCluster, text: number, about: string | null): void;
  /** Brings every centre up to date. */
  recentre(): void;
}

/** A centre keeps its weightiest features only. */
const CENTRE = 224;
/** So many of the weightiest lead to a cluster, and so many of a text are looked up. */
const KEYS = 48;
/** A feature that leads to more clusters than this is passed over: it says little and costs much. */
const LONGEST_LIST = 1200;
const MOST_CANDIDATES = 12;

/** An empty set of clusters over the vectors. */
export function nearClusters({ starts, features, weights, size }: TextVectors): NearClusters {
  const clusters: TextCluster[] = [];
  const lists = new Map<number, number[]>();
  const dense = new Float32Array(size);
  let hits = new Float32Array(1024);

  const lookUp = (own: Int32Array, ownWeights: Float32Array, except: number): Near[] => {
    if (hits.length < clusters.length) hits = new Float32Array(clusters.length * 2);
    const touched: number[] = [];
    const keys = Math.min(KEYS, own.length);
    for (let at = 0; at < keys; at += 1) {
      const list = lists.get(own[at] ?? 0);
      if (list === undefined || list.length > LONGEST_LIST) continue;
      const weight = ownWeights[at] ?? 0;
      for (const place of list) {
        if (hits[place] === 0) touched.push(place);
        hits[place] = (hits[place] ?? 0) + weight;
      }
    }
    const best = touched.filter((place) => place !== except).sort((a, b) => (hits[b] ?? 0) - (hits[a] ?? 0) || a - b);
    for (const place of touched) hits[place] = 0;
    own.forEach((feature, at) => (dense[feature] = ownWeights[at] ?? 0));
    const near = best.slice(0, MOST_CANDIDATES).flatMap((place) => {
      const cluster = clusters[place];
      return cluster === undefined ? [] : [{ cluster, likeness: dot(cluster, dense) }];
    });
    for (const feature of own) dense[feature] = 0;
    return near;
  };

  const enter = (cluster: TextCluster): void => {
    for (const feature of cluster.features.subarray(0, KEYS)) {
      const list = lists.get(feature);
      if (list === undefined) lists.set(feature, [cluster.place]);
      else if (list.lastIndexOf(cluster.place) < 0) list.push(cluster.place);
    }
  };

  const take = (cluster: TextCluster, text: number, about: string | null): void => {
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at += 1)
      cluster.sums.set(features[at] ?? 0, (cluster.sums.get(features[at] ?? 0) ?? 0) + (weights[at] ?? 0));
    cluster.size += 1;
    const count = (cluster.abouts.get(about) ?? 0) + 1;
    cluster.abouts.set(about, count);
    if (count > (cluster.abouts.get(cluster.about) ?? 0)) cluster.about = about;
  };

  const recentre = (cluster: TextCluster): void => {
    Object.assign(cluster, centreOf(cluster.sums));
    enter(cluster);
  };

  return {
    clusters,
    of: (text) => lookUp(features.subarray(starts[text], starts[text + 1]), weights.subarray(starts[text], starts[text + 1]), -1),
    like: (place) => {
      const cluster = clusters[place];
      return cluster === undefined ? [] : lookUp(cluster.features, cluster.weights, place);
    },
    open: (text, about) => {
      const cluster: TextCluster = {
        place: clusters.length,
        size: 0,
        about,
        abouts: new Map(),
        sums: new Map(),
        features: new Int32Array(0),
        weights: new Float32Array(0),
      };
      clusters.push(cluster);
      take(cluster, text, about);
      cluster.features = features.slice(starts[text], starts[text + 1]);
      cluster.weights = weights.slice(starts[text], starts[text + 1]);
      enter(cluster);
      return cluster;
    },
    add: (cluster, text, about) => {
      take(cluster, text, about);
      if (isMilestone(cluster.size)) recentre(cluster);
    },
    recentre: () => {
      for (const cluster of clusters) if (cluster.size > 1) recentre(cluster);
    },
  };
}

function dot({ features, weights }: TextCluster, dense: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) sum += (weights[at] ?? 0) * (dense[features[at] ?? 0] ?? 0);
  return sum;
}

/** A centre is worked out anew at sizes 2, 3, 4, 6, 8, 12, 16 and so on: it moves less and less. */
function isMilestone(size: number): boolean {
  const power = 2 ** Math.floor(Math.log2(size));
  return size === power || size === power * 1.5;
}

function centreOf(sums: ReadonlyMap<number, number>): { readonly features: Int32Array; readonly weights: Float32Array } {
  const order = [...sums].sort(([a, one], [b, other]) => other - one || a - b).slice(0, CENTRE);
  const length = Math.sqrt(order.reduce((square, [, weight]) => square + weight * weight, 0)) || 1;
  return { features: Int32Array.from(order, ([feature]) => feature), weights: Float32Array.from(order, ([, weight]) => weight / length) };
}
