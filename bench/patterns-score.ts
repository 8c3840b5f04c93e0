import type { Day } from "../src/core/days.ts";
import type { PatternBounds } from "../src/domain/patterns/bounds.ts";
import { findPatterns } from "../src/domain/patterns/find-patterns.ts";
import { type Sorted, sortTickets } from "../src/domain/patterns/sort-tickets.ts";
import { foldLedger } from "../src/domain/patterns/ledger.ts";
import type { Pattern } from "../src/domain/patterns/pattern.ts";
import type { PatternTicket } from "../src/domain/patterns/pattern-ticket.ts";
import { cleanMessage } from "../src/domain/triage/clean-message.ts";
import type { TriageEngine } from "../src/domain/triage/triage-engine.ts";
import type { PlantedTicket } from "./patterns-planted.ts";

/** The tickets as `patterns` reads them from a book. */
export function triaged(tickets: readonly PlantedTicket[], engine: TriageEngine): PatternTicket[] {
  return tickets.map(({ id, account, on, subject, description }, at) => {
    const { capability, gap, type, priority } = engine(
      { id, line: at + 1, subject, description, customerIds: [], createdAt: on },
      undefined,
    );
    return { id, account, on, capability, gap, type, priority, solved: false, subject, body: cleanMessage(description) };
  });
}

/** The tickets sorted to patterns once; what is told on a day is asked of it with `told`. */
export function sorted(tickets: readonly PatternTicket[], asOf: Day, bounds: PatternBounds): { readonly told: (day: Day) => Pattern[] } {
  const view = { asOf, bounds, ledger: foldLedger([], asOf), capabilities: new Map() };
  const parts: Sorted = sortTickets(tickets, view);
  return { told: (day) => findPatterns(parts, { ...view, asOf: day }) };
}

/** Planted faults of which one rising pattern holds at least half the tickets, and is at least half made of them. */
export function faultsFound(patterns: readonly Pattern[], planted: readonly PlantedTicket[]): string[] {
  const faultOf = new Map(planted.map(({ id, fault }) => [id, fault]));
  const size = new Map<string, number>();
  for (const { fault } of planted) if (fault !== null) size.set(fault, (size.get(fault) ?? 0) + 1);
  return [...size].flatMap(([name, all]) => {
    const isFound = patterns.some(({ rising, change, tickets }) => {
      const own = tickets.filter(({ id }) => faultOf.get(id) === name).length;
      return (rising || change === "new") && own >= all / 2 && own >= tickets.length / 2;
    });
    return isFound ? [name] : [];
  });
}

/** Patterns told as rising that are no planted fault. */
export function falselyRising(patterns: readonly Pattern[], planted: readonly PlantedTicket[]): Pattern[] {
  const faultOf = new Map(planted.map(({ id, fault }) => [id, fault]));
  return patterns.filter(
    ({ rising, tickets }) => rising && tickets.filter(({ id }) => (faultOf.get(id) ?? null) !== null).length < tickets.length / 2,
  );
}
