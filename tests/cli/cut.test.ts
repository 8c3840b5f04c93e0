import { describe, expect, it } from "vitest";
import { cut } from "../../src/cli/render/cut.ts";

describe("cut", () => {
  it.each([
    ["12345", 5, "12345"],
    ["123456", 5, "1234…"],
    ["", 3, ""],
    ["ab", 1, "a…"],
    ["ab", 0, "a…"],
    ["😀😀😀", 3, "😀😀😀"],
    ["😀😀😀", 2, "😀…"],
  ])("%j in %i columns is %j", (text, width, shown) => expect(cut(text, width)).toBe(shown));
});
