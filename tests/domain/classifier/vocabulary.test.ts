import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countTexts, textsWith } from "../../../src/domain/classifier/counted-texts.ts";
import { emptyIndex, numberFor, numberOf } from "../../../src/domain/classifier/hash-index.ts";
import { pickRecipe } from "../../../src/domain/classifier/pick-recipe.ts";
import { rarityOf, VIEW_LENGTH } from "../../../src/domain/classifier/rarity.ts";
import { gatherVocabulary } from "../../../src/domain/classifier/vocabulary.ts";
import { weighTexts } from "../../../src/domain/classifier/weighed-texts.ts";
import { emptyBag } from "../../../src/domain/text/feature-bag.ts";
import { featureReader } from "../../../src/domain/text/text-features.ts";
import { LONG_TEXTS, MANY_LONG_TEXTS, SHORT_TEXTS } from "../../../src/domain/text/text-recipe.ts";

const read = featureReader(SHORT_TEXTS);
const bag = emptyBag();
const texts = fc.array(fc.stringMatching(/^[abc]{1,3}( [abc]{1,3}){0,4}$/), { minLength: 1, maxLength: 20 });

/** In how many texts each feature stands, counted with a plain Map. */
function plainCount(some: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const text of some) {
    read(text, bag);
    for (let place = 0; place < bag.size; place += 1) counts.set(bag.hashes[place] ?? 0, (counts.get(bag.hashes[place] ?? 0) ?? 0) + 1);
  }
  return counts;
}

describe("hash index", () => {
  it("numbers hashes as they come, and finds them again after it has grown", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 3000 }), (hashes) => {
        const index = emptyIndex();
        for (const [number, hash] of hashes.entries()) expect(numberFor(index, hash)).toBe(number);
        for (const [number, hash] of hashes.entries()) expect(numberOf(index, hash)).toBe(number);
        expect(index.size).toBe(hashes.length);
      }),
      { numRuns: 20 },
    );
    expect(numberOf(emptyIndex(), 7)).toBe(-1);
  });
});

describe("gatherVocabulary", () => {
  it("keeps what stands in enough texts, as a plain count does, in ascending order", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 3 }), (some, fewest) => {
        const { hashes } = gatherVocabulary(some, read, bag, { fewest, most: 1e6 });
        const expected = [...plainCount(some)].filter(([, times]) => times >= fewest).map(([hash]) => hash);
        expect([...hashes]).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });

  it("keeps the commonest where they are too many", () => {
    const some = ["card late", "card late", "card late", "card lost", "refund"];
    const { hashes } = gatherVocabulary(some, read, bag, { fewest: 1, most: 5 });
    const counts = plainCount(some);
    expect(hashes).toHaveLength(5);
    for (const hash of hashes) expect(counts.get(hash)).toBe(4);
  });

  it("forgets single ones where there are too many to count, and keeps the others", () => {
    const some = Array.from({ length: 300 }, (_, row) => `card word${row * 7919}`);
    const { hashes } = gatherVocabulary(some, read, bag, { fewest: 300, most: 1e6, counted: 200 });
    const always = [...plainCount(some)].filter(([, times]) => times === 300).map(([hash]) => hash);
    expect([...hashes]).toEqual(always.sort((a, b) => a - b));
  });
});

describe("weighTexts", () => {
  it("brings every kind of feature to its length, rare ones counting more, and tells how much is known", () => {
    const some = ["card late", "card lost", "card lost again", "refund please"];
    const vocabulary = gatherVocabulary(some.slice(0, 3), read, bag, { fewest: 1, most: 1e6 });
    const counted = countTexts(some, vocabulary, read, bag);
    const rarity = rarityOf(
      textsWith(counted, () => true),
      4,
      1,
    );
    const { values, known, starts, features } = weighTexts(counted, rarity);
    const squares = new Map<number, number>();
    for (let at = starts[0] ?? 0; at < (starts[1] ?? 0); at += 1) {
      const view = vocabulary.views[features[at] ?? 0] ?? 0;
      squares.set(view, (squares.get(view) ?? 0) + (values[at] ?? 0) ** 2);
    }
    for (const [view, sum] of squares) expect(Math.sqrt(sum)).toBeCloseTo(VIEW_LENGTH[view] ?? 0, 5);
    expect([...known]).toEqual([1, 1, 1, 0]);
    expect(rarity[vocabulary.hashes.indexOf(wordHash("late"))]).toBeGreaterThan(rarity[vocabulary.hashes.indexOf(wordHash("card"))] ?? 255);
  });

  it("does not know what stands in too few texts", () => {
    expect([...rarityOf(Int32Array.from([0, 1, 2, 9]), 10, 2)].map((step) => step > 0)).toEqual([false, false, true, true]);
  });
});

function wordHash(word: string): number {
  read(word, bag);
  return bag.hashes[0] ?? 0;
}

describe("pickRecipe", () => {
  const long = Array.from({ length: 50 }, (_, row) => Array.from({ length: 60 }, (_each, word) => `word${row * word}`).join(" "));
  it("goes by the length of the usual text, and by how much there is", () => {
    expect(pickRecipe(["where is my card", "it is late", ...long.slice(0, 1)])).toBe(SHORT_TEXTS);
    expect(pickRecipe(long)).toBe(LONG_TEXTS);
    expect(pickRecipe(long, 1000)).toBe(MANY_LONG_TEXTS);
  });
});
