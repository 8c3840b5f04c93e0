import { compareText } from "../core/compare-text.ts";
import type { TriagedTicket } from "../domain/triage/triaged.ts";

/** What a stream of tickets holds, counted as it goes by. */
export interface TriageSummary {
  readonly tickets: number;
  readonly duplicates: number;
  readonly escalated: number;
  readonly churn_intent: number;
  readonly broken: number;
  readonly capabilities: readonly CapabilityCount[];
  readonly types: readonly Count[];
  readonly priorities: readonly Count[];
  readonly sentiments: readonly Count[];
  readonly languages: readonly Count[];
  /** Rules of support's authority that fired. */
  readonly rules: readonly Count[];
  readonly agents: readonly Count[];
  readonly accounts: readonly AccountCount[];
  readonly accounts_known: number;
  readonly tickets_without_account: number;
}

export interface Count {
  readonly name: string;
  readonly tickets: number;
}

export interface CapabilityCount extends Count {
  readonly accounts: number;
  readonly escalated: number;
  readonly negative: number;
  readonly arr_minor: number;
}

export interface AccountCount extends Count {
  readonly escalated: number;
  readonly negative: number;
  readonly churn_intent: number;
  readonly arr_minor: number | null;
  readonly health: TriagedTicket["health"];
}

export interface SummaryCounter {
  add(ticket: TriagedTicket): void;
  broken(lines: number): void;
  summary(): TriageSummary;
}

/** Counts tickets; memory grows with accounts and capabilities, not with tickets. */
export function summaryCounter(): SummaryCounter {
  const tables = {
    types: counter(),
    priorities: counter(),
    sentiments: counter(),
    languages: counter(),
    rules: counter(),
    agents: counter(),
  };
  const capabilities = new Map<string, { tickets: number; escalated: number; negative: number; accounts: Map<string, number> }>();
  const accounts = new Map<
    string,
    {
      tickets: number;
      escalated: number;
      negative: number;
      churn_intent: number;
      arr_minor: number | null;
      health: TriagedTicket["health"];
    }
  >();
  let [tickets, duplicates, escalated, churn, broken, without] = [0, 0, 0, 0, 0, 0];
  return {
    broken: (lines) => void (broken += lines),
    add: (ticket) => {
      const { account, sentiment } = ticket;
      const isNegative = sentiment.score < -0.3;
      tickets += 1;
      if (ticket.duplicates_of !== null) duplicates += 1;
      if (ticket.escalate) escalated += 1;
      if (ticket.churn_intent) churn += 1;
      tables.types.add(ticket.type);
      tables.priorities.add(ticket.priority);
      tables.sentiments.add(sentiment.label);
      tables.languages.add(ticket.language);
      if (ticket.rule !== null) tables.rules.add(ticket.rule);
      tables.agents.add(ticket.agent ?? "nobody");
      const name = ticket.capability ?? "none";
      const about = capabilities.get(name) ?? { tickets: 0, escalated: 0, negative: 0, accounts: new Map<string, number>() };
      about.tickets += 1;
      if (ticket.escalate) about.escalated += 1;
      if (isNegative) about.negative += 1;
      if (account !== null) about.accounts.set(account, ticket.arr_minor ?? 0);
      capabilities.set(name, about);
      if (account === null) {
        without += 1;
        return;
      }
      const known = accounts.get(account) ?? {
        tickets: 0,
        escalated: 0,
        negative: 0,
        churn_intent: 0,
        arr_minor: ticket.arr_minor,
        health: ticket.health,
      };
      known.tickets += 1;
      if (ticket.escalate) known.escalated += 1;
      if (isNegative) known.negative += 1;
      if (ticket.churn_intent) known.churn_intent += 1;
      accounts.set(account, known);
    },
    summary: () => ({
      tickets,
      duplicates,
      escalated,
      churn_intent: churn,
      broken,
      capabilities: [...capabilities]
        .map(([name, { accounts: own, ...counts }]) => ({
          name,
          ...counts,
          accounts: own.size,
          arr_minor: [...own.values()].reduce((sum, arr) => sum + arr, 0),
        }))
        .sort((a, b) => b.tickets - a.tickets || byName(a, b)),
      types: tables.types.list(),
      priorities: tables.priorities.list().sort(byName),
      sentiments: tables.sentiments.list(),
      languages: tables.languages.list(),
      rules: tables.rules.list(),
      agents: tables.agents.list(),
      accounts: [...accounts]
        .map(([name, counts]) => ({ name, ...counts }))
        .sort(
          (a, b) =>
            b.escalated - a.escalated ||
            b.churn_intent - a.churn_intent ||
            b.tickets - a.tickets ||
            (b.arr_minor ?? 0) - (a.arr_minor ?? 0) ||
            byName(a, b),
        ),
      accounts_known: accounts.size,
      tickets_without_account: without,
    }),
  };
}

function counter(): { add(name: string): void; list(): Count[] } {
  const counts = new Map<string, number>();
  return {
    add: (name) => void counts.set(name, (counts.get(name) ?? 0) + 1),
    list: () => [...counts].map(([name, tickets]) => ({ name, tickets })).sort((a, b) => b.tickets - a.tickets || byName(a, b)),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}
