/** Small questions that the answer key puts to the files. */

import { AS_OF, addDays, epochSeconds } from "./days.ts";
import { type CsvRow, type Exports, type UsageEvent } from "./read-back.ts";
import { accountNamed } from "./roster.ts";

export interface Usage {
  readonly logins: { readonly last30: number; readonly prior30: number; readonly change: number | null };
  readonly active_users: { readonly last30: number; readonly prior30: number };
  readonly features: { readonly last30: number; readonly prior30: number };
  readonly events: number;
}

/** Dollars as text to cents. */
export function minor(amount: string): number {
  return Math.round(Number(amount) * 100);
}

/** The first of each repeated line. */
export function once(events: readonly UsageEvent[]): readonly UsageEvent[] {
  const byLine = new Map<string, UsageEvent>();
  for (const event of events) {
    const line = JSON.stringify(event);
    if (!byLine.has(line)) byLine.set(line, event);
  }
  return [...byLine.values()];
}

/** The last 30 days end with the as-of day; the prior 30 end where they begin. */
export function usageOf(exports: Exports, name: string): Usage {
  const { domain } = accountNamed(name);
  const own = once(exports.events()).filter((event) => event.properties.company === domain);
  const within = (from: number, to: number): UsageEvent[] =>
    own.filter(({ properties: { time } }) => time >= epochSeconds(addDays(AS_OF, from)) && time < epochSeconds(addDays(AS_OF, to)));
  const last = within(-29, 1);
  const prior = within(-59, -29);
  const logins = (events: readonly UsageEvent[]): number => events.filter((event) => event.event === "Login").length;
  const users = (events: readonly UsageEvent[]): number => new Set(events.map((event) => event.properties.distinct_id)).size;
  const features = (events: readonly UsageEvent[]): number =>
    new Set(events.map((event) => event.event).filter((event) => event !== "Login")).size;
  const change = logins(prior) === 0 ? null : Math.round((logins(last) / logins(prior) - 1) * 10_000) / 10_000;
  return {
    logins: { last30: logins(last), prior30: logins(prior), change },
    active_users: { last30: users(last), prior30: users(prior) },
    features: { last30: features(last), prior30: features(prior) },
    events: own.length,
  };
}

export function countEvents(exports: Exports, name: string, event: string): number {
  const { domain } = accountNamed(name);
  return once(exports.events()).filter((entry) => entry.properties.company === domain && entry.event === event).length;
}

/** The running subscription, or the last one. */
export function terms(exports: Exports, customer: string) {
  const rows = exports.csv("stripe/subscriptions.csv").filter((row) => row.get("Customer Name") === customer);
  const row = only(rows.slice(-1), customer);
  return {
    arr_minor: minor(row.get("Amount")) * (row.get("Interval") === "month" ? 12 : 1),
    seats: Number(row.get("Quantity")),
    renewal_on: row.get("Current Period End (UTC)").slice(0, 10),
  };
}

export function csmOf(exports: Exports, name: string): string {
  return only(
    exports.csv("hubspot/companies.csv").filter((row) => row.get("Company name") === name),
    name,
  ).get("Company owner");
}

export function npsOf(exports: Exports, name: string): { score: number; on: string }[] {
  return exports
    .csv("surveys/nps.csv")
    .filter((row) => row.get("Company") === name && row.get("Survey Type") === "nps")
    .map((row) => ({ score: Number(row.get("Score")), on: row.get("Responded At").slice(0, 10) }));
}

export function overdueInvoices(exports: Exports) {
  return exports
    .csv("stripe/invoices.csv")
    .filter((row) => row.get("Status") === "open" && row.get("Due Date (UTC)").slice(0, 10) < AS_OF)
    .map((row) => ({
      name: row.get("Customer Name"),
      invoice: row.get("id"),
      number: row.get("Number"),
      amount_minor: minor(row.get("Amount Due")),
      due_on: row.get("Due Date (UTC)").slice(0, 10),
    }));
}

export function lastHeld(exports: Exports, name: string, type?: string): string | null {
  const held = exports
    .csv("calendar/meetings.csv")
    .filter((row) => row.get("Company") === name && row.get("Status") === "Held" && (type === undefined || row.get("Type") === type));
  return (
    held
      .map((row) => row.get("Date"))
      .toSorted()
      .at(-1) ?? null
  );
}

/** Distinct tickets by Zendesk's organisation or the requester's. */
export function ticketIds(exports: Exports, name: string): number[] {
  const { tickets, users, organizations } = exports.zendesk();
  const organization = organizations.find((entry) => entry.name === name)?.id;
  const people = new Set(users.filter((user) => user.organization_id === organization).map((user) => user.id));
  return [...new Set(tickets.filter((ticket) => people.has(ticket.requester_id)).map((ticket) => ticket.id))];
}

export function openDeals(exports: Exports, name: string) {
  return exports
    .csv("hubspot/deals.csv")
    .filter((row) => row.get("Deal Name").startsWith(`${name} - `) && !row.get("Deal Stage").startsWith("Closed"))
    .map((row) => ({
      deal: row.get("Record ID"),
      type: row.get("Deal Type"),
      stage: row.get("Deal Stage"),
      amount_minor: minor(row.get("Amount")),
    }));
}

export function only<T extends CsvRow | object>(rows: readonly T[], what: string): T {
  const [first, second] = rows;
  if (first === undefined || second !== undefined) throw new Error(`expected one row for ${what}, found ${rows.length}`);
  return first;
}

/** The day on which the first deal was won. */
export function signedOn(exports: Exports, name: string): string {
  const won = only(
    exports.csv("hubspot/deals.csv").filter((row) => row.get("Deal Name") === `${name} - New Business`),
    name,
  );
  return won.get("Close Date").slice(0, 10);
}
