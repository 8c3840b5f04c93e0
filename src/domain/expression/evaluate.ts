import type { Comparison, Expression } from "./expression.ts";

export type Value = number | string | null;

/** Whether a test holds. A comparison with an absent value is false, whichever way it points; only `missing()` sees absence. */
export function holds(expression: Expression, valueOf: (name: string) => Value): boolean {
  switch (expression.kind) {
    case "and":
      return holds(expression.left, valueOf) && holds(expression.right, valueOf);
    case "or":
      return holds(expression.left, valueOf) || holds(expression.right, valueOf);
    case "not":
      return !holds(expression.inner, valueOf);
    case "known":
      return valueOf(expression.name) !== null;
    case "compare":
      return compare(valueOf(expression.name), expression.comparison, expression.value);
  }
}

function compare(left: Value, comparison: Comparison, right: number | string): boolean {
  if (left === null || typeof left !== typeof right) return false;
  switch (comparison) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "=":
      return left === right;
    case "!=":
      return left !== right;
  }
}
