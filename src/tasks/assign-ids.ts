import type { Fact, Measurement } from "../domain/facts/fact.ts";

export interface AssignedFacts {
  /** The measurements in their order, each with its id. */
  readonly facts: readonly Fact[];
  /** Those that the ledger does not hold yet, once each. */
  readonly added: readonly Fact[];
}

/**
 * Gives every measurement its id within a task. The same measurement of the same snapshot keeps the id the ledger has for it; any other gets
 * the next number, so that no id ever stands for two values.
 */
export function assignIds(ledger: readonly Fact[], measurements: readonly Measurement[]): AssignedFacts {
  const known = new Map(ledger.map((fact) => [identity(fact), fact]));
  let last = ledger.reduce((highest, fact) => Math.max(highest, numberOf(fact.id)), 0);
  const added: Fact[] = [];
  const facts = measurements.map((measurement) => {
    const held = known.get(identity(measurement));
    if (held !== undefined) return held;
    last += 1;
    const fact: Fact = { id: `F${last}`, ...measurement };
    known.set(identity(fact), fact);
    added.push(fact);
    return fact;
  });
  return { facts, added };
}

// The value belongs to it: should a later version compute another one under the same key, what was cited must keep its own.
function identity(fact: Measurement): string {
  return JSON.stringify([fact.key, fact.snapshot, fact.asOf, fact.value, fact.unit, fact.currency ?? null]);
}

function numberOf(id: string): number {
  return Number(/^F(\d+)$/.exec(id)?.[1] ?? 0);
}
