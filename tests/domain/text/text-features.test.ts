import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { englishStem } from "../../../src/domain/text/english-stem.ts";
import { CUES, emptyBag, type FeatureBag, LETTERS, PAIRS, PHRASES, WORDS } from "../../../src/domain/text/feature-bag.ts";
import { foldText } from "../../../src/domain/text/fold-text.ts";
import { featureReader } from "../../../src/domain/text/text-features.ts";
import { LONG_TEXTS, SHORT_TEXTS, type TextRecipe } from "../../../src/domain/text/text-recipe.ts";
import { spelledOut, textTokens, tokenKind } from "../../../src/domain/text/text-tokens.ts";

function bagOf(text: string, recipe: TextRecipe = SHORT_TEXTS): FeatureBag {
  const bag = emptyBag();
  featureReader(recipe)(text, bag);
  return bag;
}

function of(bag: FeatureBag, view: number): Map<number, number> {
  const found = new Map<number, number>();
  for (let place = 0; place < bag.size; place += 1)
    if (bag.views[place] === view) found.set(bag.hashes[place] ?? 0, bag.counts[place] ?? 0);
  return found;
}

function shared(one: Map<number, number>, other: Map<number, number>): number {
  return [...one.keys()].filter((hash) => other.has(hash)).length;
}

describe("foldText", () => {
  it("takes away case, accents and curly apostrophes", () => {
    expect(foldText("Élève: DON’T")).toBe("eleve: don't");
    expect(foldText("Straße, Ñandú")).toBe("straße, nandu");
  });
});

describe("englishStem", () => {
  it.each([
    ["transfers", "transfer"],
    ["transferred", "transfer"],
    ["transferring", "transfer"],
    ["cards", "card"],
    ["boxes", "box"],
    ["queries", "queri"],
    ["query", "queri"],
    ["quickly", "quick"],
    ["pass", "pass"],
    ["status", "status"],
    ["the", "the"],
  ])("%s becomes %s", (word, stem) => expect(englishStem(word)).toBe(stem));

  it("never lengthens a word nor empties it", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,14}$/), (word) => {
        const stem = englishStem(word);
        expect(stem.length).toBeGreaterThan(0);
        expect(stem.length).toBeLessThanOrEqual(word.length);
      }),
    );
  });
});

describe("textTokens", () => {
  it("tells words, numbers, marks, stress and smileys apart", () => {
    const tokens = textTokens("It's 42 items, why?! :-) :( <3", 100);
    expect(tokens).toEqual(["it's", "42", "items", ",", "why", "?!", ":-)", ":(", "<3"]);
    expect(tokens.map(tokenKind)).toEqual(["word", "number", "word", "mark", "word", "stress", "smile", "frown", "smile"]);
  });

  it("keeps a time and a path from being smileys", () => {
    expect(textTokens("12:30 c:documents", 100).map(tokenKind)).not.toContain("smile");
  });

  it("reads so many and no more", () => expect(textTokens("a b c d", 2)).toEqual(["a", "b"]));

  it("spells short forms out", () => {
    expect(spelledOut("don't")).toEqual(["do", "not"]);
    expect(spelledOut("can't")).toEqual(["can", "not"]);
    expect(spelledOut("we've")).toEqual(["we", "have"]);
    expect(spelledOut("o'brien")).toEqual(["o'brien"]);
  });
});

describe("featureReader", () => {
  it("counts words, and their stems beside them", () => {
    const words = of(bagOf("card card cards"), WORDS);
    expect([...words.values()].sort((a, b) => a - b)).toEqual([1, 3]);
  });

  it("knows a text again under other case, accents and numbers", () => {
    expect(of(bagOf("Order 1234 délayed"), WORDS)).toEqual(of(bagOf("order 99 delayed"), WORDS));
  });

  it("finds the same pairs in another order, and other phrases", () => {
    const [one, other] = [bagOf("refund card late"), bagOf("late card refund")];
    expect(of(one, PAIRS)).toEqual(of(other, PAIRS));
    expect(of(one, PAIRS).size).toBe(3);
    expect(shared(of(one, PHRASES), of(other, PHRASES))).toBe(0);
  });

  it("knows a misspelt word by its letters", () => {
    const [right, wrong, else_] = ["subscription", "subscripton", "permission"].map((word) => of(bagOf(word), LETTERS));
    if (right === undefined || wrong === undefined || else_ === undefined) throw new TypeError("three texts");
    expect(shared(right, wrong)).toBeGreaterThan(2 * shared(right, else_));
  });

  it("leaves pairs out of long texts", () => expect(of(bagOf("a card is late", LONG_TEXTS), PAIRS).size).toBe(0));

  it("takes the cues of somebody else", () => {
    const bag = emptyBag();
    featureReader(SHORT_TEXTS, (text) => (text.includes("!") ? ["loud", "loud"] : []))("no!", bag);
    expect([...of(bag, CUES).values()]).toEqual([2]);
  });

  it("reads names of an object's own members like any word", () => {
    for (const word of ["constructor", "__proto__", "hasOwnProperty", "toString"]) expect(of(bagOf(word), WORDS).size).toBeGreaterThan(0);
  });

  it("gives the same features whatever was read before, also after a text too long for the bag", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60, unit: "grapheme" }), { maxLength: 6 }),
        fc.string({ maxLength: 80 }),
        (before, text) => {
          const bag = emptyBag();
          const read = featureReader(SHORT_TEXTS);
          for (const each of before) read(each, bag);
          read(Array.from({ length: 900 }, (_, word) => `word${word}x`).join(" "), bag);
          read(text, bag);
          const fresh = bagOf(text);
          for (const view of [WORDS, PHRASES, LETTERS, PAIRS]) expect(of(bag, view)).toEqual(of(fresh, view));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("finds nothing in nothing", () => expect(bagOf(" \n ").size).toBe(0));
});
