import type { TextVectors } from "./gram-vectors.ts";
import { groupVectors } from "./group-vectors.ts";
import { type Near, nearClusters, type NearClusters, type TextCluster } from "./near-clusters.ts";

/** A text joins a group from this likeness (cosine) on; where they are about different capabilities it must be greater by the second. */
const TEXT = { alike: 0.3, stranger: 0.12 };
/** Groups whose centres are alike so much are one. */
const SAME = 0.45;
/** Groups as wholes: their words together say more than those of any of their texts, and what triage took them to be about says less. */
const WHOLE = { alike: 0.43, stranger: 0.02 };
const ROUNDS = 2;

/**
 * Groups texts that say the same in similar words: the place of each text's group, numbered by its first text. `about` is what each text is
 * about. Texts are taken in the order given, so give them in one that does not hang on the file (day, then id). Work grows with the number
 * of texts, not with its square: a text is compared with the few groups that share its rarest runs of letters.
 *
 * Leader clustering with moving centres; groups joined by their centres; every text put to the nearest centre once more; then the groups
 * themselves are grouped, twice, by what is frequent in them and rare in others, which brings the different ways of telling one fault together.
 */
export function clusterTexts(vectors: TextVectors, about: readonly (string | null)[]): Int32Array {
  let groups = numbered(settle(vectors, about, joined(vectors, about, lead(vectors, about, TEXT))));
  for (let round = 0; round < ROUNDS; round += 1) {
    const over = lead(groupVectors(vectors, groups), leadingOf(groups, about), WHOLE);
    groups = groups.map((group) => over[group] ?? 0);
  }
  return groups;
}

interface Least {
  readonly alike: number;
  readonly stranger: number;
}

/** What most texts of each group are about; of equals the one told first. */
function leadingOf(groups: Int32Array, about: readonly (string | null)[]): (string | null)[] {
  const counts = new Map<number, Map<string | null, number>>();
  groups.forEach((group, text) => {
    const own = counts.get(group) ?? new Map<string | null, number>();
    counts.set(group, own.set(about[text] ?? null, (own.get(about[text] ?? null) ?? 0) + 1));
  });
  return Array.from({ length: counts.size }, (_, group) => {
    const [best] = [...(counts.get(group) ?? [])].sort(([, a], [, b]) => b - a);
    return best?.[0] ?? null;
  });
}

function lead(vectors: TextVectors, about: readonly (string | null)[], least: Least): Int32Array {
  const near = nearClusters(vectors);
  const groups = new Int32Array(vectors.count);
  for (let text = 0; text < vectors.count; text += 1) {
    const found = nearest(near.of(text), about[text] ?? null, least);
    if (found === undefined) groups[text] = near.open(text, about[text] ?? null).place;
    else {
      near.add(found, text, about[text] ?? null);
      groups[text] = found.place;
    }
  }
  return groups;
}

/** Groups (numbered from 0 by their first text) whose centres are alike become one, with the number of its first. */
function joined(vectors: TextVectors, about: readonly (string | null)[], groups: Int32Array): Int32Array {
  const near = built(vectors, about, groups);
  const root = Int32Array.from({ length: near.clusters.length }, (_, at) => at);
  const rootOf = (at: number): number => {
    let top = at;
    while (root[top] !== top) top = root[top] ?? top;
    return top;
  };
  for (const cluster of near.clusters)
    for (const { cluster: other, likeness } of near.like(cluster.place))
      if (likeness >= SAME + (other.about === cluster.about ? 0 : TEXT.stranger)) {
        const [a, b] = [rootOf(cluster.place), rootOf(other.place)];
        root[Math.max(a, b)] = Math.min(a, b);
      }
  return groups.map(rootOf);
}

/** Every text to its nearest centre: who came early had few to choose from. */
function settle(vectors: TextVectors, about: readonly (string | null)[], groups: Int32Array): Int32Array {
  const near = built(vectors, about, groups);
  let next = near.clusters.length;
  return groups.map((_, text) => {
    const found = nearest(near.of(text), about[text] ?? null, TEXT);
    if (found !== undefined) return found.place;
    next += 1;
    return next;
  });
}

/** The groups as clusters, in the order of their first texts. */
function built(vectors: TextVectors, about: readonly (string | null)[], groups: Int32Array): NearClusters {
  const near = nearClusters(vectors);
  const places = new Map<number, TextCluster>();
  groups.forEach((group, text) => {
    const present = places.get(group);
    if (present === undefined) places.set(group, near.open(text, about[text] ?? null));
    else near.add(present, text, about[text] ?? null);
  });
  near.recentre();
  return near;
}

function nearest(found: readonly Near[], about: string | null, { alike, stranger }: Least): TextCluster | undefined {
  let best: TextCluster | undefined;
  let most = alike;
  for (const { cluster, likeness } of found) {
    const held = likeness - (cluster.about === about ? 0 : stranger);
    if (held > most || (held === most && best !== undefined && cluster.place < best.place)) [best, most] = [cluster, held];
  }
  return best;
}

/** Groups numbered from 0 by their first text. */
function numbered(groups: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return groups.map((group) => {
    const present = numbers.get(group);
    if (present !== undefined) return present;
    numbers.set(group, numbers.size);
    return numbers.size - 1;
  });
}
