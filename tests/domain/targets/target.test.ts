import { expect, it } from "vitest";
import { meets } from "../../../src/domain/targets/target.ts";

it("judges the unrounded value, the line itself by its operator", () => {
  const aim =
    (operator: ">" | ">=" | "<" | "<="): ((value: number) => boolean) =>
    (value) =>
      meets({ operator, value: 0.9, source: "x" }, value);
  expect([0.89, 0.9, 0.9000001].map(aim(">"))).toEqual([false, false, true]);
  expect([0.89999, 0.9, 0.91].map(aim(">="))).toEqual([false, true, true]);
  expect([0.89, 0.9, 0.91].map(aim("<"))).toEqual([true, false, false]);
  expect([0.89, 0.9, 0.900001].map(aim("<="))).toEqual([true, true, false]);
});
