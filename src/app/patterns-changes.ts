import { UserError } from "../core/errors.ts";
import { hash } from "../core/ids.ts";
import { oneLine } from "../core/text.ts";
import { type CloseReason, eventHash, type LedgerEvent } from "../domain/patterns/ledger-event.ts";
import { patternTitle } from "../domain/patterns/pattern-title.ts";
import type { PatternTicket } from "../domain/patterns/pattern-ticket.ts";
import type { FoundPatterns } from "./patterns.ts";
import { namedRow } from "./patterns-named.ts";
import type { PatternRow } from "./patterns-row.ts";

/** What a person does to patterns. */
export type PatternEdit =
  | { readonly edit: "merge"; readonly pattern: string; readonly others: readonly string[] }
  | {
      readonly edit: "split";
      readonly pattern: string;
      readonly tickets?: readonly string[];
      readonly words?: string;
      readonly title?: string;
    }
  | { readonly edit: "rename"; readonly pattern: string; readonly title: string }
  | { readonly edit: "close"; readonly pattern: string; readonly reason: CloseReason }
  | { readonly edit: "reopen"; readonly pattern: string }
  | { readonly edit: "undo" };

/** What an edit comes to: a sentence, lines for the ledger, and the patterns to show. */
export interface PatternChanges {
  readonly done: string;
  readonly events: readonly LedgerEvent[];
  readonly shown?: string;
  readonly made?: string;
}

/** The lines that an edit adds to the ledger. Throws UserError for what cannot be done, with the fix. */
export function patternChanges(edit: PatternEdit, found: FoundPatterns): PatternChanges {
  const common = { on: found.asOf, n: found.ledger.next };
  if (edit.edit === "undo") return undo(found);
  const row = namedRow(edit.pattern, found.patterns);
  const { id: pattern, title } = row;
  switch (edit.edit) {
    case "merge":
      return merge(
        row,
        edit.others.map((name) => namedRow(name, found.patterns)),
        common,
      );
    case "split":
      return split(row, edit, found, common);
    case "rename": {
      const named = oneLine(edit.title).slice(0, 120);
      if (named === "") throw new UserError({ code: "no-title", message: "A pattern needs a title.", fix: "Give some words." });
      return {
        done: `“${title}” is called “${named}” now.`,
        events: [{ event: "renamed", pattern, title: named, ...common }],
        shown: pattern,
      };
    }
    case "close":
      return {
        done: `“${title}” is closed as ${edit.reason}.`,
        events: [{ event: "closed", pattern, reason: edit.reason, ...common }],
        shown: pattern,
      };
    case "reopen":
      if (row.closed === null)
        throw new UserError({ code: "not-closed", message: `“${title}” is not closed.`, found: pattern, fix: "Nothing to do." });
      return { done: `“${title}” is open again.`, events: [{ event: "reopened", pattern, ...common }], shown: pattern };
  }
}

type Common = Pick<LedgerEvent, "on" | "n">;

function merge(row: PatternRow, others: readonly PatternRow[], common: Common): PatternChanges {
  const same = others.find(({ id }) => id === row.id);
  if (same !== undefined || others.length === 0)
    throw new UserError({
      code: "merge-itself",
      message: "A pattern cannot be merged into itself.",
      found: row.id,
      fix: "Name two patterns: the one that stays first.",
    });
  const whole = others.find(({ kind }) => kind === "gap");
  if (whole !== undefined && row.kind !== "gap")
    throw new UserError({
      code: "merge-gap",
      message: `“${whole.title}” is a whole capability, which cannot go into a part of one.`,
      found: `${row.id} ${whole.id}`,
      fix: `Turn it round: echo-cs patterns merge ${whole.id} ${row.id}`,
    });
  const events = others.map((other): LedgerEvent => ({ event: "merged", pattern: other.id, into: row.id, ...common }));
  const left = others.flatMap(({ packet }) => (packet === null || packet.status === "done" ? [] : [packet.id]));
  const note = left.length === 0 ? "" : ` Product still has ${left.join(", ")}: \`echo-cs handoffs done\` finishes it.`;
  return { done: `${others.map(({ title }) => `“${title}”`).join(", ")} went into “${row.title}”.${note}`, events, shown: row.id };
}

function split(
  row: PatternRow,
  { tickets = [], words, title }: { readonly tickets?: readonly string[]; readonly words?: string; readonly title?: string },
  found: FoundPatterns,
  common: Common,
): PatternChanges {
  const own = found.found.get(row.id)?.tickets ?? [];
  const unknown = tickets.filter((id) => !own.some((ticket) => ticket.id === id));
  if (unknown.length > 0)
    throw new UserError({
      code: "not-its-ticket",
      message: `“${row.title}” has no ticket ${unknown.join(", ")}.`,
      found: unknown.join(", "),
      allowed: row.tickets.slice(0, 10),
      fix: `\`echo-cs patterns --json | jq '.[] | select(.id == "${row.id}") | .tickets'\` lists its tickets.`,
    });
  const taken = own.filter((ticket) => tickets.includes(ticket.id) || (words !== undefined && holds(ticket, words)));
  if (taken.length === 0 || taken.length === own.length)
    throw new UserError({
      code: "nothing-to-split",
      message:
        taken.length === 0 ? "No ticket of the pattern is meant." : "Every ticket of the pattern is meant, so nothing would be left.",
      found: words ?? tickets.join(", "),
      fix: "Name some of its tickets with --tickets, or words that some of them hold with --words.",
    });
  const ids = taken.map(({ id }) => id).sort();
  const to = `p-${hash(`${row.id} ${ids.join(" ")}`, 8)}`;
  const named = title === undefined ? patternTitle(taken) : oneLine(title);
  const events: LedgerEvent[] = [{ event: "split", pattern: row.id, to, title: named, tickets: ids, ...common }];
  return { done: `${ids.length} tickets of “${row.title}” are “${named}” now.`, events, shown: row.id, made: to };
}

function holds({ subject, body }: PatternTicket, words: string): boolean {
  const text = `${subject}\n${body}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function undo({ ledger, asOf }: FoundPatterns): PatternChanges {
  const [last] = ledger.byHand;
  if (last === undefined)
    throw new UserError({ code: "nothing-to-undo", message: "Nothing was done by hand that could be taken back.", fix: "Nothing to do." });
  // A merge of several is one deed.
  const whole = ledger.byHand.filter(({ n, on, event }) => n === last.n && on === last.on && event === last.event);
  const events = whole.map((event): LedgerEvent => ({
    event: "undone",
    pattern: event.pattern,
    of: eventHash(event),
    on: asOf,
    n: ledger.next,
  }));
  return { done: `Taken back: ${last.event} of ${last.on} (${whole.map(({ pattern }) => pattern).join(", ")}).`, events };
}
