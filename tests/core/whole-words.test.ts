import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literally, wholeWords } from "../../src/core/whole-words.ts";

describe("wholeWords", () => {
  it.each([
    ["Acme", "ACME left", true],
    ["Acme", "Acmeville left", false],
    ["Müller & Söhne (Köln)", "with müller & söhne (köln).", true],
    ["C++", "they write C++ and Go", true],
    ["Ca.", "Cat", false],
    ["Äcker", "Rübenäcker", false],
    ["7", "17", false],
  ])("%s in %s: %s", (text, where, is) => expect(wholeWords(text).test(where)).toBe(is));

  it("finds every place where that is asked for", () => {
    expect("acme, Acme and acmes".replaceAll(wholeWords("Acme", "giu"), "x")).toBe("x, x and acmes");
  });
});

describe("literally", () => {
  it("matches the text itself, and no other text of its length", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const pattern = new RegExp(`^${literally(text)}$`, "u");
        expect([pattern.test(text), pattern.test(other)]).toEqual([true, other === text]);
      }),
    );
  });
});
