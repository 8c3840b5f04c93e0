import { type Day, daysBetween } from "../core/days.ts";
import { EchoError } from "../core/errors.ts";
import { foldLedger, type Ledger } from "../domain/patterns/ledger.ts";
import { parseLedger } from "../domain/patterns/ledger-event.ts";
import { healthAges, type HealthAge, parseHealthHistory } from "../domain/standards/health-history.ts";
import type { DaysByAccount } from "../domain/standards/signal-rows.ts";
import { type FiledState, HEALTH_NAME } from "./check-state.ts";
import { LEDGER_NAME } from "./patterns-ledger.ts";

/** How old the recorded health of each account is; undefined where none was ever recorded. */
export function healthHistory({ health }: FiledState, asOf: Day): Map<string, HealthAge> | undefined {
  const ages = health === undefined ? undefined : healthAges(parseHealthHistory(health, HEALTH_NAME), asOf);
  return ages === undefined || ages.size === 0 ? undefined : ages;
}

/**
 * The days up to as-of on which each account was looked into: contacts, and churn tasks that a person has worked on, which count for the day
 * on which the task was opened, since ticks have no date.
 */
export function assessmentDays({ worked }: FiledState, contacts: DaysByAccount, asOf: Day): DaysByAccount {
  const days = new Map([...contacts].map(([account, own]) => [account, [...own]]));
  for (const { account, opened } of worked) if (opened <= asOf) days.set(account, [...(days.get(account) ?? []), opened].sort());
  return days;
}

/** Days since a packet on each pattern last went to product-engineer, by the packet's subject (`pattern/…`). */
export function routedDays({ packets }: FiledState, asOf: Day): Map<string, number> {
  const routed = new Map<string, number>();
  for (const { to, updated, subject } of packets) {
    if (to !== "product-engineer" || updated > asOf) continue;
    const days = daysBetween(updated, asOf);
    routed.set(subject, Math.min(days, routed.get(subject) ?? days));
  }
  return routed;
}

/** A ticket of the last days, and what it is about. */
interface NewTicket {
  readonly ticket: string;
  readonly account: string;
  readonly capability: string | null;
}

/**
 * Days since the faults that the new tickets of a capability belong to went to product, each in a packet of its own: the longest of them. Null
 * where none of them did, and where another fault recorded with tickets of two accounts waits to go.
 */
export function filedFaultDays(
  { packets, ledger: text }: FiledState,
  tickets: readonly NewTicket[],
  asOf: Day,
): (capability: string) => number | null {
  const ledger = ledgerOf(text, asOf);
  const updated = new Map(packets.map((packet) => [packet.id, packet.updated]));
  return (capability) => {
    const own = tickets.flatMap((ticket) => {
      const fault = ticket.capability === capability ? ledger?.patternOf(ticket.ticket) : undefined;
      return fault === undefined ? [] : [{ account: ticket.account, fault }];
    });
    const days: number[] = [];
    for (const { id, filed, closed } of new Set(own.map(({ fault }) => fault))) {
      const on = filed === null ? undefined : updated.get(filed.packet);
      if (on !== undefined && on <= asOf) days.push(daysBetween(on, asOf));
      else if (closed === null && new Set(own.flatMap(({ account, fault }) => (fault.id === id ? [account] : []))).size > 1) return null;
    }
    return days.length === 0 ? null : Math.max(...days);
  };
}

/** A ledger that cannot be read says nothing here; the command that works on patterns names the line. */
function ledgerOf(text: string | undefined, asOf: Day): Ledger | undefined {
  if (text === undefined) return undefined;
  try {
    return foldLedger(parseLedger(text, LEDGER_NAME), asOf);
  } catch (error) {
    if (error instanceof EchoError) return undefined;
    throw error;
  }
}
