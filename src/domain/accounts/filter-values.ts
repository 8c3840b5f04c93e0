import { UserError } from "../../core/errors.ts";
import { nearest } from "../../core/text.ts";
import type { Unit } from "../facts/fact.ts";
import { TIERS } from "../health/tier.ts";
import { SEGMENT_NAMES } from "../segments.ts";
import { type AccountCondition, fits, numberTyped } from "./account-filter.ts";

/** Metrics whose values are a closed list, so that any other value is a slip and not a book without such accounts. */
const CLOSED: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["health_tier", TIERS],
  ["segment", SEGMENT_NAMES],
]);

const NO_NUMBERS: ReadonlySet<Unit> = new Set(["text", "tier", "date"]);

/**
 * Throws UserError for a condition that no account can ever meet: a number asked as a word, a colour or segment that is none. What is merely
 * nobody's today passes, since a nightly job asks for it again tomorrow.
 */
export function refuseImpossible(conditions: readonly AccountCondition[], unitOf: (metric: string) => Unit | undefined): void {
  for (const { metric, values } of conditions) {
    const allowed = CLOSED.get(metric);
    const unit = unitOf(metric) ?? "text";
    for (const value of values) {
      const isOne = (each: string): boolean => fits({ metric, operator: "=", values: [value] }, each, "text");
      if (allowed !== undefined && !allowed.some(isOne)) throw noSuch(metric, value, allowed);
      if (!NO_NUMBERS.has(unit) && numberTyped(value) === undefined) throw noSuch(metric, value, ["a number: 50000, 50k, 80%"]);
    }
  }
}

function noSuch(metric: string, found: string, allowed: readonly string[]): UserError {
  // A colour of health mistyped after "tier" was taken for a segment, since people call both a tier.
  const near = nearest(found, metric === "segment" ? [...allowed, ...TIERS] : allowed);
  return new UserError({
    code: "bad-account-filter",
    message: `No account can have the ${metric} "${found}".`,
    found,
    allowed: near.length > 0 ? near.map((each) => `did you mean ${each}?`) : allowed,
    fix: "Correct the accounts that are asked for; docs/metrics.md lists what may be asked of an account.",
  });
}
