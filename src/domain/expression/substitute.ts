import type { Expression } from "./expression.ts";

/** The words of a test that stand for something a question says: `asked_days`, `asked_from`, … in order, each once. */
export function askedIn(expression: Expression): string[] {
  switch (expression.kind) {
    case "and":
    case "or":
      return [...new Set([...askedIn(expression.left), ...askedIn(expression.right)])];
    case "not":
      return askedIn(expression.inner);
    case "compare":
      return typeof expression.value === "string" && expression.value.startsWith("asked_") ? [expression.value] : [];
    default:
      return [];
  }
}

/** The test with the words that `values` knows replaced by their values. */
export function substitute(expression: Expression, values: ReadonlyMap<string, number | string>): Expression {
  switch (expression.kind) {
    case "and":
    case "or":
      return { ...expression, left: substitute(expression.left, values), right: substitute(expression.right, values) };
    case "not":
      return { ...expression, inner: substitute(expression.inner, values) };
    case "compare":
      return typeof expression.value === "string" ? { ...expression, value: values.get(expression.value) ?? expression.value } : expression;
    default:
      return expression;
  }
}
