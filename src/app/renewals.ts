import { knownAccounts } from "../book/known-accounts.ts";
import { measureAll } from "../book/measure.ts";
import { type RenewalDeal, renewalDeals } from "../book/renewal-deals.ts";
import { accountsWithContract, type RenewalDue, renewalsDue } from "../book/renewals-due.ts";
import { signalsOf } from "../book/signals-of.ts";
import { tablesWithRows } from "../book/tables-with-rows.ts";
import { compareText } from "../core/compare-text.ts";
import { addDays, type Day, daysBetween, isDay } from "../core/days.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import { asTier, type Tier } from "../domain/health/tier.ts";
import type { RenewalByDeal } from "../domain/renewals/by-deal.ts";
import { judgementOf } from "../domain/renewals/judgement.ts";
import { type NextStep, nextStep } from "../domain/renewals/next-step.ts";
import { isBlind, type Outlook, onlySilent, outlookOf } from "../domain/renewals/outlook.ts";
import type { Signal } from "../domain/signals/signal.ts";
import type { Deps } from "./deps.ts";
import { figuresOf } from "./figures.ts";
import { type Session, type BookOptions, openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";
import { warnPastExports } from "./stale-exports.ts";

export interface RenewalsOptions extends BookOptions {
  /** How far to look ahead. */
  readonly days: number;
}

/** One account's renewal: what is at stake, what the figures and the owner say, and what comes next. */
export interface Renewal {
  readonly account: string;
  readonly name: string;
  /** Null where no export says it. */
  readonly arr_minor: number | null;
  readonly currency: string;
  readonly renewal_on: Day;
  readonly days_left: number;
  readonly tier: Tier | null;
  readonly score: number | null;
  readonly forecast: Outlook;
  readonly reasons: readonly string[];
  /** True where nothing on record speaks for or against it, so that `likely` is no finding. */
  readonly too_little_data: boolean;
  /** The owner's own judgement, null where the exports hold none. */
  readonly owner_forecast: Outlook | null;
  /** The owner's own word for it, as the export has it. */
  readonly owner_word: string | null;
  /** True where figures and owner differ: shown, never averaged. Figures that there are not differ from nobody. */
  readonly disagree: boolean;
  readonly csm: string | null;
  readonly seller: string | null;
  /** Whether sales has a deal open for it; its stage may be unknown all the same. */
  readonly deal_open: boolean;
  readonly deal_stage: string | null;
  /** What the seller wrote as next step. */
  readonly deal_next_step: string | null;
  readonly next: NextStep;
}

export interface RenewalsReport {
  readonly asOf: Day;
  readonly age: number;
  readonly until: Day;
  /** False where no contract at all is on record (of one account: none in force): what is up for renewal is unknown then, and not nothing. */
  readonly contractsKnown: boolean;
  readonly renewals: readonly Renewal[];
  /** Open renewal deals that close by then, of accounts without a contract on record. */
  readonly byDeal: readonly RenewalByDeal[];
}

const METRICS = [
  "health_tier",
  "health_score",
  "renewal_talks",
  "renewal_talk_on",
  "canceled_on",
  "lapses_on",
  "overdue_days",
  "csm_name",
  "seller_name",
];

/** The renewals of the next days, soonest first, those included whose date has passed. Throws UserError for an unknown account. */
export async function listRenewals(deps: Deps, options: RenewalsOptions): Promise<RenewalsReport> {
  const session = await openSession(deps, options);
  try {
    await warnPastExports(session);
    const { book, asOf, age } = session;
    const until = addDays(asOf, options.days);
    const accounts = await knownAccounts(book);
    const names = new Map(accounts.map(({ account, name }) => [account, name]));
    const one = options.account === undefined ? undefined : resolveAccount(options.account, accounts).account;
    const due = (await renewalsDue(book, asOf, until)).filter(({ account }) => one === undefined || account === one);
    const deals = await renewalDeals(book, asOf);
    const measured = await measureAll(session.context(), [...new Set(due.map(({ account }) => account))], METRICS);
    const up = accounts.filter(({ account }) => due.some((row) => row.account === account));
    const signals = await signalsOf(session.context(), up);
    const tables = await tablesWithRows(book);
    const recordsMeetings = tables.has("interactions");
    const contracted = await accountsWithContract(book, asOf);
    const byDeal = [...deals.values()]
      .filter(
        ({ account, close_on: on }) => (one === undefined || account === one) && !contracted.has(account) && (on === null || on <= until),
      )
      .filter(({ account }) => names.has(account))
      .map(({ account, close_on, stage, seller, amount_minor, currency }) => {
        const of = { account, name: names.get(account) ?? account };
        return { ...of, close_on, stage, seller, amount_minor, currency: currency ?? book.currency };
      })
      .sort((a, b) => compareText(a.close_on ?? "9", b.close_on ?? "9") || compareText(a.name, b.name));
    const renewals = due.map((row) =>
      renewalOf(
        row,
        names.get(row.account) ?? row.account,
        { asOf, workOn: session.workOn, recordsMeetings },
        measured.get(row.account) ?? [],
        signals.get(row.account) ?? [],
        deals.get(row.account),
      ),
    );
    return { asOf, age, until, contractsKnown: one === undefined ? tables.has("subscriptions") : contracted.has(one), renewals, byDeal };
  } finally {
    session.close();
  }
}

function renewalOf(
  due: RenewalDue,
  name: string,
  { asOf, workOn, recordsMeetings }: Pick<Session, "asOf" | "workOn"> & { readonly recordsMeetings: boolean },
  measurements: readonly Measurement[],
  signals: readonly Signal[],
  deal: RenewalDeal | undefined,
): Renewal {
  const { value, number, words } = figuresOf(measurements);
  const dayOf = (metric: string): Day | null => {
    const said = words(metric);
    return said !== null && isDay(said) ? said : null;
  };
  const warnings = signals.filter(({ kind, signal }) => kind === "risk" && signal !== "renewal_due");
  const talks = recordsMeetings ? (number("renewal_talks") ?? 0) : null;
  const tier = asTier(value("health_tier"));
  const figures = {
    asOf,
    renewalOn: due.renewal_on,
    tier,
    warnings,
    talks,
    bookedOn: dayOf("renewal_talk_on"),
    cancelledOn: dayOf("canceled_on"),
    lapsesOn: dayOf("lapses_on"),
    overdueDays: number("overdue_days"),
  };
  const { outlook, reasons } = outlookOf(figures);
  const silent = onlySilent(figures);
  const judged = judgementOf(deal?.category ?? null);
  const blind = isBlind(figures);
  const disagree = judged !== null && judged !== outlook && !blind;
  return {
    account: due.account,
    name,
    arr_minor: due.arr_minor,
    currency: due.currency,
    renewal_on: due.renewal_on,
    days_left: daysBetween(asOf, due.renewal_on),
    tier,
    score: number("health_score"),
    forecast: outlook,
    reasons,
    too_little_data: blind,
    owner_forecast: judged,
    owner_word: judged === null ? null : (deal?.category ?? null),
    disagree,
    csm: words("csm_name"),
    seller: deal?.seller ?? words("seller_name"),
    deal_open: deal !== undefined,
    deal_stage: deal?.stage ?? null,
    deal_next_step: deal?.next_step ?? null,
    next: nextStep({
      asOf: workOn,
      renewalOn: due.renewal_on,
      outlook,
      talks,
      bookedOn: figures.bookedOn,
      deal: deal !== undefined,
      silent,
      disagree,
    }),
  };
}
