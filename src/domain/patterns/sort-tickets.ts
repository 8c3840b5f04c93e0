import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import { apartFaults } from "./apart-faults.ts";
import { assignPatterns } from "./assign-patterns.ts";
import type { PatternBounds } from "./bounds.ts";
import { clusterTexts } from "./cluster-texts.ts";
import { gramVectors } from "./gram-vectors.ts";
import type { Ledger } from "./ledger.ts";
import type { PatternTicket } from "./pattern-ticket.ts";
import { tellingWords } from "./telling-words.ts";
import { weekTable } from "./week-table.ts";

/** What is known beside the tickets. */
export interface PatternView {
  readonly asOf: Day;
  readonly bounds: PatternBounds;
  readonly ledger: Ledger;
  /** Names and general gaps of capabilities by id. */
  readonly capabilities: ReadonlyMap<string, { readonly name: string; readonly gap: string }>;
}

/** The tickets by pattern, before it is asked which of them count. */
export interface Sorted {
  readonly tickets: readonly PatternTicket[];
  readonly byPattern: ReadonlyMap<string, readonly PatternTicket[]>;
}

/** Puts every ticket of the weeks looked at to its pattern: by what the ledger says, else by its text. The order of the tickets plays no part. */
export function sortTickets(all: readonly PatternTicket[], { asOf, bounds, ledger }: PatternView): Sorted {
  const { from } = weekTable(asOf, bounds.weeks);
  const tickets = all.filter(({ on }) => on >= from && on <= asOf).sort((a, b) => compareText(a.on, b.on) || compareText(a.id, b.id));
  const vectors = gramVectors(tellingWords(tickets));
  const alike = clusterTexts(
    vectors,
    tickets.map(({ capability }) => capability),
  );
  const groups = apartFaults(tickets, alike);
  const byPattern = new Map<string, PatternTicket[]>();
  assignPatterns(tickets, groups, ledger, vectors).forEach((id, at) => {
    const [ticket, own] = [tickets[at], byPattern.get(id)];
    if (ticket === undefined) return;
    if (own === undefined) byPattern.set(id, [ticket]);
    else own.push(ticket);
  });
  return { tickets, byPattern };
}
