import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds, type Value } from "../../../src/domain/expression/evaluate.ts";
import { COMPARISONS, type Expression, namesOf, parseExpression } from "../../../src/domain/expression/expression.ts";
import { ExpressionError } from "../../../src/domain/expression/tokenize.ts";

const NAMES = ["logins", "tier", "days_left", "x1"] as const;
const KEYWORDS = new Set(["and", "or", "not", "known", "missing"]);
const name = fc.constantFrom(...NAMES);
const operand = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom("red", "green"), fc.stringMatching(/^[a-z ]{0,8}$/));
const expression = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.record({ kind: fc.constant("compare" as const), name, comparison: fc.constantFrom(...COMPARISONS), value: operand }),
    fc.record({ kind: fc.constant("known" as const), name }),
    fc.record({ kind: fc.constant("not" as const), inner: tie("node") }),
    fc.record({ kind: fc.constantFrom("and" as const, "or" as const), left: tie("node"), right: tie("node") }),
  ),
})).node;
const valuation = fc.record(
  Object.fromEntries(
    NAMES.map((known) => [known, fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom("red", "green")), { nil: null })]),
  ),
);
const of =
  (values: Readonly<Record<string, Value>>) =>
  (wanted: string): Value =>
    values[wanted] ?? null;

/** Writes a test with every parenthesis. */
function print(node: Expression): string {
  switch (node.kind) {
    case "and":
    case "or":
      return `(${print(node.left)} ${node.kind} ${print(node.right)})`;
    case "not":
      return `not ${print(node.inner)}`;
    case "known":
      return `known(${node.name})`;
    case "compare":
      return `${node.name} ${node.comparison} ${typeof node.value === "number" || (/^[a-z]+$/.test(node.value) && !KEYWORDS.has(node.value)) ? node.value : `"${node.value}"`}`;
  }
}

describe("parseExpression", () => {
  it("reads back whatever is written, also without blanks to spare", () => {
    fc.assert(
      fc.property(expression, (node) => {
        expect(parseExpression(print(node))).toEqual(node);
        expect(
          parseExpression(`  ${print(node).replaceAll(" ", "   ")}\n`.replaceAll(/"([^"]*)"/g, (text) => text.replaceAll("   ", " "))),
        ).toEqual(node);
      }),
    );
  });

  it("binds not before and before or, from the left", () => {
    expect(print(parseExpression("logins < 1 or tier = red and not known(x1) or x1 >= 2"))).toBe(
      "((logins < 1 or (tier = red and not known(x1))) or x1 >= 2)",
    );
    expect(parseExpression("missing(x1)")).toEqual(parseExpression("not known(x1)"));
  });

  it("reads a percentage as a share and keeps the sign", () => {
    expect(parseExpression("logins <= -30%")).toEqual({ kind: "compare", name: "logins", comparison: "<=", value: -0.3 });
    expect(parseExpression('tier != "very red"')).toEqual({ kind: "compare", name: "tier", comparison: "!=", value: "very red" });
  });

  const mistakes: readonly (readonly [text: string, at: number])[] = [
    ["", 0],
    ["logins", 6],
    ["logins <", 8],
    ["logins 5", 7],
    ["5 < logins", 0],
    ["(logins < 5", 11],
    ["logins < 5)", 10],
    ["logins < 5 tier = red", 11],
    ["logins ~ 5", 7],
    ["known logins", 6],
    ["logins < 5 and", 14],
    ["logins == 5", 8],
  ];
  for (const [text, at] of mistakes) {
    it(`says where the mistake is in ${JSON.stringify(text)}`, () => {
      let error: unknown;
      try {
        parseExpression(text);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ExpressionError);
      expect((error as ExpressionError).at).toBe(at);
    });
  }

  it("throws nothing but its own error, within the text, for any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom("a", "and", "or", "not", "(", ")", "<", "=", "5", "30%", '"x"', "known", " "))
            .map((parts) => parts.join(" ")),
        ),
        (text) => {
          try {
            parseExpression(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
            expect((error as ExpressionError).at).toBeGreaterThanOrEqual(0);
            expect((error as ExpressionError).at).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});

describe("holds", () => {
  it("obeys the laws of logic", () => {
    fc.assert(
      fc.property(expression, expression, valuation, (left, right, values) => {
        const is = (node: Expression): boolean => holds(node, of(values));
        expect(is({ kind: "and", left, right })).toBe(is(left) && is(right));
        expect(is({ kind: "or", left, right })).toBe(is(left) || is(right));
        expect(is({ kind: "not", inner: left })).toBe(!is(left));
        expect(is({ kind: "not", inner: { kind: "and", left, right } })).toBe(
          is({ kind: "or", left: { kind: "not", inner: left }, right: { kind: "not", inner: right } }),
        );
      }),
    );
  });

  it("takes no side on what is absent or of another kind", () => {
    for (const comparison of COMPARISONS) {
      expect(
        holds({ kind: "compare", name: "x", comparison, value: 0 }, () => null),
        comparison,
      ).toBe(false);
      expect(
        holds({ kind: "compare", name: "x", comparison, value: 0 }, () => "0"),
        comparison,
      ).toBe(false);
    }
    expect(holds(parseExpression("missing(x)"), () => null)).toBe(true);
    expect(holds(parseExpression("known(x)"), () => 0)).toBe(true);
  });

  it("compares numbers and words", () => {
    const test = (text: string, value: Value): boolean => holds(parseExpression(text), () => value);
    expect([
      test("x < 5", 4),
      test("x < 5", 5),
      test("x <= 5", 5),
      test("x > 5", 5),
      test("x >= 5", 5),
      test("x = 5", 5),
      test("x != 5", 5),
    ]).toEqual([true, false, true, false, true, true, false]);
    expect([test("x = red", "red"), test("x != red", "green"), test("x = red", "green")]).toEqual([true, true, false]);
  });
});

it("namesOf lists each name once", () => {
  expect(namesOf(parseExpression("b > 1 and (a = 2 or not known(b)) and missing(c)"))).toEqual(["b", "a", "c"]);
});
