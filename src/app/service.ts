import { knownAccounts } from "../book/known-accounts.ts";
import { type DatedTicket, serviceTickets } from "../book/service-tickets.ts";
import type { ConfigFile } from "../config/config-file.ts";
import { compareText } from "../core/compare-text.ts";
import { addDays, type Day } from "../core/days.ts";
import type { ServiceBy } from "../domain/service/service-by.ts";
import { type ServiceFigures, serviceFigures, type ServiceTerms } from "../domain/service/service-figures.ts";
import { minuteOf, type WorkingHours } from "../domain/service/working-minutes.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

export interface ServiceOptions extends BookOptions {
  /** One account as a person names it; every account where it is left out. */
  readonly account?: string | undefined;
  readonly days: number;
  readonly by?: ServiceBy | undefined;
}

/** The figures of one account, agent or month. */
export interface ServiceGroup extends ServiceFigures {
  /** ECHO's account id, the agent as the export writes it, or YYYY-MM; null for tickets of nobody known. */
  readonly key: string | null;
  readonly name: string;
  /** Mean mood in as many days before; null where there were no tickets. */
  readonly sentiment_before: number | null;
}

export interface ServiceReport {
  readonly as_of: Day;
  readonly age: number;
  readonly from: Day;
  readonly account: string | null;
  /** The promise: hours to the first reply, and whether they run in working hours only. */
  readonly first_reply_hours: number;
  readonly working_hours: string | null;
  readonly replies_known: boolean;
  readonly escalations_known: boolean;
  readonly all: ServiceGroup;
  readonly by: ServiceBy | null;
  readonly groups: readonly ServiceGroup[];
}

const USUAL_REPLY_HOURS = 4;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** How support answered in the days to as-of: replies against the promise, resolution, reopenings, backlog, escalations, mood. */
export async function serviceReport(deps: Deps, options: ServiceOptions): Promise<ServiceReport> {
  const session = await openSession(deps, options);
  try {
    const { book, asOf, age } = session;
    const accounts = await knownAccounts(book);
    const account = options.account === undefined ? null : resolveAccount(options.account, accounts).account;
    const from = addDays(asOf, 1 - options.days);
    const before = addDays(from, -options.days);
    const read = await serviceTickets(book, before, asOf);
    const own = account === null ? read : read.filter((ticket) => ticket.account === account);
    const hours = hoursOf(deps.workspace.config);
    const replyHours = deps.workspace.config.support?.first_reply_hours ?? USUAL_REPLY_HOURS;
    const terms: ServiceTerms = {
      now: `${addDays(asOf, 1)}T00:00:00`,
      replyMinutes: replyHours * 60,
      hours,
      repliesKnown: read.some(({ replied }) => replied !== null),
      escalationsKnown: read.some(({ escalated }) => escalated),
    };
    const names = new Map(accounts.map(({ account: id, name }) => [id, name]));
    return {
      as_of: asOf,
      age,
      from,
      account,
      first_reply_hours: replyHours,
      working_hours: hours === undefined ? null : saidHours(deps.workspace.config),
      replies_known: terms.repliesKnown,
      escalations_known: terms.escalationsKnown,
      all: groupOf(
        own,
        { key: account, name: account === null ? "all tickets" : (names.get(account) ?? account) },
        { from, before },
        terms,
      ),
      by: options.by ?? null,
      groups: options.by === undefined ? [] : groupsBy(options.by, own, names, { from, before }, terms),
    };
  } finally {
    session.close();
  }
}

interface Span {
  readonly from: Day;
  readonly before: Day;
}

function groupsBy(
  by: ServiceBy,
  tickets: readonly DatedTicket[],
  names: ReadonlyMap<string, string>,
  span: Span,
  terms: ServiceTerms,
): ServiceGroup[] {
  const keyOf = ({ account, agent, on }: DatedTicket): string | null =>
    by === "account" ? account : by === "agent" ? agent : on.slice(0, 7);
  const families = new Map<string | null, DatedTicket[]>();
  for (const ticket of tickets) {
    const family = families.get(keyOf(ticket));
    if (family === undefined) families.set(keyOf(ticket), [ticket]);
    else family.push(ticket);
  }
  const nobody = by === "account" ? "no known account" : "nobody";
  const groups = [...families]
    .map(([key, own]) => groupOf(own, { key, name: key === null ? nobody : by === "account" ? (names.get(key) ?? key) : key }, span, terms))
    .filter(({ tickets: count, open }) => count > 0 || (by !== "month" && open > 0));
  const byKey = (a: ServiceGroup, b: ServiceGroup): number => compareText(a.key ?? "\uFFFF", b.key ?? "\uFFFF");
  // A month has no time before it but the months above.
  if (by === "month") return groups.map((group) => ({ ...group, sentiment_before: null })).sort(byKey);
  return groups.sort((a, b) => b.late + b.overdue - (a.late + a.overdue) || b.tickets - a.tickets || byKey(a, b));
}

/** Figures of the tickets opened in the span; its backlog is all that was open on as-of, whenever it was opened. */
function groupOf(
  tickets: readonly DatedTicket[],
  called: Pick<ServiceGroup, "key" | "name">,
  { from, before }: Span,
  terms: ServiceTerms,
): ServiceGroup {
  const opened = tickets.filter(({ on }) => on >= from);
  const earlier = tickets.filter(({ on }) => on >= before && on < from);
  const { open, backlog_median_days, backlog_oldest_days } = serviceFigures(
    tickets.filter(({ solved, undated }) => solved === null && !undated),
    terms,
  );
  return {
    ...called,
    ...serviceFigures(opened, terms),
    open,
    backlog_median_days,
    backlog_oldest_days,
    sentiment_before: serviceFigures(earlier, terms).sentiment,
  };
}

function hoursOf({ support, holidays }: ConfigFile): WorkingHours | undefined {
  if (support?.from === undefined || support.to === undefined) return undefined;
  const days = support.days ?? WEEKDAYS.slice(0, 5);
  return {
    days: new Set(days.map((day) => WEEKDAYS.indexOf(day) + 1)),
    from: minuteOf(support.from),
    to: minuteOf(support.to),
    holidays: new Set(holidays ?? []),
  };
}

function saidHours({ support }: ConfigFile): string {
  return `${(support?.days ?? WEEKDAYS.slice(0, 5)).join(", ")} ${support?.from ?? ""}–${support?.to ?? ""}`;
}
