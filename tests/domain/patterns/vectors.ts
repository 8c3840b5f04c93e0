import type { TextVectors } from "../../../src/domain/patterns/gram-vectors.ts";

/** The features of a text with their weights, the weightiest first. */
export type HandText = readonly (readonly [feature: number, weight: number])[];

/** Texts by hand. */
export function vectorsOf(...texts: readonly HandText[]): TextVectors {
  const starts = new Int32Array(texts.length + 1);
  texts.forEach((own, at) => (starts[at + 1] = (starts[at] ?? 0) + own.length));
  return {
    count: texts.length,
    starts,
    features: Int32Array.from(texts.flat(), ([feature]) => feature),
    weights: Float32Array.from(texts.flat(), ([, weight]) => weight),
    size: 4096,
  };
}

/** The features of each text with their weights, to four places. */
export function told({ starts, features, weights }: TextVectors): (readonly [number, number])[][] {
  return Array.from({ length: starts.length - 1 }, (_, text) =>
    [...features.subarray(starts[text], starts[text + 1])].map(
      (feature, at) => [feature, Math.round((weights[(starts[text] ?? 0) + at] ?? 0) * 1e4) / 1e4] as const,
    ),
  );
}
