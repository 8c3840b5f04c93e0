import type { TextVectors } from "./gram-vectors.ts";

const MOST_FEATURES = 224;
/** What fewer of a group's texts hold is not the group's. */
const LEAST_SHARE = 0.15;

/**
 * Groups of texts (numbered from 0 without a gap) as vectors of their own: a feature weighs by the root of the share of the group's texts that
 * hold it, and by how few groups hold it. What many tickets of one fault say is then as telling as it is: among tickets it looked common.
 */
export function groupVectors({ count, starts, features, size }: TextVectors, groups: Int32Array): TextVectors {
  const members = new Map<number, number[]>();
  for (let text = 0; text < count; text += 1) {
    const own = members.get(groups[text] ?? 0);
    if (own === undefined) members.set(groups[text] ?? 0, [text]);
    else own.push(text);
  }
  const shares = Array.from({ length: members.size }, (_, group) => {
    const texts = members.get(group) ?? [];
    const held = new Map<number, number>();
    for (const text of texts)
      for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at += 1)
        held.set(features[at] ?? 0, (held.get(features[at] ?? 0) ?? 0) + 1);
    return [...held].flatMap(([feature, times]) => (times >= LEAST_SHARE * texts.length ? [{ feature, share: times / texts.length }] : []));
  });
  const spread = new Int32Array(size);
  for (const own of shares) for (const { feature } of own) spread[feature] = (spread[feature] ?? 0) + 1;
  const weighed = shares.map((own) =>
    own
      .map(({ feature, share }) => ({
        feature,
        weight: Math.sqrt(share) * Math.log((1 + shares.length) / Math.max(RARE, spread[feature] ?? 1)),
      }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight || a.feature - b.feature)
      .slice(0, MOST_FEATURES),
  );
  return packed(weighed, size);
}

const RARE = 3;

function packed(vectors: readonly (readonly { readonly feature: number; readonly weight: number }[])[], size: number): TextVectors {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach((own, at) => (starts[at + 1] = (starts[at] ?? 0) + own.length));
  const all = vectors.flat();
  const lengths = vectors.map((own) => Math.sqrt(own.reduce((square, { weight }) => square + weight * weight, 0)));
  return {
    count: vectors.length,
    starts,
    features: Int32Array.from(all, ({ feature }) => feature),
    weights: Float32Array.from(vectors.flatMap((own, at) => own.map(({ weight }) => weight / (lengths[at] ?? 1)))),
    size,
  };
}
