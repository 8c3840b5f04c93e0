import type { FeatureBag } from "../text/feature-bag.ts";
import type { FeatureReader } from "../text/text-features.ts";
import { emptyIndex, type HashIndex, numberFor } from "./hash-index.ts";

/** The features that a model knows, in order of their hashes. */
export interface Vocabulary {
  readonly hashes: Uint32Array;
  /** Kind of each feature. */
  readonly views: Uint8Array;
  readonly index: HashIndex;
}

/** A vocabulary from hashes in ascending order. */
export function vocabularyOf(hashes: Uint32Array, views: Uint8Array): Vocabulary {
  const index = emptyIndex(hashes.length);
  for (let row = 0; row < hashes.length; row += 1) numberFor(index, hashes[row] ?? 0);
  return { hashes, views, index };
}

export interface VocabularyLimits {
  /** Texts that a feature must stand in. */
  readonly fewest: number;
  /** Features that are kept at most: those in the most texts. */
  readonly most: number;
  /** Distinct features that are counted at a time; beyond it those seen once so far are forgotten. */
  readonly counted?: number;
}

/** The features of these texts, within the limits. */
export function gatherVocabulary(
  texts: Iterable<string>,
  read: FeatureReader,
  bag: FeatureBag,
  { fewest, most, counted = 6_000_000 }: VocabularyLimits,
): Vocabulary {
  let counts = emptyCounts();
  for (const text of texts) {
    read(text, bag);
    for (let place = 0; place < bag.size; place += 1) countOne(counts, bag.hashes[place] ?? 0, bag.views[place] ?? 0, 1);
    if (counts.index.size > counted) counts = withoutSingles(counts);
  }
  const { index, times, views } = counts;
  const chosen: { hash: number; times: number; view: number }[] = [];
  for (let slot = 0; slot < index.keys.length; slot += 1) {
    const number = (index.values[slot] ?? 0) - 1;
    if (number < 0 || (times[number] ?? 0) < fewest) continue;
    chosen.push({ hash: index.keys[slot] ?? 0, times: times[number] ?? 0, view: views[number] ?? 0 });
  }
  const kept = chosen.length <= most ? chosen : chosen.sort((a, b) => b.times - a.times || a.hash - b.hash).slice(0, most);
  kept.sort((a, b) => a.hash - b.hash);
  return vocabularyOf(
    Uint32Array.from(kept, ({ hash }) => hash),
    Uint8Array.from(kept, ({ view }) => view),
  );
}

interface Counts {
  readonly index: HashIndex;
  times: Int32Array;
  views: Uint8Array;
}

function emptyCounts(): Counts {
  return { index: emptyIndex(), times: new Int32Array(4096), views: new Uint8Array(4096) };
}

function countOne(counts: Counts, hash: number, view: number, times: number): void {
  const number = numberFor(counts.index, hash);
  if (number >= counts.times.length) {
    const { times: before, views } = counts;
    counts.times = new Int32Array(before.length * 2);
    counts.times.set(before);
    counts.views = new Uint8Array(before.length * 2);
    counts.views.set(views);
  }
  counts.times[number] = (counts.times[number] ?? 0) + times;
  counts.views[number] = view;
}

function withoutSingles({ index, times, views }: Counts): Counts {
  const kept = emptyCounts();
  for (let slot = 0; slot < index.keys.length; slot += 1) {
    const number = (index.values[slot] ?? 0) - 1;
    if (number >= 0 && (times[number] ?? 0) > 1) countOne(kept, index.keys[slot] ?? 0, views[number] ?? 0, times[number] ?? 0);
  }
  return kept;
}
