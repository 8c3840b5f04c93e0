import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldWord } from "../../../src/domain/triage/fold-word.ts";
import { lightStem } from "../../../src/domain/triage/light-stem.ts";
import { GROUP } from "../../../src/domain/triage/groups.ts";
import { newMatches, phraseIndex, stemsOf } from "../../../src/domain/triage/phrase-index.ts";
import { rowTable } from "../../../src/domain/triage/row-table.ts";
import { MARK, MOST_WORDS, newTokens, tokenise } from "../../../src/domain/triage/tokenise.ts";

function wordsOf(text: string): string[] {
  const words: string[] = [];
  tokenise(text, (lower) => words.push(lower), newTokens());
  return words;
}

describe("tokenise", () => {
  it("keeps contractions whole, parts articles, drops the possessive, and takes emoji and faces for words", () => {
    expect(wordsOf("Can't log-in: l’avis, customer's 2FA 😡 :( ok")).toEqual([
      "cant",
      "log",
      "in",
      "l",
      "avis",
      "customer",
      "2fa",
      "😡",
      ":(",
      "ok",
    ]);
  });

  it("marks clauses and capitals, and counts what is shouted", () => {
    const tokens = newTokens();
    let next = 0;
    tokenise("ALL is gone!! Really?? Yes.", () => next++, tokens);
    expect(Array.from(tokens.marks.subarray(0, tokens.count))).toEqual([MARK.opens | MARK.capitals, 0, 0, MARK.opens, MARK.opens]);
    expect(tokens).toMatchObject({ exclamations: 2, questions: 2, doubled: 2, sentences: 3, capitals: 5 });
  });

  it("takes any text, and no more words of it than it has room for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => wordsOf(text).every((word) => word !== "")),
      { numRuns: 60 },
    );
    expect(wordsOf("a ".repeat(MOST_WORDS * 2))).toHaveLength(MOST_WORDS);
  });
});

describe("stems", () => {
  it("agree in the forms of a word", () => {
    for (const forms of [
      ["export", "exports", "exported", "exporting"],
      ["delete", "deleted", "deletes", "deleting"],
      ["invoice", "invoices", "invoiced", "invoicing"],
      ["sync", "syncs"],
      ["crash", "crashes", "crashed"],
      ["company", "companies"],
      ["kündigung", "Kündigung".toLowerCase()],
    ])
      expect(new Set(forms.map((word) => lightStem(foldWord(word)))).size, forms.join(" ")).toBe(1);
  });

  it("leave short words, codes and endings that only look alike", () => {
    expect(["bus", "2fa", "this", "need", "429"].map(lightStem)).toEqual(["bus", "2fa", "this", "need", "429"]);
    expect(foldWord("größe")).toBe("grosse");
  });
});

describe("phraseIndex", () => {
  const phrases = ["single sign on", "sign on", "constructor", "__proto__", "export to excel", "exports"];
  const index = phraseIndex(phrases.map((text, target) => ({ text, group: GROUP.cue, target, weight: 1 })));

  function found(text: string): string[] {
    const tokens = newTokens();
    const stems: number[] = [];
    tokenise(text, (lower) => stems.push(index.wordOf(lightStem(foldWord(lower)))) - 1, tokens);
    const matches = newMatches();
    index.scan(tokens, Int32Array.from(stems), matches);
    return Array.from(matches.phrase.subarray(0, matches.count), (phrase) => index.phrases[phrase]?.text ?? "").sort();
  }

  it("finds phrases by stem, nested ones too, and words that are names of every object", () => {
    expect(found("Single-Sign-On fails, the constructor of __proto__ exports")).toEqual([
      "__proto__",
      "constructor",
      "exports",
      "sign on",
      "single sign on",
    ]);
    expect(found("nothing here, toString valueOf hasOwnProperty")).toEqual([]);
  });

  it("finds exactly what a search of the stems finds", () => {
    const word = fc.constantFrom("single", "sign", "on", "export", "exports", "to", "excel", "constructor", "other");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const stems = stemsOf(words.join(" "));
        const expected = phrases
          .flatMap((text) => {
            const wanted = stemsOf(text);
            return stems.flatMap((_, at) => (wanted.every((stem, place) => stems[at + place] === stem) ? [text] : []));
          })
          .sort();
        expect(found(words.join(" "))).toEqual(expected);
      }),
    );
  });
});

describe("rowTable", () => {
  it("finds every key's row and nothing else", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 200 }), fc.integer(), (keys, other) => {
        const table = rowTable(keys);
        expect(keys.map((key) => table.find(key))).toEqual(keys.map((_, row) => row));
        expect(table.find(other)).toBe(keys.indexOf(other));
      }),
    );
  });
});
