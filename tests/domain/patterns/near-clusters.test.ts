import { describe, expect, it } from "vitest";
import { type Near, nearClusters, type NearClusters } from "../../../src/domain/patterns/near-clusters.ts";
import { type HandText, vectorsOf } from "./vectors.ts";

/** Which clusters, with the likeness to two places. */
const shown = (found: readonly Near[]): (readonly [number, number])[] =>
  found.map(({ cluster, likeness }) => [cluster.place, Math.round(likeness * 100) / 100]);
const places = (found: readonly Near[]): number[] => found.map(({ cluster }) => cluster.place);
/** The texts before `text` as a cluster each. */
function opened(until: number, ...texts: readonly HandText[]): NearClusters {
  const near = nearClusters(vectorsOf(...texts));
  for (let text = 0; text < until; text += 1) near.open(text, null);
  return near;
}

describe("clusters near a text", () => {
  it("share a feature with it, and come with their cosine", () => {
    const near = opened(
      3,
      [
        [1, 0.75],
        [2, 0.5],
      ],
      [[3, 1]],
      [
        [2, 0.75],
        [0, 0.5],
      ],
      [
        [2, 0.75],
        [1, 0.5],
        [0, 0.25],
      ],
      [[9, 1]],
    );
    // 0.75 × 0.5 + 0.5 × 0.75, and 0.75² + 0.25 × 0.5.
    expect(shown(near.of(3))).toEqual([
      [0, 0.75],
      [2, 0.69],
    ]);
    expect(near.of(4)).toEqual([]);
    // A question leaves nothing behind for the next.
    expect(shown(near.of(0))).toEqual([
      [0, 0.81],
      [2, 0.38],
    ]);
    expect(shown(near.of(1))).toEqual([[1, 1]]);
    expect(shown(near.of(3))).toEqual([
      [0, 0.75],
      [2, 0.69],
    ]);
  });

  it("come with what they share most of first, of equals the first one", () => {
    const near = opened(
      4,
      [[3, 1]],
      [[1, 1]],
      [
        [2, 1],
        [4, 1],
      ],
      [[4, 1]],
      [
        [1, 0.7],
        [2, 0.5],
        [4, 0.4],
        [3, 0.4],
      ],
    );
    expect(places(near.of(4))).toEqual([2, 1, 0, 3]);
  });

  it("are a dozen at most", () => {
    const near = opened(14, ...Array.from({ length: 15 }, (_, at) => [[1, at === 14 ? 1 : 0.5] as const]));
    expect(places(near.of(14))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("are found by the 48 weightiest features of both", () => {
    const long = Array.from({ length: 49 }, (_, at) => [at + 1, 1 - at / 100] as const);
    expect(places(opened(2, [[48, 1]], [[49, 1]], long).of(2))).toEqual([0]);
    expect(places(opened(1, long, [[48, 1]]).of(1))).toEqual([0]);
    expect(places(opened(1, long, [[49, 1]]).of(1))).toEqual([]);
    // The first of all features is one like the others: what does not hold it is not found by it.
    expect(places(opened(2, [[7, 1]], [[0, 1]], [[7, 1]]).of(2))).toEqual([0]);
    expect(places(opened(2, [[7, 1]], [[0, 1]], [[0, 1]]).of(2))).toEqual([1]);
  });

  it("are not found by a feature that more than 1200 of them have", () => {
    const all = Array.from({ length: 1202 }, (_, at) => [[5, 1] as const, [at + 10, 0.5] as const]);
    const near = opened(1200, ...all);
    expect(near.of(1201)).toHaveLength(12);
    near.open(1200, null);
    expect(near.of(1201)).toEqual([]);
    // However many there are, each is found by what is its own.
    expect(places(near.of(1200))).toEqual([1200]);
    expect(places(near.of(1023))).toEqual([1023]);
  });
});

describe("clusters near a cluster", () => {
  it("are the others", () => {
    const near = opened(
      3,
      [
        [1, 0.75],
        [2, 0.5],
      ],
      [[2, 0.5]],
      [[3, 1]],
    );
    expect(shown(near.like(0))).toEqual([[1, 0.25]]);
    expect(near.like(2)).toEqual([]);
    expect(near.like(3)).toEqual([]);
  });
});

describe("a cluster", () => {
  it("begins as its first text", () => {
    const near = nearClusters(vectorsOf([[4, 1]], [[1, 0.5]], [[2, 1]]));
    expect([near.open(0, null).place, near.open(1, "search")]).toMatchObject([0, { place: 1, size: 1, about: "search" }]);
    expect([...(near.clusters[1]?.features ?? [])]).toEqual([1]);
    expect([...(near.clusters[1]?.weights ?? [])]).toEqual([0.5]);
    expect(near.clusters).toHaveLength(2);
  });

  it("is about what most of its texts are about, of equals what was ahead", () => {
    const near = nearClusters(vectorsOf(...Array.from({ length: 7 }, () => [[1, 1] as const])));
    const cluster = near.open(0, "a");
    const abouts = ["b", null, "b", "a", "a", null].map((about, at) => {
      near.add(cluster, at + 1, about);
      return cluster.about;
    });
    expect(abouts).toEqual(["a", "a", "b", "b", "a", "a"]);
    expect(cluster.size).toBe(7);
  });

  it("has the mean of its texts for a centre, of length one", () => {
    const near = nearClusters(
      vectorsOf(
        [[1, 1]],
        [
          [2, 0.75],
          [1, 0.5],
        ],
        [[9, 1]],
      ),
    );
    const cluster = near.open(0, null);
    near.add(cluster, 1, null);
    // (1.5, 0.75) over the root of 2.8125.
    expect([...cluster.features]).toEqual([1, 2]);
    expect([...cluster.weights].map((weight) => Math.round(weight * 1e4) / 1e4)).toEqual([0.8944, 0.4472]);
    expect(shown(near.of(1))).toEqual([[0, 0.78]]);
    expect(near.of(2)).toEqual([]);
  });

  it("keeps its 224 weightiest features, of equals those with the lower number", () => {
    const many = Array.from({ length: 226 }, (_, at) => [500 - at, at === 0 ? 0.5 : 0.25] as const);
    const near = nearClusters(vectorsOf(many, many));
    const cluster = near.open(0, null);
    near.add(cluster, 1, null);
    expect([...cluster.features]).toEqual([500, ...Array.from({ length: 223 }, (_, at) => 275 + at)]);
  });

  it("moves its centre at sizes of 2, 3, 4, 6, 8, 12 and 16", () => {
    const near = nearClusters(vectorsOf(...Array.from({ length: 20 }, (_, at) => [[at, 1] as const])));
    const cluster = near.open(0, null);
    const moved: number[] = [];
    for (let text = 1; text < 20; text += 1) {
      const before = cluster.features;
      near.add(cluster, text, null);
      if (cluster.features !== before) moved.push(cluster.size);
    }
    expect(moved).toEqual([2, 3, 4, 6, 8, 12, 16]);
    expect(cluster.features).toHaveLength(16);
  });

  it("is brought up to date when asked; one of a single text is that text", () => {
    const near = nearClusters(vectorsOf(...[0, 1, 2, 3, 4, 5, 6].map((at) => [[at, 0.5] as const])));
    const cluster = near.open(0, null);
    for (const text of [1, 2, 3, 4]) near.add(cluster, text, null);
    near.open(5, null);
    expect(near.of(4)).toEqual([]);
    near.recentre();
    expect(shown(near.of(4))).toEqual([[0, 0.22]]);
    expect(shown(near.of(5))).toEqual([[1, 0.25]]);
  });

  it("is listed once under a feature, however often its centre moves", () => {
    const near = nearClusters(
      vectorsOf(
        [[1, 1]],
        [
          [1, 1],
          [2, 0.9],
        ],
        [[1, 1]],
        [
          [1, 0.5],
          [2, 0.4],
        ],
        [
          [2, 0.5],
          [1, 0.1],
        ],
      ),
    );
    const first = near.open(0, null);
    const second = near.open(1, null);
    near.add(first, 2, null);
    near.recentre();
    near.recentre();
    expect(places(near.of(3))).toEqual([1, 0]);
    near.add(second, 4, null);
    near.recentre();
    expect(places(near.of(3))).toEqual([1, 0]);
  });
});
