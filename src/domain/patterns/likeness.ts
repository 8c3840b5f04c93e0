import type { TextVectors } from "./gram-vectors.ts";

/** For a text, which of several sets of texts it is most like: by the mean of their vectors, the earlier set of equals. */
export function likenessTo({ starts, features, weights }: TextVectors, sets: readonly (readonly number[])[]): (text: number) => number {
  const centres = sets.map((texts) => {
    const sums = new Map<number, number>();
    for (const text of texts)
      for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at += 1)
        sums.set(features[at] ?? 0, (sums.get(features[at] ?? 0) ?? 0) + (weights[at] ?? 0));
    const length = Math.sqrt([...sums.values()].reduce((square, weight) => square + weight * weight, 0)) || 1;
    return { sums, length };
  });
  return (text) => {
    let [best, most] = [0, -1];
    centres.forEach(({ sums, length }, place) => {
      let dot = 0;
      for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at += 1)
        dot += (weights[at] ?? 0) * (sums.get(features[at] ?? 0) ?? 0);
      if (dot / length > most) [best, most] = [place, dot / length];
    });
    return best;
  };
}
