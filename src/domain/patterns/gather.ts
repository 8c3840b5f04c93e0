import { compareText } from "../../core/compare-text.ts";
import type { KnownPattern } from "./ledger.ts";
import type { Pattern } from "./pattern.ts";
import type { PatternTicket } from "./pattern-ticket.ts";
import { patternTitle } from "./pattern-title.ts";

/** A pattern before it is held against its history. */
export type GatheredPattern = Omit<Pattern, "rise" | "adjusted" | "rising" | "change" | "thisWeek" | "lastWeek">;

/** From this share of its tickets on, a pattern is about a capability; below, triage could not tell. */
const ENOUGH = 0.34;
const MOST_THEMES = 12;

/** A fault from its tickets, oldest first; undefined where there are none. */
export function gather(id: string, tickets: readonly PatternTicket[], known: KnownPattern | undefined): GatheredPattern | undefined {
  const [first] = tickets;
  if (first === undefined) return undefined;
  const capability =
    known?.capability ??
    leading(
      tickets.map((ticket) => ticket.capability),
      ENOUGH,
    );
  return {
    id,
    kind: known?.kind ?? "fault",
    capability,
    gap: leading(
      tickets.filter((ticket) => ticket.capability === capability).map(({ gap }) => gap),
      0,
    ),
    title: known?.named === true || (known !== undefined && known.splitFrom !== null) ? known.title : patternTitle(tickets),
    tickets,
    accounts: accountsOf(tickets),
    firstSeen: first.on,
    lastSeen: (tickets.at(-1) ?? first).on,
    themes: [],
    known,
  };
}

/** All of a capability as one pattern; its parts are told as themes. */
export function gatherGap(
  capability: string,
  parts: readonly GatheredPattern[],
  known: KnownPattern | undefined,
  about: { readonly name: string; readonly gap: string } | undefined,
): GatheredPattern {
  const tickets = parts.flatMap((part) => part.tickets).sort((a, b) => compareText(a.on, b.on) || compareText(a.id, b.id));
  const themes = parts
    .map(({ id, title, tickets: own }) => ({ id, title, tickets: own.length }))
    .sort((a, b) => b.tickets - a.tickets || compareText(a.id, b.id));
  return {
    id: capability,
    kind: "gap",
    capability,
    gap: about?.gap ?? null,
    title: known?.named === true ? known.title : (about?.name ?? capability),
    tickets,
    accounts: accountsOf(tickets),
    firstSeen: tickets[0]?.on ?? "",
    lastSeen: tickets.at(-1)?.on ?? "",
    themes: themes.slice(0, MOST_THEMES),
    known,
  };
}

/** Who wrote them, by id; a ticket of nobody known says of none. */
export function accountsOf(tickets: readonly PatternTicket[]): string[] {
  return [...new Set(tickets.flatMap(({ account }) => (account === null ? [] : [account])))].sort();
}

/** The most frequent of the names, the first by letters of equals; null where none has the share asked for. */
function leading(names: readonly (string | null)[], share: number): string | null {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best] = [...counts].sort(([a, one], [b, other]) => other - one || compareText(a, b));
  return best !== undefined && best[1] >= share * names.length ? best[0] : null;
}
