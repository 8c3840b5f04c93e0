import type { ChalkInstance } from "chalk";
import type { Count, TriageSummary } from "../../app/triage-summary.ts";
import { clean, count } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

/** Rows of a table; what is left out is said. */
const MOST = 15;
const INDENT = 10;

interface SummaryView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** False where there is no book to join tickets to. */
  readonly hasAccounts: boolean;
  readonly currency: string;
}

/** What came in: by capability, priority, mood and account, and what is above support. */
export function renderTriageSummary(summary: TriageSummary, { paint, width, hasAccounts, currency }: SummaryView): string {
  const { tickets, escalated, churn_intent: churn, duplicates, broken } = summary;
  if (tickets === 0) return `No tickets${broken > 0 ? `; ${count(broken, "line")} could not be read` : ""}.\n`;
  const head = `${paint.bold(count(tickets, "ticket"))}: ${escalated} above support (${share(escalated, tickets)}), ${churn} with talk of leaving, ${count(duplicates, "duplicate")}${broken > 0 ? `, ${count(broken, "line")} could not be read` : ""}`;
  const fact = (name: string, counts: readonly Count[]): string =>
    `${paint.dim(name.padEnd(INDENT - 1))} ${wrap(inline(counts, tickets), width - INDENT, INDENT)}`;
  const parts = [
    head,
    fact("priority", summary.priorities),
    fact("mood", summary.sentiments),
    fact("kind", summary.types),
    fact("language", summary.languages),
    fact("who", summary.agents),
    ...(summary.rules.length === 0 ? [] : [fact("rules", summary.rules)]),
    "",
    table(
      ["capability", "tickets", "accounts", "ARR", "unhappy", "above support"],
      summary.capabilities
        .slice(0, MOST)
        .map(({ name, tickets: own, accounts, arr_minor: arr, negative, escalated: up }) => [
          name,
          String(own),
          String(accounts),
          money(arr, currency),
          String(negative),
          String(up),
        ]),
      [1, 2, 3, 4, 5],
    ),
    ...more(summary.capabilities.length, "capabilities", paint),
  ];
  if (summary.accounts.length > 0)
    parts.push(
      "",
      table(
        ["account", "tickets", "ARR", "health", "unhappy", "above support", "leaving"],
        summary.accounts
          .slice(0, MOST)
          .map(({ name, tickets: own, arr_minor: arr, health, negative, escalated: up, churn_intent: leaving }) => [
            clean(name),
            String(own),
            arr === null ? "-" : money(arr, currency),
            health ?? "-",
            String(negative),
            String(up),
            String(leaving),
          ]),
        [1, 2, 4, 5, 6],
      ),
      ...more(summary.accounts.length, "accounts", paint),
    );
  if (hasAccounts && summary.tickets_without_account > 0)
    parts.push(
      "",
      paint.dim(`${summary.tickets_without_account} of ${count(tickets, "ticket")} belong to no account that the book knows.`),
    );
  return `${parts.join("\n")}\n`;
}

function inline(counts: readonly Count[], tickets: number): string {
  return counts
    .slice(0, 8)
    .map(({ name, tickets: own }) => `${clean(name)} ${own} (${share(own, tickets)})`)
    .join(" · ");
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`;
}

function more(length: number, what: string, paint: ChalkInstance): string[] {
  return length > MOST ? [paint.dim(`and ${length - MOST} more ${what}; --json lists all`)] : [];
}

function money(minor: number, currency: string): string {
  return minor === 0 ? "-" : formatMoney(minor, currency);
}
