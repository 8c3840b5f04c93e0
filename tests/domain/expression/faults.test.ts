import { describe, expect, it } from "vitest";
import { holds } from "../../../src/domain/expression/evaluate.ts";
import { namesOf, parseExpression } from "../../../src/domain/expression/expression.ts";
import { askedIn, substitute } from "../../../src/domain/expression/substitute.ts";
import { ExpressionError, tokenize } from "../../../src/domain/expression/tokenize.ts";

const fault = (text: string): readonly [string, number] => {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof ExpressionError) return [`${error.name}: ${error.message}`, error.at];
    throw error;
  }
  return ["no fault", -1];
};

describe("a test that cannot be read", () => {
  it.each([
    ["", "the test ends where a name is expected", 0],
    ["arr", "the test ends where one of < <= > >= = != is expected", 3],
    ["arr >", "the test ends where a number or a word is expected", 5],
    ["arr > 3 nrr", '"nrr" comes after the end of the test', 8],
    ["arr > 3)", '")" comes after the end of the test', 7],
    ["3 > arr", 'a test begins with a name, not "3"', 0],
    ['"a" = b', 'a test begins with a name, not "a"', 0],
    ["  > 3", 'a test begins with a name, not ">"', 2],
    ["arr 3", '"3" is no comparison; use one of < <= > >= = !=', 4],
    ["arr ( 3", '"(" is no comparison; use one of < <= > >= = !=', 4],
    ["arr > =", 'a number or a word must follow ">", not "="', 6],
    ["(arr > 3", 'the test ends where ")" is expected', 8],
    ["(arr > 3 nrr", '")" expected, not "nrr"', 9],
    ["known arr", '"(" expected, not "arr"', 6],
    ["missing(arr", 'the test ends where ")" is expected', 11],
    ["known(", "the test ends where a name is expected", 6],
    ["arr > 3 and", "the test ends where a name is expected", 11],
    ["arr > 3 or not", "the test ends where a name is expected", 14],
    ["arr ~ 3", '"~ 3" is not part of a test', 4],
    ["arr >  $1234567890123456", '"$12345678901" is not part of a test', 7],
    ['arr = "open', '""open" is not part of a test', 6],
  ])("%j: %s at %i", (text, message, at) => expect(fault(text)).toEqual([`ExpressionError: ${message}`, at]));
});

describe("tokens", () => {
  it("know numbers, names, texts and signs, and where they stand", () => {
    expect(tokenize(' a_1<=-3.5% and "x y"!=b ')).toEqual([
      { kind: "name", value: "a_1", at: 1 },
      { kind: "symbol", value: "<=", at: 4 },
      { kind: "number", value: -0.035, at: 6 },
      { kind: "name", value: "and", at: 12 },
      { kind: "text", value: "x y", at: 16 },
      { kind: "symbol", value: "!=", at: 21 },
      { kind: "name", value: "b", at: 23 },
    ]);
    expect(tokenize("  ")).toEqual([]);
    expect(tokenize("a=1.5")[2]).toEqual({ kind: "number", value: 1.5, at: 2 });
  });
});

describe("a test that is read", () => {
  const compare = (name: string, comparison: string, value: number | string) => ({ kind: "compare", name, comparison, value });

  it("binds and before or, and not before both", () => {
    expect(parseExpression("a = 1 or b = 2 and not c = 3")).toEqual({
      kind: "or",
      left: compare("a", "=", 1),
      right: { kind: "and", left: compare("b", "=", 2), right: { kind: "not", inner: compare("c", "=", 3) } },
    });
    expect(parseExpression("(a = 1 or b = 2) and known(c) and missing(d)")).toEqual({
      kind: "and",
      left: {
        kind: "and",
        left: { kind: "or", left: compare("a", "=", 1), right: compare("b", "=", 2) },
        right: { kind: "known", name: "c" },
      },
      right: { kind: "not", inner: { kind: "known", name: "d" } },
    });
    expect(parseExpression('a = "and"')).toEqual(compare("a", "=", "and"));
    expect(parseExpression("a = red")).toEqual(compare("a", "=", "red"));
    expect(parseExpression("not not a != 0")).toEqual({ kind: "not", inner: { kind: "not", inner: compare("a", "!=", 0) } });
    expect(namesOf(parseExpression("b = 1 and (a = 1 or missing(b)) and known(c)"))).toEqual(["b", "a", "c"]);
  });

  it.each([
    ["x < 5", [true, false, false]],
    ["x <= 5", [true, true, false]],
    ["x > 5", [false, false, true]],
    ["x >= 5", [false, true, true]],
    ["x = 5", [false, true, false]],
    ["x != 5", [true, false, true]],
  ] as const)("%s of 4, 5 and 6 is %j", (text, expected) => {
    const test = parseExpression(text);
    expect([4, 5, 6].map((x) => holds(test, () => x))).toEqual(expected);
    expect([holds(test, () => null), holds(test, () => "5")]).toEqual([false, false]);
  });

  it("holds by words, by presence, and by both sides", () => {
    const of = (text: string, values: Readonly<Record<string, number | string>>): boolean =>
      holds(parseExpression(text), (name) => values[name] ?? null);
    expect([of("a = red", { a: "red" }), of("a != red", { a: "blue" }), of("a < b", { a: "a" })]).toEqual([true, true, true]);
    expect([of("known(a)", { a: 0 }), of("known(a)", {}), of("missing(a)", {}), of("missing(a)", { a: "" })]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const both = [{ a: 1, b: 1 }, { a: 1 }, { b: 1 }, {}];
    expect(both.map((values) => of("a = 1 and b = 1", { ...values }))).toEqual([true, false, false, false]);
    expect(both.map((values) => of("a = 1 or b = 1", { ...values }))).toEqual([true, true, true, false]);
    expect(of("not a = 1", { a: 2 })).toBe(true);
  });

  it("names the words a question fills in, and takes their values", () => {
    const test = parseExpression("(a > asked_days or not b = asked_name) and known(asked_c) and d = red and e = 5 and f = asked_days");
    expect(askedIn(test)).toEqual(["asked_days", "asked_name"]);
    const values = new Map<string, number | string>([
      ["asked_days", 30],
      ["red", "blue"],
    ]);
    expect(substitute(test, values)).toEqual(
      parseExpression("(a > 30 or not b = asked_name) and known(asked_c) and d = blue and e = 5 and f = 30"),
    );
  });
});
