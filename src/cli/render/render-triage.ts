import type { ChalkInstance } from "chalk";
import { csvLine } from "../../app/csv-line.ts";
import { clean, oneLine } from "../../core/text.ts";
import type { Priority, TriagedTicket } from "../../domain/triage/triaged.ts";
import { cut } from "./cut.ts";
import { pad } from "./wrap.ts";

/** How the table looks: without a book there is no column of accounts. */
export interface TriageView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly hasAccounts: boolean;
}

/** Widths of the columns behind the priority; the subject takes what is left. */
const WIDTHS = { mood: 2, capability: 22, who: 20, account: 14, ticket: 8 };

/** The head of the table that a terminal shows, one line a ticket below it. */
export function renderTriageHead(view: TriageView): string {
  return `${view.paint.dim(`   ${line({ mood: "", capability: "capability", who: "who", account: "account", ticket: "ticket" }, "subject", view)}`)}\n`;
}

/** One ticket as a line of the table: what is above support is marked with an arrow. */
export function renderTriageLine(ticket: TriagedTicket, view: TriageView): string {
  const { priority, sentiment, capability, agent, account, id, subject, escalate } = ticket;
  const who = `${escalate ? "↑ " : ""}${agent ?? "nobody"}`;
  const cells = {
    mood: MOODS[sentiment.label],
    capability: `${capability ?? "-"}${ticket.assisted === undefined ? "" : " *"}`,
    who,
    account: account ?? "-",
    ticket: id,
  };
  const rest = ` ${line(cells, subject, view)}`;
  return `${colour(priority, view.paint)(priority)}${escalate ? view.paint.bold(rest) : rest}\n`;
}

const MOODS = { very_negative: "--", negative: "-", neutral: "", positive: "+", very_positive: "++" } as const;

function line(cells: Readonly<Record<keyof typeof WIDTHS, string>>, subject: string, { width, hasAccounts }: TriageView): string {
  const shown = (["mood", "capability", "who", "account", "ticket"] as const).filter((name) => hasAccounts || name !== "account");
  const used = shown.reduce((sum, name) => sum + WIDTHS[name] + 1, 3);
  return `${shown.map((name) => cell(cells[name], WIDTHS[name])).join(" ")} ${cell(subject, Math.max(10, width - used)).trimEnd()}`;
}

function cell(text: string, width: number): string {
  return pad(cut(oneLine(text), width), width);
}

function colour(priority: Priority, paint: ChalkInstance): (text: string) => string {
  return { p1: paint.red.bold, p2: paint.red, p3: paint.yellow, p4: paint.dim }[priority];
}

const CSV_HEADER = [
  "id",
  "priority",
  "type",
  "capability",
  "gap",
  "sentiment",
  "score",
  "frustration",
  "escalate",
  "rule",
  "lane",
  "agent",
  "account",
  "arr_minor",
  "health",
  "language",
  "churn_intent",
  "deadlines",
  "duplicates_of",
  "confidence",
  "label",
  "abstained",
  "next_step",
  "reasons",
  "sla",
  "assisted_from",
  "subject",
] as const;

/** The header of --csv. */
export function triageCsvHeader(): string {
  return csvLine(CSV_HEADER);
}

/** One ticket as a row of --csv; cells that a spreadsheet would calculate are disarmed. */
export function triageCsvLine(ticket: TriagedTicket): string {
  return csvLine([
    ticket.id,
    ticket.priority,
    ticket.type,
    ticket.capability,
    ticket.gap,
    ticket.sentiment.label,
    ticket.sentiment.score,
    ticket.frustration,
    String(ticket.escalate),
    ticket.rule,
    ticket.lane,
    ticket.agent,
    ticket.account,
    ticket.arr_minor,
    ticket.health,
    ticket.language,
    String(ticket.churn_intent),
    ticket.deadlines.map(({ text, on }) => on ?? text).join("; "),
    ticket.duplicates_of,
    ticket.confidence,
    ticket.label ?? null,
    ticket.abstained === undefined ? null : String(ticket.abstained),
    ticket.next_step,
    ticket.reasons.join("; "),
    ticket.sla,
    ticket.assisted === undefined ? null : (ticket.assisted.from ?? "none"),
    clean(ticket.subject),
  ]);
}
