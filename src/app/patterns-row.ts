import type { PatternAccount } from "../book/pattern-accounts.ts";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { slug } from "../core/text.ts";
import { type Severity, SEVERITIES } from "../domain/brief/brief.ts";
import type { PatternBounds } from "../domain/patterns/bounds.ts";
import type { CloseReason, PatternKind } from "../domain/patterns/ledger-event.ts";
import { masked } from "../domain/text/masked.ts";
import type { Change, Pattern } from "../domain/patterns/pattern.ts";
import type { PatternTicket } from "../domain/patterns/pattern-ticket.ts";
import type { PacketStatus } from "../tasks/packet.ts";
import { severityOf } from "../tasks/weigh-stakes.ts";
import { type PatternQuote, patternQuotes } from "./patterns-quotes.ts";
import type { RoutedPacket } from "./patterns-routed.ts";

/** One pattern, as it is printed. */
export interface PatternRow {
  readonly id: string;
  readonly kind: PatternKind;
  readonly capability: string | null;
  readonly gap: string | null;
  readonly title: string;
  /** Who gave the title: a person (`rename`, `split`), a language model (--assist), else it is the words of its tickets or of the taxonomy. */
  readonly titled_by: "person" | "model" | "words";
  /** Ids, by letters. */
  readonly accounts: readonly string[];
  /** Ids, newest first. */
  readonly tickets: readonly string[];
  readonly account_count: number;
  readonly ticket_count: number;
  readonly tickets_without_account: number;
  /** Yearly revenue of the accounts as of the day, in the reporting currency, in whole units of it. */
  readonly arr: number;
  readonly arr_minor: number;
  readonly currency: string;
  /** What accounts pay in other currencies: never added. */
  readonly arr_other: readonly { readonly currency: string; readonly arr_minor: number }[];
  readonly accounts_without_arr: number;
  readonly severity: Severity;
  readonly first_seen: Day;
  readonly last_seen: Day;
  readonly rising: boolean;
  /** Chance of such a rise were nothing different, and adjusted for all patterns looked at; null where there is no past to compare with. */
  readonly p_value: number | null;
  readonly adjusted_p_value: number | null;
  /** The window that stands out: accounts' reports counted in its weeks, and what its share of all tickets would make. */
  readonly rise: { readonly weeks: number; readonly counted: number; readonly expected: number } | null;
  readonly since_last_week: Change;
  readonly this_week: number;
  readonly last_week: number;
  readonly accounts_this_week: number;
  readonly status: "open" | "filed" | "closed" | "back";
  readonly closed: { readonly on: Day; readonly reason: CloseReason } | null;
  /** Whose work it is: feature requests are product-owner's. */
  readonly to: "product-engineer" | "product-owner";
  readonly packet: { readonly id: string; readonly status: PacketStatus; readonly updated: Day } | null;
  readonly themes: Pattern["themes"];
  readonly quotes: readonly PatternQuote[];
}

/** What rows are made with. */
export interface RowSources {
  readonly asOf: Day;
  readonly bounds: PatternBounds;
  readonly currency: string;
  readonly accounts: readonly PatternAccount[];
  /** Accounts whose health is red. */
  readonly red: ReadonlySet<string>;
  readonly routed: ReadonlyMap<string, RoutedPacket>;
  /** Names of capabilities by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** A pattern with its stakes, its packet and quotes. */
export function patternRow(pattern: Pattern, sources: RowSources): PatternRow {
  const { tickets, accounts, rise } = pattern;
  const to = receiverOf(tickets);
  const routed = sources.routed.get(`${patternSubject(pattern, sources.names)} ${to}`);
  const reported = arrIn(accounts, sources);
  return {
    id: pattern.id,
    kind: pattern.kind,
    capability: pattern.capability,
    gap: pattern.gap,
    title: masked(pattern.title),
    titled_by: isNamed(pattern) ? "person" : "words",
    accounts,
    tickets: tickets.map(({ id }) => id).reverse(),
    account_count: accounts.length,
    ticket_count: tickets.length,
    tickets_without_account: tickets.filter(({ account }) => account === null).length,
    ...reported,
    severity: severity(pattern, sources),
    first_seen: pattern.firstSeen,
    last_seen: pattern.lastSeen,
    rising: pattern.rising,
    p_value: rise === undefined ? null : digits(rise.chance),
    adjusted_p_value: rise === undefined ? null : digits(pattern.adjusted),
    rise: rise === undefined ? null : { weeks: rise.weeks, counted: rise.counted, expected: digits(rise.expected) },
    since_last_week: pattern.change,
    this_week: pattern.thisWeek,
    last_week: pattern.lastWeek,
    accounts_this_week: accountsOfWeek(pattern),
    status: statusOf(pattern, routed),
    closed: pattern.known?.closed ?? null,
    to,
    packet: routed === undefined ? null : { id: routed.id, status: routed.packet.status, updated: routed.packet.updated },
    themes: pattern.themes.map((theme) => ({ ...theme, title: masked(theme.title) })),
    quotes: patternQuotes(tickets, sources),
  };
}

/** By what a pattern's packet is known, whichever run files it. A capability's is that of every other packet on it. */
export function patternSubject({ kind, id }: Pick<Pattern, "kind" | "id">, names: ReadonlyMap<string, string>): string {
  return `pattern/${kind === "gap" ? slug(names.get(id) ?? id) || id : id}`;
}

/** What a person split off is called as they said, or as they saw it then: either stays. */
function isNamed({ known }: Pattern): boolean {
  return known !== undefined && (known.named || known.splitFrom !== null);
}

/** Mostly wishes: product-owner. Everything else is a fault or a gap. */
function receiverOf(tickets: readonly PatternTicket[]): PatternRow["to"] {
  return tickets.filter(({ type }) => type === "request").length > tickets.length / 2 ? "product-owner" : "product-engineer";
}

function arrIn(
  own: readonly string[],
  { accounts, currency }: RowSources,
): Pick<PatternRow, "arr" | "arr_minor" | "currency" | "arr_other" | "accounts_without_arr"> {
  const wanted = new Set(own);
  const sums = new Map<string, number>();
  const paying = new Set<string>();
  for (const { account, currency: paid, arrMinor } of accounts) {
    if (!wanted.has(account) || paid === null || arrMinor === null) continue;
    sums.set(paid, (sums.get(paid) ?? 0) + arrMinor);
    paying.add(account);
  }
  const minor = sums.get(currency) ?? 0;
  return {
    arr: minor / 100,
    arr_minor: minor,
    currency,
    arr_other: [...sums]
      .filter(([code]) => code !== currency)
      .sort(([a], [b]) => compareText(a, b))
      .map(([code, arrMinor]) => ({ currency: code, arr_minor: arrMinor })),
    accounts_without_arr: own.length - paying.size,
  };
}

function severity({ tickets, accounts }: Pattern, { red }: RowSources): Severity {
  const atStake = accounts.map((account) => ({
    account,
    name: account,
    arrMinor: null,
    currency: "",
    segment: null,
    renewalOn: null,
    red: red.has(account),
  }));
  const told = tickets.flatMap(({ id, account, on, subject, body, priority, solved }) =>
    account === null ? [] : [{ ticket: id, account, on, subject, description: body, priority, solved, person: null }],
  );
  const word = severityOf(atStake, told);
  return SEVERITIES.find((one) => one === word) ?? "low";
}

function statusOf({ known, lastSeen }: Pattern, routed: RoutedPacket | undefined): PatternRow["status"] {
  const closed = known?.closed ?? null;
  if (closed !== null) return lastSeen > closed.on && (closed.reason === "shipped" || closed.reason === "fixed") ? "back" : "closed";
  return routed === undefined && (known?.filed ?? null) === null ? "open" : "filed";
}

function accountsOfWeek({ tickets, thisWeek }: Pattern): number {
  return new Set(tickets.slice(tickets.length - thisWeek).map(({ account }) => account)).size;
}

/** Three significant digits. */
function digits(value: number): number {
  return Number(value.toPrecision(3));
}
