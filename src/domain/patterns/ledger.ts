import type { Day } from "../../core/days.ts";
import { type CloseReason, eventHash, type LedgerEvent, type PatternKind } from "./ledger-event.ts";

/** A pattern as the ledger knows it. */
export interface KnownPattern {
  readonly id: string;
  readonly kind: PatternKind;
  readonly capability: string | null;
  /** As last recorded, or as a person named it. */
  readonly title: string;
  /** A person named it: the title stays. */
  readonly named: boolean;
  readonly firstOn: Day;
  readonly filed: { readonly on: Day; readonly packet: string; readonly to: string; readonly lastSeen: Day } | null;
  readonly closed: { readonly on: Day; readonly reason: CloseReason } | null;
  /** The pattern it went into; null while it stands by itself. */
  readonly into: string | null;
  /** Made by splitting another. */
  readonly splitFrom: string | null;
  /** Others were merged into it. */
  readonly joined: boolean;
}

/** What was recorded up to a day. */
export interface Ledger {
  readonly patterns: ReadonlyMap<string, KnownPattern>;
  /** The pattern that a ticket was recorded with; one that went into another is told as that other. */
  patternOf(ticket: string): KnownPattern | undefined;
  /** The pattern of an id, or that it went into. */
  resolve(id: string): KnownPattern | undefined;
  /** What a person did and has not taken back, the last one first. */
  readonly byHand: readonly LedgerEvent[];
  /** The number of the next run that writes. */
  readonly next: number;
}

const BY_HAND = new Set(["merged", "split", "renamed", "closed", "reopened"]);

/** The state after the events (in the order of parseLedger) up to the end of `asOf`. */
export function foldLedger(events: readonly LedgerEvent[], asOf: Day): Ledger {
  const seen = events.filter(({ on }) => on <= asOf);
  const undone = new Set(seen.flatMap((event) => (event.event === "undone" ? [event.of] : [])));
  const standing = undone.size === 0 ? seen : seen.filter((event) => !undone.has(eventHash(event)));
  const patterns = new Map<string, KnownPattern>();
  const tickets = new Map<string, string>();
  for (const event of standing) take(event, patterns, tickets);
  const resolve = (id: string): KnownPattern | undefined => {
    const passed = new Set<string>();
    let known = patterns.get(id);
    while (known !== undefined && known.into !== null && !passed.has(known.id)) {
      passed.add(known.id);
      known = patterns.get(known.into);
    }
    return known;
  };
  return {
    patterns,
    resolve,
    patternOf: (ticket) => {
      const id = tickets.get(ticket);
      return id === undefined ? undefined : resolve(id);
    },
    byHand: standing.filter(({ event }) => BY_HAND.has(event)).reverse(),
    next: 1 + Math.max(0, ...events.map(({ n }) => n)),
  };
}

function take(event: LedgerEvent, patterns: Map<string, KnownPattern>, tickets: Map<string, string>): void {
  const { pattern: id, on } = event;
  const known = patterns.get(id) ?? fresh(id, on);
  switch (event.event) {
    case "seen": {
      const title = known.named ? known.title : event.title;
      patterns.set(id, { ...known, kind: event.kind, capability: event.capability, title });
      // What was put somewhere by hand stays there.
      for (const ticket of event.tickets) if (!tickets.has(ticket)) tickets.set(ticket, id);
      break;
    }
    case "filed":
      patterns.set(id, { ...known, filed: { on, packet: event.packet, to: event.to, lastSeen: event.last_seen } });
      break;
    case "merged":
      patterns.set(id, { ...known, into: event.into });
      patterns.set(event.into, { ...(patterns.get(event.into) ?? fresh(event.into, on)), joined: true });
      break;
    case "split":
      patterns.set(id, known);
      patterns.set(event.to, {
        ...(patterns.get(event.to) ?? fresh(event.to, on)),
        capability: known.capability,
        title: event.title,
        splitFrom: id,
      });
      for (const ticket of event.tickets) tickets.set(ticket, event.to);
      break;
    case "renamed":
      patterns.set(id, { ...known, title: event.title, named: true });
      break;
    case "closed":
      patterns.set(id, { ...known, closed: { on, reason: event.reason } });
      break;
    case "reopened":
      patterns.set(id, { ...known, closed: null });
      break;
    case "undone":
      break;
  }
}

function fresh(id: string, on: Day): KnownPattern {
  return {
    id,
    kind: "fault",
    capability: null,
    title: id,
    named: false,
    firstOn: on,
    filed: null,
    closed: null,
    into: null,
    splitFrom: null,
    joined: false,
  };
}
