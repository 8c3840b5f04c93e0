import { compareText } from "../core/compare-text.ts";
import { masked } from "../domain/text/masked.ts";
import type { Day } from "../core/days.ts";
import { clean, count, list, oneLine, shortened } from "../core/text.ts";
import { formatMoney } from "../domain/facts/format-value.ts";
import type { Stakes, StakesAccount, Verbatim } from "./stakes.ts";

/** An account as prioritisation sees it. Money in minor units; null where the book does not say. */
export interface AccountAtStake {
  readonly account: string;
  readonly name: string;
  readonly arrMinor: number | null;
  readonly currency: string;
  readonly segment: string | null;
  readonly renewalOn: Day | null;
  readonly red: boolean;
}

export interface TicketAtStake {
  readonly ticket: string;
  readonly account: string;
  readonly on: Day;
  readonly subject: string;
  readonly description: string;
  readonly priority: string;
  readonly solved: boolean;
  readonly person: string | null;
}

const MAX_VERBATIMS = 3;
const MAX_ACCOUNTS = 20;
const MAX_NAMES = 5;
const LONGEST_VERBATIM = 280;

/**
 * What is at stake, in words, from the accounts it touches and their tickets on it (newest first). `days` is how far back they go; the
 * names of `people` are taken out of what is quoted.
 */
export function weighStakes(
  accounts: readonly AccountAtStake[],
  tickets: readonly TicketAtStake[],
  days: number,
  people: readonly string[] = [],
): Stakes {
  const byArr = [...accounts].sort((a, b) => (b.arrMinor ?? -1) - (a.arrMinor ?? -1) || compareText(a.account, b.account));
  const daysSeen = tickets.map(({ on }) => on).sort();
  return {
    severity: severityOf(accounts, tickets),
    arr: totalArr(accounts),
    frequency: `${count(tickets.length, "ticket")} of ${count(new Set(tickets.map(({ account }) => account)).size, "account")} in ${days} days`,
    workaround: workaroundIn(tickets),
    firstSeen: daysSeen[0] ?? "no ticket",
    lastSeen: daysSeen.at(-1) ?? "no ticket",
    requestedBy: requesters(tickets, accounts),
    accounts: byArr.slice(0, MAX_ACCOUNTS).map(row),
    verbatims: verbatimsOf(tickets, accounts, people),
  };
}

/**
 * critical: an urgent ticket is open at a red account. high: an urgent one is open, or three accounts and more report it. medium: two
 * accounts, or three tickets. low: anything less.
 */
export function severityOf(accounts: readonly AccountAtStake[], tickets: readonly TicketAtStake[]): string {
  const urgent = tickets.filter(({ priority, solved }) => !solved && /^(?:urgent|highest|p1|critical)$/.test(priority));
  const red = new Set(accounts.filter((account) => account.red).map(({ account }) => account));
  const reporting = new Set(tickets.map(({ account }) => account)).size;
  if (urgent.some(({ account }) => red.has(account))) return "critical";
  if (urgent.length > 0 || reporting >= 3) return "high";
  return reporting >= 2 || tickets.length >= 3 ? "medium" : "low";
}

/** Amounts of different currencies are told apart, never added. */
function totalArr(accounts: readonly AccountAtStake[]): string {
  const sums = new Map<string, number>();
  for (const { arrMinor, currency } of accounts) if (arrMinor !== null) sums.set(currency, (sums.get(currency) ?? 0) + arrMinor);
  const known = accounts.filter(({ arrMinor }) => arrMinor !== null).length;
  if (known === 0) return "unknown";
  const amounts = [...sums].sort(([a], [b]) => compareText(a, b)).map(([currency, minor]) => formatMoney(minor, currency));
  return `${list(amounts)} of ${count(known, "account")}${known < accounts.length ? `, ${accounts.length - known} more without a known amount` : ""}`;
}

function workaroundIn(tickets: readonly TicketAtStake[]): string {
  const told = tickets.filter(({ subject, description }) => /\bwork-?\s?arounds?\b/i.test(`${subject} ${description}`));
  return told.length === 0 ? "none on record" : `spoken of in ${list(told.slice(0, MAX_NAMES).map(({ ticket }) => `ticket ${ticket}`))}`;
}

/** Accounts with how many people of theirs wrote. Names of people stay with whoever reads the book: a packet may be pasted anywhere. */
function requesters(tickets: readonly TicketAtStake[], accounts: readonly AccountAtStake[]): string {
  const people = (account: string): number =>
    new Set(tickets.filter((one) => one.account === account && one.person !== null).map(({ person }) => person)).size;
  const asking = tickets.length === 0 ? accounts.map(({ account }) => account) : tickets.map(({ account }) => account);
  const named = [...new Set(asking)]
    .map((account) => ({ name: nameOf(account, accounts), people: people(account) }))
    .sort((a, b) => b.people - a.people || compareText(a.name, b.name))
    .map((one) => (one.people === 0 ? one.name : `${one.name} (${count(one.people, "person", "people")})`));
  const more = named.length - MAX_NAMES;
  return named.length === 0 ? "unknown" : more > 0 ? `${named.slice(0, MAX_NAMES).join(", ")} and ${more} more` : list(named);
}

/** The newest ticket of each account, so that one loud account does not speak for all. */
function verbatimsOf(tickets: readonly TicketAtStake[], accounts: readonly AccountAtStake[], people: readonly string[]): Verbatim[] {
  const heard = new Set<string>();
  const newest = tickets.filter(({ account, subject, description }) => {
    const isNew = !heard.has(account) && `${subject}${description}`.trim() !== "";
    if (isNew) heard.add(account);
    return isNew;
  });
  return newest.slice(0, MAX_VERBATIMS).map(({ ticket, account, on, subject, description }) => ({
    source: `ticket ${ticket}, ${nameOf(account, accounts)}, ${on}`.replaceAll(": “", " "),
    text: shortened(oneLine(withoutNames(masked(description.trim() === "" ? subject : description), people)), LONGEST_VERBATIM),
  }));
}

function withoutNames(text: string, people: readonly string[]): string {
  return people.reduce((left, name) => (name.length > 3 ? left.replaceAll(name, "[name]") : left), text);
}

function nameOf(account: string, accounts: readonly AccountAtStake[]): string {
  return clean(accounts.find((known) => known.account === account)?.name ?? account);
}

function row({ name, arrMinor, currency, segment, renewalOn }: AccountAtStake): StakesAccount {
  return {
    name: clean(name),
    arr: arrMinor === null ? "unknown" : formatMoney(arrMinor, currency),
    segment: segment ?? "unknown",
    renewal: renewalOn ?? "unknown",
  };
}
