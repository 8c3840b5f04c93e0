import { describe, expect, it } from "vitest";
import { addFeature, clearBag, CUES, emptyBag, LETTERS, PAIRS, PHRASES, WORDS } from "../../../src/domain/text/feature-bag.ts";
import { featureReader, type FeatureReader } from "../../../src/domain/text/text-features.ts";
import { LONG_TEXTS, MANY_LONG_TEXTS, SHORT_TEXTS } from "../../../src/domain/text/text-recipe.ts";
import { countTexts, textsWith } from "../../../src/domain/classifier/counted-texts.ts";
import { emptyIndex, numberFor, numberOf } from "../../../src/domain/classifier/hash-index.ts";
import { codesBy, labelColumn } from "../../../src/domain/classifier/label-column.ts";
import { pickRecipe } from "../../../src/domain/classifier/pick-recipe.ts";
import { gatherVocabulary, vocabularyOf } from "../../../src/domain/classifier/vocabulary.ts";

describe("labels", () => {
  it("are the different cells, sorted; a common name of out of scope is known by itself", () => {
    expect(labelColumn("queue", [" b ", "a", null, "", "b"])).toEqual({
      column: "queue",
      labels: ["a", "b"],
      codes: Int32Array.of(1, 0, -1, -1, 1),
      outside: -1,
    });
    for (const name of ["oos", "OOD", "out of scope", "out-of-domain", "Out_Of_Scope", "outofscope"])
      expect(labelColumn("q", ["a", name]).outside, name).toBe([name, "a"].sort().indexOf(name));
    for (const name of ["oosx", "xoos", "out of scopes", "not oos"]) expect(labelColumn("q", ["a", name]).outside).toBe(-1);
    expect(labelColumn("q", ["a", "none", "oos"], " none ").outside).toBe(1);
    expect(labelColumn("q", ["a", "oos"], "none").outside).toBe(-1);
  });

  it("of other texts are coded by the model's", () => {
    expect([...codesBy(["a", "b"], [" b", "a", null, " ", "c"])]).toEqual([1, 0, -1, -1, -2]);
  });
});

describe("an index of hashes", () => {
  it("has room for twice what is expected, and doubles when half full", () => {
    expect(emptyIndex().keys).toHaveLength(2048);
    expect(emptyIndex(1025).keys).toHaveLength(4096);
    expect(emptyIndex(5000).values).toHaveLength(16_384);
    const index = emptyIndex();
    // All in one slot, then beyond the end of the table: 2047 and 4095 share their last bits.
    const hashes = [2047, 4095, 6143, 0];
    expect(hashes.map((hash) => numberFor(index, hash))).toEqual([0, 1, 2, 3]);
    expect([...hashes, 8191].map((hash) => numberOf(index, hash))).toEqual([0, 1, 2, 3, -1]);
    expect(numberFor(index, 4095)).toBe(1);
    for (let more = 0; more < 1020; more += 1) numberFor(index, 100_000 + more);
    expect([index.size, index.keys.length]).toEqual([1024, 2048]);
    numberFor(index, 7);
    expect([index.size, index.keys.length, index.values.length]).toEqual([1025, 4096, 4096]);
    expect([2047, 4095, 6143, 0, 100_000, 101_019, 7].map((hash) => numberOf(index, hash))).toEqual([0, 1, 2, 3, 4, 1023, 1024]);
  });
});

describe("a bag of features", () => {
  it("counts each once, whatever slot it wants, and grows", () => {
    const bag = emptyBag();
    for (const hash of [4095, 8191, 0, 4095]) addFeature(bag, hash, hash === 0 ? PAIRS : LETTERS);
    expect([bag.size, [...bag.hashes.subarray(0, 3)], [...bag.counts.subarray(0, 3)], [...bag.views.subarray(0, 3)]]).toEqual([
      3,
      [4095, 8191, 0],
      [2, 1, 1],
      [LETTERS, LETTERS, PAIRS],
    ]);
    for (let more = 0; more < 5000; more += 1) addFeature(bag, 1_000_000 + more * 4096, CUES);
    expect([bag.size, bag.hashes.length, bag.counts.length, bag.views.length, bag.slots.length]).toEqual([5003, 8192, 8192, 8192, 16_384]);
    addFeature(bag, 4095, LETTERS);
    addFeature(bag, 1_000_000 + 4999 * 4096, CUES);
    expect([bag.size, bag.counts[0], bag.counts[5002], bag.hashes[5002]]).toEqual([5003, 3, 2, 1_000_000 + 4999 * 4096]);
    clearBag(bag);
    addFeature(bag, 4095, WORDS);
    expect([bag.size, bag.counts[0], bag.views[0]]).toEqual([1, 1, WORDS]);
  });

  it("has room for 2047 features before it grows, and counts to 65,535", () => {
    const bag = emptyBag();
    for (let at = 0; at < 2047; at += 1) addFeature(bag, at, WORDS);
    expect(bag.hashes.length).toBe(2048);
    addFeature(bag, 2047, WORDS);
    expect(bag.hashes.length).toBe(4096);
    for (let at = 0; at < 65_600; at += 1) addFeature(bag, 5, WORDS);
    expect(bag.counts[5]).toBe(65_535);
  });
});

describe("the features of a text", () => {
  const bag = emptyBag();
  const views = (read: FeatureReader, text: string): number[] => {
    read(text, bag);
    const counts = [0, 0, 0, 0, 0];
    for (let place = 0; place < bag.size; place += 1) counts[bag.views[place] ?? 0] = (counts[bag.views[place] ?? 0] ?? 0) + 1;
    return counts;
  };
  const only = (phrase: number, pairs: number): FeatureReader => featureReader({ phrase, pairs, letters: [0, 0] });

  it("are words, phrases up to three in a row with the text's ends, and pairs within reach", () => {
    const text = "ab cd ef gh";
    expect(views(only(1, 0), text)).toEqual([4, 0, 0, 0, 0]);
    // (start ab) (ab cd) (cd ef) (ef gh) (gh end)
    expect(views(only(2, 0), text)).toEqual([4, 5, 0, 0, 0]);
    // and (start ab cd) (ab cd ef) (cd ef gh)
    expect(views(only(3, 0), text)).toEqual([4, 8, 0, 0, 0]);
    expect(views(only(1, 1), text)).toEqual([4, 0, 0, 3, 0]);
    expect(views(only(1, 2), text)).toEqual([4, 0, 0, 5, 0]);
    expect(views(only(1, 9), text)).toEqual([4, 0, 0, 6, 0]);
    expect(views(only(3, 9), "")).toEqual([0, 0, 0, 0, 0]);
    expect(views(only(3, 9), "ab")).toEqual([1, 2, 0, 0, 0]);
  });

  it("hold a pair whatever its order, and a phrase only in its own", () => {
    const hashes = (read: FeatureReader, text: string, view: number): Set<number> => {
      read(text, bag);
      return new Set([...bag.hashes.subarray(0, bag.size)].filter((_, place) => bag.views[place] === view));
    };
    expect(hashes(only(1, 3), "red blue", PAIRS)).toEqual(hashes(only(1, 3), "blue red", PAIRS));
    expect(hashes(only(2, 0), "red blue", PHRASES)).not.toEqual(hashes(only(2, 0), "blue red", PHRASES));
    const cued = featureReader({ phrase: 1, pairs: 0, letters: [0, 0] }, (text) => [text.length > 3 ? "long" : "short", "any"]);
    expect(views(cued, "ab")).toEqual([1, 0, 0, 0, 2]);
    expect(hashes(cued, "ab", CUES)).not.toEqual(hashes(cued, "abcdef", CUES));
    // A word met before gives the same features again.
    const read = only(3, 8);
    const first = hashes(read, "printer printers", WORDS);
    expect(hashes(read, "printer printers", WORDS)).toEqual(first);
    expect([...first].length).toBeGreaterThan(1);
  });

  it("are of the first three thousand tokens", () => {
    const long = Array.from({ length: 3100 }, (_, at) => `w${String(at).padStart(4, "0")}`).join(" ");
    const [words] = views(only(1, 0), long);
    const [cut] = views(only(1, 0), long.split(" ").slice(0, 3000).join(" "));
    expect(words).toBe(cut);
    expect(views(only(1, 0), long.split(" ").slice(0, 2999).join(" "))[0]).toBeLessThan(words ?? 0);
  });

  it("are chosen by the length of the usual text: up to thirty words are short", () => {
    const of = (words: number): string => Array.from({ length: words }, (_, at) => `w${at}`).join(" ");
    expect(pickRecipe([of(30)])).toBe(SHORT_TEXTS);
    expect(pickRecipe([of(31)])).toBe(LONG_TEXTS);
    expect(pickRecipe([])).toBe(SHORT_TEXTS);
    expect(pickRecipe([of(5), of(40), of(40)])).toBe(LONG_TEXTS);
    expect(pickRecipe([of(5), of(5), of(40), of(40)])).toBe(LONG_TEXTS);
    expect(pickRecipe([of(5), of(5), of(40)])).toBe(SHORT_TEXTS);
    const read = featureReader(LONG_TEXTS);
    read(of(40), bag);
    const size = bag.size;
    expect(pickRecipe([of(40), of(40)], 2 * size)).toBe(LONG_TEXTS);
    expect(pickRecipe([of(40), of(40)], 2 * size - 1)).toBe(MANY_LONG_TEXTS);
    // Of two thousand texts every second is looked at.
    const every = Array.from({ length: 2000 }, (_, row) => of(row % 2 === 0 ? 5 : 40));
    expect(pickRecipe(every)).toBe(SHORT_TEXTS);
    expect(pickRecipe(every.slice(0, 1998).map((_, row) => of(row % 2 === 0 ? 5 : 40)))).toBe(LONG_TEXTS);
  });
});

const words = featureReader({ phrase: 1, pairs: 0, letters: [0, 0] });

describe("the vocabulary", () => {
  const bag = emptyBag();

  it("is numbered in the order of the hashes, each with its kind", () => {
    const { hashes, views, index } = vocabularyOf(Uint32Array.of(3, 8, 4_000_000_000), Uint8Array.of(0, 1, 2));
    expect([[...hashes], [...views], index.size]).toEqual([[3, 8, 4_000_000_000], [0, 1, 2], 3]);
    expect([3, 8, 4_000_000_000, 5].map((hash) => numberOf(index, hash))).toEqual([0, 1, 2, -1]);
  });

  it("keeps of equally common ones those with the lowest hashes", () => {
    const list = Array.from({ length: 30 }, (_, at) => `zq${at}k`).join(" ");
    const all = gatherVocabulary([list], words, bag, { fewest: 1, most: 1000 }).hashes;
    expect([...gatherVocabulary([list], words, bag, { fewest: 1, most: 7 }).hashes]).toEqual([...all.subarray(0, 7)]);
    expect(gatherVocabulary([list], words, bag, { fewest: 1, most: all.length }).hashes).toEqual(all);
    expect(gatherVocabulary([list], words, bag, { fewest: 2, most: 1000 }).hashes).toHaveLength(0);
  });

  it("keeps times and kinds while it grows beyond four thousand", () => {
    const texts = Array.from({ length: 90 }, (_, row) => Array.from({ length: 100 }, (_each, at) => `q${row * 100 + at}x`).join(" "));
    const once = gatherVocabulary(texts, featureReader({ phrase: 2, pairs: 0, letters: [0, 0] }), bag, { fewest: 1, most: 1e6 });
    const twice = gatherVocabulary([...texts, ...texts], featureReader({ phrase: 2, pairs: 0, letters: [0, 0] }), bag, {
      fewest: 2,
      most: 1e6,
    });
    expect(once.hashes.length).toBeGreaterThan(17_000);
    expect(twice.hashes).toEqual(once.hashes);
    expect(twice.views).toEqual(once.views);
    expect([
      once.views.filter((view) => view === WORDS).length > 8000,
      once.views.filter((view) => view === PHRASES).length > 8000,
    ]).toEqual([true, true]);
  });

  it("is counted text by text, the counts held at 255", () => {
    const vocabulary = gatherVocabulary(["ab cd"], words, bag, { fewest: 1, most: 10 });
    const counted = countTexts(["ab ab xy", "", "cd", `${"ab ".repeat(300)}`], vocabulary, words, bag);
    const [ab, cd] = ["ab", "cd"].map((word) => {
      words(word, bag);
      return numberOf(vocabulary.index, bag.hashes[0] ?? 0);
    });
    expect(counted).toMatchObject({ texts: 4 });
    expect([[...counted.starts], [...counted.features], [...counted.counts], [...counted.wordings]]).toEqual([
      [0, 1, 1, 2, 3],
      [ab, cd, ab],
      [2, 1, 255],
      [2, 0, 1, 1],
    ]);
    const times = (from: number): number[] => {
      const found = textsWith(counted, (text) => text >= from);
      return [found[ab ?? -1] ?? -1, found[cd ?? -1] ?? -1];
    };
    expect([times(0), times(1), times(3)]).toEqual([
      [2, 1],
      [1, 1],
      [1, 0],
    ]);
  });

  it("is counted beyond the first sixty-five thousand entries", () => {
    const texts = Array.from({ length: 900 }, (_, row) =>
      Array.from({ length: 100 }, (_each, at) => `q${(row * 37 + at * 11) % 700}x`).join(" "),
    );
    const vocabulary = gatherVocabulary(texts, words, bag, { fewest: 1, most: 1e6 });
    const counted = countTexts(texts, vocabulary, words, bag);
    expect(counted.features.length).toBeGreaterThan(70_000);
    for (const row of [0, 400, 654, 656, 899]) {
      const own = countTexts([texts[row] ?? ""], vocabulary, words, bag);
      expect(counted.features.slice(counted.starts[row], counted.starts[row + 1])).toEqual(own.features);
      expect(counted.counts.slice(counted.starts[row], counted.starts[row + 1])).toEqual(own.counts);
    }
  });
});
