import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import { asksFor, featureWords } from "./asks-for.ts";
import type { ShippedFeature } from "./shipped-features.ts";

/** A ticket in which somebody may ask for a feature. */
export interface AskingTicket {
  readonly ticket: string;
  readonly account: string;
  readonly on: Day;
  readonly subject: string;
  readonly description: string;
  readonly capability: string | null;
}

/** An account that asked for a feature before it shipped, and where. */
export interface Asker {
  readonly account: string;
  readonly requests: readonly string[];
  readonly tickets: readonly string[];
  /** The day of the first asking; null where no source dates it. */
  readonly first_on: Day | null;
}

/** The accounts that asked for a feature: by a request of theirs, or by a ticket that names it. `capability` is the feature's own. */
export function whoAsked(feature: ShippedFeature, capability: string | null, tickets: readonly AskingTicket[]): Asker[] {
  const words = featureWords(feature.title);
  const askers = new Map<string, { requests: Set<string>; tickets: Set<string>; days: Day[] }>();
  const asker = (account: string) => {
    const known = askers.get(account) ?? { requests: new Set<string>(), tickets: new Set<string>(), days: [] };
    askers.set(account, known);
    return known;
  };
  for (const { account, request, asked_on: on } of feature.wishes) {
    if (account === null) continue;
    const known = asker(account);
    known.requests.add(request);
    if (on !== null) known.days.push(on);
  }
  for (const { ticket, account, on, subject, description, capability: about } of tickets) {
    if (on > feature.shipped_on) continue;
    if (asksFor(words, `${subject}\n${description}`, capability !== null && about === capability) === 0) continue;
    const known = asker(account);
    known.tickets.add(ticket);
    known.days.push(on);
  }
  return [...askers]
    .map(([account, { requests, tickets: own, days }]) => ({
      account,
      requests: [...requests].sort(),
      tickets: [...own].sort(),
      first_on: days.sort()[0] ?? null,
    }))
    .sort((a, b) => compareText(a.account, b.account));
}
