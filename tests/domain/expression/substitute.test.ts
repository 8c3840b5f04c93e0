import { expect, it } from "vitest";
import { holds } from "../../../src/domain/expression/evaluate.ts";
import { parseExpression } from "../../../src/domain/expression/expression.ts";
import { askedIn, substitute } from "../../../src/domain/expression/substitute.ts";

const TEST = parseExpression("missing(churned_on) and (days > asked_days or not (on_day >= asked_from and on_day <= asked_to))");

it("names what a question has to say, in order, each once", () => {
  expect(askedIn(TEST)).toEqual(["asked_days", "asked_from", "asked_to"]);
  expect(askedIn(parseExpression("health_tier = red and known(arr)"))).toEqual([]);
});

it("puts what it says into the test, and leaves the rest", () => {
  const values = new Map<string, number | string>([
    ["asked_days", 60],
    ["asked_from", "2026-07-01"],
    ["asked_to", "2026-09-30"],
  ]);
  const filled = substitute(TEST, values);
  expect(askedIn(filled)).toEqual([]);
  const of = (account: Readonly<Record<string, number | string>>) => holds(filled, (name) => account[name] ?? null);
  expect(of({ days: 61, on_day: "2026-08-01" })).toBe(true);
  expect(of({ days: 60, on_day: "2026-08-01" })).toBe(false);
  expect(of({ days: 60, on_day: "2026-10-01" })).toBe(true);
  expect(of({ days: 61, on_day: "2026-08-01", churned_on: "2026-08-01" })).toBe(false);
  expect(askedIn(substitute(TEST, new Map([["asked_days", 1]])))).toEqual(["asked_from", "asked_to"]);
});
