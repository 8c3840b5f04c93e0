import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clean, count, editDistance, list, nearest, oneLine, shortened, slug } from "../../src/core/text.ts";

describe("slug", () => {
  it.each([
    ["Acme Corp", "acme-corp"],
    ["  Birch & Rowe, Ltd. ", "birch-rowe-ltd"],
    ["Crème Brûlée", "creme-brulee"],
    ["Ｆｕｌｌ Ｗｉｄｔｈ", "full-width"],
    ["日本", ""],
    ["---", ""],
  ])("%j becomes %j", (text, expected) => expect(slug(text)).toBe(expected));

  it("gives lower-case words joined by single hyphens, and the same again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(slug(text)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slug(slug(text))).toBe(slug(text));
      }),
    );
  });
});

describe("nearest", () => {
  it("offers what was meant, nearest first", () => {
    expect(nearest("logins_last_30", ["logins_prior_30d", "logins_last_30d", "seats"])[0]).toBe("logins_last_30d");
    expect(nearest("Timezon", ["currency", "timezone"])).toEqual(["timezone"]);
    expect(nearest("zzzzzzzz", ["currency", "timezone"])).toEqual([]);
    expect(nearest("aa", ["ab", "ac", "ad", "ae"], 2)).toEqual(["ab", "ac"]);
  });

  it("measures spelling like the textbook", () => {
    const word = fc.string({ maxLength: 8 });
    expect(editDistance("kitten", "sitting")).toBe(3);
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe("clean", () => {
  it.each([
    ["colour", "\u001B[31mred\u001B[0m", "red"],
    ["a window title", "\u001B]0;owned\u0007text", "text"],
    ["a link", "\u001B]8;;http://x\u001B\\here\u001B]8;;\u001B\\", "here"],
    ["an unfinished title", "a\u001B]0;never ends", "a"],
    ["bare control characters", "a\u0000b\u0008c\u007Fd\u009Be", "abcde"],
    ["a carriage return that would overwrite the line", "real\rfake", "realfake"],
    ["bidi overrides", "abc\u202Ecba\u202C \u2066x\u2069 \u061Cy", "abccba x y"],
  ])("takes out %s", (_, text, expected) => expect(clean(text)).toBe(expected));

  it("keeps tabs, newlines and every other letter", () => {
    expect(clean("a\tb\r\nc\nd é 日本 👋")).toBe("a\tb\nc\nd é 日本 👋");
  });

  it("leaves nothing a terminal obeys, whatever is sent", () => {
    const hostile = fc.string({
      unit: fc.constantFrom("\u001B", "[", "]", "3", "1", "m", ";", "\u0007", "\\", "\u009B", "\u202E", "a", "\r", "\n"),
    });
    fc.assert(
      fc.property(hostile, (text) => {
        expect(clean(text)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      }),
    );
  });
});

describe("count and list", () => {
  it("word amounts", () => {
    expect([count(0, "row"), count(1, "row"), count(1234, "row"), count(2, "opportunity", "opportunities")]).toEqual([
      "0 rows",
      "1 row",
      "1,234 rows",
      "2 opportunities",
    ]);
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"], "or")]).toEqual(["", "a", "a and b", "a, b or c"]);
  });
});

describe("oneLine", () => {
  it("has no line break, no control character and single blanks", () => {
    expect(oneLine("  a\n\n b\tc\u0000 \u001B[1md\u001B[0m ")).toBe("a b c d");
    expect(oneLine(" \n ")).toBe("");
  });
});

describe("shortened", () => {
  it.each([
    ["12345", 5, "12345"],
    ["123456", 5, "1234…"],
    ["a word too many", 8, "a word…"],
    ["abc😀def", 5, "abc…"],
    ["abc😀def", 6, "abc😀…"],
  ])("%j in %i is %j", (text, most, short) => expect(shortened(text, most)).toBe(short));
});
