import { accountOwners } from "../book/account-owners.ts";
import { scoreAccounts } from "../book/queries/health.ts";
import { patternAccounts } from "../book/pattern-accounts.ts";
import { patternTickets } from "../book/pattern-tickets.ts";
import { type Day, isoWeek } from "../core/days.ts";
import { clean, count } from "../core/text.ts";
import type { PatternBounds } from "../domain/patterns/bounds.ts";
import { findPatterns } from "../domain/patterns/find-patterns.ts";
import { type PatternView, sortTickets } from "../domain/patterns/sort-tickets.ts";
import { foldLedger, type Ledger } from "../domain/patterns/ledger.ts";
import type { Pattern } from "../domain/patterns/pattern.ts";
import type { PatternTicket } from "../domain/patterns/pattern-ticket.ts";
import { byRank } from "../domain/patterns/rank-patterns.ts";
import { weekTable } from "../domain/patterns/week-table.ts";
import { cleanMessage } from "../domain/triage/clean-message.ts";
import { EVERYBODY, resolveOwner } from "./resolve-owner.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openWholeSession, type Session } from "./open-session.ts";
import { namedRow } from "./patterns-named.ts";
import { namedByModel, type Titling } from "./patterns-named-by-model.ts";
import { type PatternRow, patternRow, type RowSources } from "./patterns-row.ts";
import { patternBounds } from "./patterns-practice.ts";
import { readPatternLedger } from "./patterns-ledger.ts";
import { endOfWeek } from "./patterns-week.ts";
import { routedPackets } from "./patterns-routed.ts";
import { openTriage } from "./triage.ts";

export interface PatternsOptions extends BookOptions {
  /** An ISO week such as 2026w47: patterns as they were at its end. */
  readonly week?: string | undefined;
  /** Weeks of history; the reference's where left out. */
  readonly weeks?: number | undefined;
  /** Better titles by a language model; left out: none is asked. */
  readonly titling?: Titling | undefined;
}

export interface ListOptions extends PatternsOptions {
  /** Only the one that a person names so. */
  readonly pattern?: string | undefined;
}

export interface PatternsList {
  readonly asOf: Day;
  readonly age: number;
  readonly week: string;
  /** Tickets of the weeks looked at, and those that are in no pattern. */
  readonly tickets: number;
  readonly alone: number;
  readonly without_account: number;
  readonly weeks: number;
  readonly bounds: PatternBounds;
  readonly patterns: readonly PatternRow[];
}

/** The patterns with what they were made from: what filing them and changing them by hand start from. */
export interface FoundPatterns extends PatternsList {
  readonly session: Session;
  readonly found: ReadonlyMap<string, Pattern>;
  readonly ledger: Ledger;
  readonly sources: RowSources;
}

/**
 * What recurs across customers as of a day, in the order of byRank. Writes nothing but the titles of a model. Throws as opening a book does,
 * and UserError for a pattern that is none.
 */
export async function listPatterns(deps: Deps, options: ListOptions): Promise<PatternsList> {
  const session = await openWholeSession(deps, options);
  try {
    const found = await patternsOf(session, options);
    const { asOf, age, week, tickets, alone, without_account, weeks, bounds } = found;
    const own = await ofOwner(session, found.patterns);
    const rows = options.pattern === undefined ? own : [namedRow(options.pattern, own)];
    const patterns = options.titling === undefined ? rows : await namedByModel(rows, found, options.titling);
    return { asOf, age, week, tickets, alone, without_account, weeks, bounds, patterns };
  } finally {
    session.close();
  }
}

/** The patterns of an open session over the whole book: who looks at them plays no part in what belongs together. */
export async function patternsOf(session: Session, options: PatternsOptions): Promise<FoundPatterns> {
  const { deps, book, knowledge } = session;
  const asOf = endOfWeek(options.week, session.asOf);
  const shipped = await patternBounds(deps.workspace.references);
  const bounds = options.weeks === undefined ? shipped : { ...shipped, weeks: options.weeks };
  const ledger = foldLedger(await readPatternLedger(deps), asOf);
  const capabilities = new Map(knowledge.capabilities.map(({ id, title, gap }) => [id, { name: title, gap }]));
  const view: PatternView = { asOf, bounds, ledger, capabilities };
  const tickets = await readTickets(session, asOf, bounds);
  const patterns = findPatterns(sortTickets(tickets, view), view);
  const scores = await scoreAccounts({ ...session.context(), scope: { ...session.context().scope, asOf } });
  const sources: RowSources = {
    asOf,
    bounds,
    currency: book.currency,
    accounts: await patternAccounts(book, asOf),
    red: new Set(scores.flatMap(({ account, now }) => (now.tier === "red" ? [account] : []))),
    names: new Map(knowledge.capabilities.map(({ id, title }) => [id, title])),
    routed: await routedPackets(deps),
  };
  const rows = patterns.map((pattern) => patternRow(pattern, sources)).sort(rowOrder);
  const told = new Set(patterns.flatMap((pattern) => pattern.tickets.map(({ id }) => id)));
  return {
    asOf,
    age: session.age,
    week: isoWeek(asOf),
    tickets: tickets.length,
    alone: tickets.filter(({ id }) => !told.has(id)).length,
    without_account: tickets.filter(({ account }) => account === null).length,
    weeks: bounds.weeks,
    bounds,
    patterns: rows,
    session,
    found: new Map(patterns.map((pattern) => [pattern.id, pattern])),
    ledger,
    sources,
  };
}

function rowOrder(a: PatternRow, b: PatternRow): number {
  const ranked = ({ id, rising, status, accounts, arr_minor: arrMinor, severity, p_value: chance }: PatternRow) => ({
    id,
    rising,
    closed: status === "closed",
    accounts: accounts.length,
    arrMinor,
    severity,
    chance: chance ?? 1,
  });
  return byRank(ranked(a), ranked(b));
}

/** Tickets of the weeks looked at, each read by triage, without terminal codes. */
async function readTickets({ book, deps }: Session, asOf: Day, { weeks }: PatternBounds): Promise<PatternTicket[]> {
  const engine = await openTriage({ references: deps.workspace.references, agents: deps.workspace.agents });
  const rows = await patternTickets(book, weekTable(asOf, weeks).from, asOf);
  return rows.map(({ ticket: id, account, on, subject, description, priority: told, solved }, at) => {
    const ticket = { id, line: at + 1, subject, description, customerIds: [], createdAt: on, priority: told };
    const { capability, gap, type, priority } = engine(ticket, undefined);
    const body = clean(cleanMessage(description));
    return { id, account, on, capability, gap, type, priority, solved, subject: clean(cleanMessage(subject)).trim(), body };
  });
}

/** Only patterns that an account of the owner has part in, where an owner is named. */
async function ofOwner(session: Session, patterns: readonly PatternRow[]): Promise<readonly PatternRow[]> {
  const { owner } = session.deps;
  if (owner === undefined || owner === EVERYBODY) return patterns;
  const { name, accounts: theirs } = resolveOwner(owner, await accountOwners(session.book));
  const own = new Set(theirs);
  // What belongs together is told by all customers' tickets, and so are the figures: they are not those of the owner's accounts.
  session.deps.log.info(`Patterns that touch the ${count(own.size, "account")} of ${name}; their figures count every customer.`);
  return patterns.filter(({ accounts }) => accounts.some((account) => own.has(account)));
}
