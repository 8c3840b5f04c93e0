import { dealsForForecast } from "../book/deals-for-forecast.ts";
import { knownAccounts } from "../book/known-accounts.ts";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { count } from "../core/text.ts";
import { type ForecastDeal, stageOf } from "../domain/forecast/deal.ts";
import { type DealContext, dealWarnings, medianCycle, usualPath } from "../domain/forecast/deal-warnings.ts";
import { type Quarter, quarterNamed } from "../domain/forecast/quarter.ts";
import { type Views, viewsOf } from "../domain/forecast/views.ts";
import { ENOUGH_CLOSED, type WinRate, winRatesByKind } from "../domain/forecast/win-rate.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openWholeSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";
import { warnPastExports } from "./stale-exports.ts";

export interface ForecastOptions extends BookOptions {
  /** Only deals expected to close in it, and those whose date has passed before it. */
  readonly quarter?: string | undefined;
}

/** An open deal with what makes its forecast doubtful. */
export interface PipelineDeal {
  readonly id: string;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly name: string | null;
  readonly kind: string;
  readonly stage: string;
  readonly amount_minor: number | null;
  readonly currency: string;
  readonly owner: string | null;
  readonly probability: number | null;
  readonly category: string | null;
  readonly close_on: Day | null;
  readonly next_step: string | null;
  readonly warnings: readonly string[];
}

/** The pipeline in one currency. */
export interface CurrencyForecast extends Views {
  readonly currency: string;
  /** Won in the quarter so far; null without a quarter. */
  readonly won: number | null;
  /** The quota of a quarter from echo.yaml; null where none is set, and for other currencies than the reporting one. */
  readonly quota: number | null;
  /** Open pipeline against what of the quota is still missing, 3 for three times; null without a quota, and where it is reached. */
  readonly coverage: number | null;
  readonly stages: readonly { readonly stage: string; readonly deals: number; readonly open: number; readonly weighted: number | null }[];
}

export interface ForecastReport {
  readonly as_of: Day;
  readonly age: number;
  readonly quarter: Quarter | null;
  readonly currencies: readonly CurrencyForecast[];
  readonly win_rates: readonly ({ readonly kind: string } & WinRate)[];
  readonly deals: readonly PipelineDeal[];
  /** What the figures cannot say, and what would let them. */
  readonly notes: readonly string[];
}

/** The open deals by stage in several views, with what makes each doubtful. Throws UserError `bad-quarter` and for an unknown account. */
export async function forecastReport(deps: Deps, options: ForecastOptions): Promise<ForecastReport> {
  const quarter = options.quarter === undefined ? null : quarterNamed(options.quarter);
  const whole = await openWholeSession(deps, options);
  try {
    await warnPastExports(whole);
    const all = await dealsForForecast(whole.book, whole.asOf);
    const seller = options.account === undefined ? sellerNamed(deps.owner, all) : undefined;
    const session = options.account === undefined && seller === undefined ? await whole.narrowed() : whole;
    const { book, asOf, age } = session;
    const one = options.account === undefined ? undefined : resolveAccount(options.account, await knownAccounts(book)).account;
    const known = seller !== undefined || session === whole ? all : await dealsForForecast(book, asOf);
    const listed = known.filter((deal) => (one === undefined || deal.account === one) && (seller === undefined || deal.owner === seller));
    const open = listed.filter((deal) => !deal.closed && isWithin(deal, quarter));
    const context: DealContext = {
      asOf,
      cycles: medianCycle(known),
      path: usualPath(known),
      keepsNextSteps: known.some(({ next_step: step }) => step !== null),
    };
    const currencyOf = (deal: ForecastDeal): string => deal.currency ?? book.currency;
    const currencies = [...new Set(open.map(currencyOf))].sort();
    const quota = deps.workspace.config.quota;
    return {
      as_of: asOf,
      age,
      quarter,
      currencies: currencies.map((currency) => {
        const own = (deals: readonly ForecastDeal[]): ForecastDeal[] => deals.filter((deal) => currencyOf(deal) === currency);
        return currencyForecast(currency, own(open), known, {
          won: quarter === null ? null : wonIn(own(listed), quarter),
          quota: quarter === null || quota === undefined || currency !== book.currency ? null : Math.round(quota * 100),
        });
      }),
      win_rates: [...winRatesByKind(known)].map(([kind, rate]) => ({ kind, ...rate })),
      deals: open.map((deal) => pipelineDeal(deal, currencyOf(deal), dealWarnings(deal, context))).sort(soonestFirst),
      notes: [...whoseDeals(seller, session.book.owner), ...closedAhead(listed, asOf), ...notesOn(known, open, quarter, quota)],
    };
  } finally {
    whole.close();
  }
}

/** The owner of deals whom --owner names, by the whole name or by a first name that only one of them has; undefined for an owner of accounts. */
function sellerNamed(owner: string | undefined, deals: readonly ForecastDeal[]): string | undefined {
  if (owner === undefined) return undefined;
  const sellers = [...new Set(deals.flatMap((deal) => deal.owner ?? []))].sort();
  const wanted = owner.trim().toLowerCase();
  const exact = sellers.find((name) => name.toLowerCase() === wanted);
  const first = sellers.filter((name) => name.toLowerCase().split(/\s+/)[0] === wanted);
  return exact ?? (first.length === 1 ? first[0] : undefined);
}

function whoseDeals(seller: string | undefined, owner: string | undefined): string[] {
  if (seller !== undefined) return [`Only the deals that ${seller} owns, at whosever account.`];
  return owner === undefined ? [] : [`Only the deals at the accounts of ${owner}, whoever sells them.`];
}

function isWithin({ close_on: on }: ForecastDeal, quarter: Quarter | null): boolean {
  return quarter === null || (on !== null && on <= quarter.to);
}

function wonIn(deals: readonly ForecastDeal[], { from, to }: Quarter): number {
  const won = deals.filter((deal) => deal.won && deal.close_on !== null && deal.close_on >= from && deal.close_on <= to);
  return won.reduce((sum, { amount_minor: minor }) => sum + (minor ?? 0), 0);
}

function currencyForecast(
  currency: string,
  open: readonly ForecastDeal[],
  known: readonly ForecastDeal[],
  { won, quota }: Pick<CurrencyForecast, "won" | "quota">,
): CurrencyForecast {
  const views = viewsOf(open, known);
  const missing = quota === null ? 0 : quota - (won ?? 0);
  const stages = [...new Set(open.map(stageOf))].map((stage) => {
    const {
      deals,
      open: amount,
      weighted,
    } = viewsOf(
      open.filter((deal) => stageOf(deal) === stage),
      known,
    );
    return { stage, deals, open: amount, weighted };
  });
  return {
    currency,
    ...views,
    won,
    quota,
    coverage: missing > 0 ? views.open / missing : null,
    stages: stages.sort((a, b) => b.open - a.open || compareText(a.stage, b.stage)),
  };
}

function pipelineDeal(deal: ForecastDeal, currency: string, warnings: readonly string[]): PipelineDeal {
  const { id, account, account_name, name, kind, amount_minor, owner, probability, category, close_on, next_step } = deal;
  return {
    id,
    account,
    account_name,
    name,
    kind,
    stage: stageOf(deal),
    amount_minor,
    currency,
    owner,
    probability,
    category,
    close_on,
    next_step,
    warnings,
  };
}

function soonestFirst(a: PipelineDeal, b: PipelineDeal): number {
  const [left, right] = [a.close_on ?? "9999", b.close_on ?? "9999"];
  return compareText(left, right) || compareText(a.id, b.id);
}

/** Deals that the export marks as closed, with a close date that is still to come. */
function closedAhead(deals: readonly ForecastDeal[], asOf: Day): string[] {
  const ahead = deals.filter(({ closed, close_on: on }) => closed && on !== null && on > asOf);
  const [first] = ahead;
  if (first === undefined) return [];
  const such = `${first.name ?? first.id}, ${stageOf(first)}, ${first.close_on ?? ""}`;
  return [
    `${count(ahead.length, "deal")} that the export marks as closed ${ahead.length === 1 ? "is" : "are"} not open, though the close date is still to come: ${such}${ahead.length === 1 ? "" : " and others"}.`,
  ];
}

function notesOn(
  known: readonly ForecastDeal[],
  open: readonly ForecastDeal[],
  quarter: Quarter | null,
  quota: number | undefined,
): string[] {
  const unpriced = open.filter(({ amount_minor: minor }) => minor === null).length;
  const byKind = [...winRatesByKind(known)];
  const rates = byKind.filter(([kind, { rate }]) => rate === null && open.some((deal) => deal.kind === kind));
  // Of many closed deals some are lost: where none is, the export leaves them out more likely than not.
  const noneLost = byKind.some(([, { rate }]) => rate !== null) && byKind.every(([, { won, closed }]) => won === closed);
  return [
    ...(unpriced > 0 ? [`${unpriced} of ${open.length} open deals have no amount and add nothing.`] : []),
    ...rates.map(
      ([kind, { closed }]) =>
        `Own win rate of ${kind} deals: ${closed === 0 ? "none has" : closed === 1 ? "only 1 has" : `only ${closed} have`} closed, ${ENOUGH_CLOSED} are needed to say anything.`,
    ),
    ...(noneLost ? ["No lost deal is in the exports: where lost deals are left out, win rates are too high."] : []),
    ...(known.every(({ changes }) => changes.length === 0)
      ? ["Put-off dates and skipped stages need the stage history (Salesforce: export OpportunityHistory)."]
      : []),
    ...(quarter !== null && quota === undefined ? ["No coverage: set `quota` (a quarter's, in the reporting currency) in echo.yaml."] : []),
  ];
}
