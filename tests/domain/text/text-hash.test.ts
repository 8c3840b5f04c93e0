import { describe, expect, it } from "vitest";
import { hash32, hashEnd, hashStart, hashStep, hashText } from "../../../src/domain/text/text-hash.ts";

describe("hashes of texts", () => {
  it("are FNV-1a, and the same on every machine", () => {
    // The published 32-bit FNV-1a of "", "a" and "foobar", as signed numbers.
    const started = 0x811c9dc5;
    expect(["", "a", "foobar"].map((text) => hashText(started, text))).toEqual([0x811c9dc5 | 0, 0xe40c292c | 0, 0xbf9cf968 | 0]);
    expect([hashStart(119), hashStep(1, 2), hashText(hashStart(0), "ab"), hashEnd(hashText(hashStart(119), "card"))]).toEqual([
      -234078410, 50332857, 1134309160, 1792958219,
    ]);
  });

  it("draw folds and samples from every character and the seed", () => {
    expect(["", "a", "ab", "ba", "customer-1"].map((text) => hash32(text, 0))).toEqual([
      2872998923, 444641715, 2563531789, 605838741, 3902211816,
    ]);
    expect(hash32("a", 1)).toBe(3873127206);
  });
});
