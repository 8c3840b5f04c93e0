import type { Cells } from "../facts/metric.ts";

/** Why an account is not scored at all: the day on which it left, that its record was made later, or that it is no customer; undefined where it is scored. */
export function whyAbsent({ left_on: on, made_later: later, no_customer: none }: Cells): string | undefined {
  if (typeof on === "string") return `the account left on ${on}`;
  if (later === true) return "the account's record was made after that day";
  return none === true ? "by its record the account is no customer" : undefined;
}
