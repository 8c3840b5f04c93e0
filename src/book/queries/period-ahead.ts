import { compareText } from "../../core/compare-text.ts";
import { dealsForForecast } from "../deals-for-forecast.ts";
import { knownAccounts } from "../known-accounts.ts";
import { renewalsDue } from "../renewals-due.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { type ForecastDeal, stageOf } from "../../domain/forecast/deal.ts";
import { type DealContext, dealWarnings, medianCycle, usualPath } from "../../domain/forecast/deal-warnings.ts";
import { viewsOf } from "../../domain/forecast/views.ts";
import { winRate } from "../../domain/forecast/win-rate.ts";
import { periodQuery } from "./period-query.ts";
import { BEGUN, PERIOD_ENDS_ON } from "./subscription-terms.ts";
import { ORIGIN, type Query } from "./query.ts";

const NAMED = 5;

/** The contracts that end in a period; one that holds as-of includes those whose date has passed without a new term. */
const periodRenewals = periodQuery({
  name: "period-renewals",
  doc: "contracts longer than a month that end in a period, in the reporting currency; overdue ones belong to the present",
  tables: ["subscriptions", "meta"],
  cells: async ({ book, scope }, { from, to }) => {
    const [contracts] = await book.rows<{ n: number }>(`SELECT count(*) AS n FROM subscriptions WHERE ${BEGUN}`, { as_of: scope.asOf });
    const n = contracts?.n ?? 0;
    // Where no contract is on record, what renews is unknown, and not nothing.
    if (n === 0) return { accounts: null, overdue: null, arr_minor: null, foreign: null, largest: null, currency: book.currency, n };
    const due = (await renewalsDue(book, scope.asOf, to)).filter(({ renewal_on: on }) => from <= scope.asOf || on >= from);
    const names = new Map((await knownAccounts(book)).map(({ account, name }) => [account, name]));
    // Amounts of two currencies are neither added nor compared.
    const priced = due.filter(({ arr_minor: minor }) => minor !== null);
    const own = priced.filter(({ currency }) => currency === book.currency);
    const [largest] = own.toSorted((a, b) => (b.arr_minor ?? 0) - (a.arr_minor ?? 0) || compareText(a.account, b.account));
    return {
      accounts: new Set(due.map(({ account }) => account)).size,
      overdue: new Set(due.filter(({ renewal_on: on }) => on < scope.asOf).map(({ account }) => account)).size,
      // Of contracts that all lack an amount the sum is not nothing: it is unknown.
      arr_minor: due.length > 0 && own.length === 0 ? null : own.reduce((sum, { arr_minor: minor }) => sum + (minor ?? 0), 0),
      foreign: new Set(priced.filter(({ currency }) => currency !== book.currency).map(({ account }) => account)).size,
      largest: largest === undefined ? null : (names.get(largest.account) ?? largest.account),
      currency: book.currency,
      n,
    };
  },
  evidence: `SELECT account, subscription, plan, arr_minor, currency, ${PERIOD_ENDS_ON} AS period_ends_on, ${ORIGIN} FROM subscriptions t
WHERE account IS NOT NULL AND interval <> 'month' AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PERIOD_ENDS_ON} <= CAST($to AS DATE) ORDER BY period_ends_on, account, subscription`,
});

/** The pipeline, and of it what is to close by the end of a period. */
const periodPipeline = periodQuery({
  name: "period-pipeline",
  doc: "open deals in the reporting currency, those due by the end of a period, what it has won, and what is doubtful",
  tables: ["opportunities", "stage_changes"],
  cells: async ({ book, scope }, { from, to }) => {
    const known = await dealsForForecast(book, scope.asOf);
    const own = known.filter(({ currency }) => (currency ?? book.currency) === book.currency);
    const open = own.filter(({ closed }) => !closed);
    const due = open.filter(({ close_on: on }) => on !== null && on <= to);
    const closed = own.filter((deal) => deal.closed && deal.close_on !== null && deal.close_on >= from && deal.close_on <= to);
    const won = closed.filter((deal) => deal.won);
    const all = viewsOf(open, known);
    const views = viewsOf(due, known);
    const context: DealContext = {
      asOf: scope.asOf,
      cycles: medianCycle(known),
      path: usualPath(known),
      keepsNextSteps: known.some(({ next_step: step }) => step !== null),
    };
    const doubtful = open.filter((deal) => dealWarnings(deal, context).length > 0);
    const priced = own.filter(({ won: isWon, amount_minor: minor }) => isWon && minor !== null);
    return {
      deals: all.deals,
      open_minor: all.open,
      weighted_minor: all.weighted,
      ...dueCells(views),
      won: won.length,
      won_minor: sumOf(won),
      lost: closed.length - won.length,
      overdue: open.filter(({ close_on: on }) => on !== null && on < scope.asOf).length,
      overdue_names: namesOf(open.filter(({ close_on: on }) => on !== null && on < scope.asOf)),
      doubtful: doubtful.length,
      doubtful_names: namesOf(doubtful),
      due_names: namesOf(due),
      win_rate: winRate(own).rate,
      closed: winRate(own).closed,
      mean_won_minor: priced.length === 0 ? null : Math.round(sumOf(priced) / priced.length),
      currency: book.currency,
      n: known.length,
    };
  },
  evidence: `SELECT opportunity, account, name, kind, stage, amount_minor, currency, owner, probability, forecast_category, close_on, closed, won, ${ORIGIN} FROM opportunities t
WHERE (created_at IS NULL OR day_of(created_at) <= CAST($as_of AS DATE)) AND (close_on IS NULL OR close_on <= CAST($to AS DATE) OR close_on >= CAST($from AS DATE)) ORDER BY close_on, opportunity`,
});

/** What is still to come, and the deals that bring it. */
export const PERIOD_AHEAD: readonly Query[] = [periodRenewals, periodPipeline];

function dueCells(views: ReturnType<typeof viewsOf>): Cells {
  return {
    due_deals: views.deals,
    due_minor: views.open,
    due_weighted_minor: views.weighted,
    due_committed_minor: views.committed,
    due_historical_minor: views.historical,
  };
}

function sumOf(deals: readonly ForecastDeal[]): number {
  return deals.reduce((sum, { amount_minor: minor }) => sum + (minor ?? 0), 0);
}

/** "Brightloom, 40 seats (negotiation)", the largest amounts first. */
function namesOf(deals: readonly ForecastDeal[]): string | null {
  const ordered = [...deals].sort((a, b) => (b.amount_minor ?? 0) - (a.amount_minor ?? 0) || compareText(a.id, b.id));
  const more = ordered.length - NAMED;
  const named = ordered.slice(0, NAMED).map((deal) => `${deal.name ?? deal.account_name ?? deal.id} (${stageOf(deal)})`);
  return named.length === 0 ? null : `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
