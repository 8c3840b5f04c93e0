import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import type { Ledger } from "./ledger.ts";
import type { LedgerEvent } from "./ledger-event.ts";
import type { Pattern } from "./pattern.ts";

/**
 * What the ledger does not know of patterns yet: new ones, and tickets that have come to known ones. By id, so that the same patterns give the
 * same lines; none where all is known. A gap is known by its capability and lists no tickets.
 */
export function seenEvents(patterns: readonly Pattern[], ledger: Ledger, on: Day): LedgerEvent[] {
  return [...patterns]
    .sort((a, b) => compareText(a.id, b.id))
    .flatMap(({ id, kind, capability, title, tickets }): LedgerEvent[] => {
      const fresh = kind === "gap" ? [] : tickets.filter((ticket) => ledger.patternOf(ticket.id) === undefined).map((ticket) => ticket.id);
      if (fresh.length === 0 && ledger.patterns.has(id)) return [];
      return [{ event: "seen", pattern: id, on, n: ledger.next, kind, capability, title, tickets: [...fresh].sort() }];
    });
}
