import type { PatternBounds } from "../../../src/domain/patterns/bounds.ts";
import type { PatternView } from "../../../src/domain/patterns/sort-tickets.ts";
import { foldLedger, type Ledger } from "../../../src/domain/patterns/ledger.ts";
import type { PatternTicket } from "../../../src/domain/patterns/pattern-ticket.ts";

export const BOUNDS: PatternBounds = {
  min_accounts: 2,
  min_tickets: 3,
  gap_accounts: 3,
  weeks: 40,
  forgotten_weeks: 13,
  gone_weeks: 4,
  false_discoveries: 0.05,
  file_accounts: 3,
  quotes: 3,
};

export const AS_OF = "2026-11-22";

export function view(ledger: Ledger = foldLedger([], AS_OF), asOf = AS_OF): PatternView {
  return { asOf, bounds: BOUNDS, ledger, capabilities: new Map([["search", { name: "Search", gap: "people cannot find things" }]]) };
}

/** A ticket whose text is `body`; what is left out is of no account. */
export function ticket(id: string, body: string, rest: Partial<PatternTicket> = {}): PatternTicket {
  return {
    id,
    account: `account-${id}`,
    on: AS_OF,
    capability: "search",
    gap: null,
    type: "bug",
    priority: "p3",
    solved: false,
    subject: body.split(" ").slice(0, 4).join(" "),
    body,
    ...rest,
  };
}
