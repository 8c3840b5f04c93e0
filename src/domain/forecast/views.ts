import { judgementOf } from "../renewals/judgement.ts";
import type { ForecastDeal } from "./deal.ts";
import { type WinRate, winRatesByKind } from "./win-rate.ts";

/** One currency's pipeline in the four ways of reading it; amounts in minor units. */
export interface Views {
  /** All open deals with an amount. */
  readonly open: number;
  /** Σ amount × the source's probability; deals without one are left out and counted; null where none has one. */
  readonly weighted: number | null;
  readonly without_probability: number;
  /** Σ amount × own win rate of the deal's kind; null where too few deals have closed to know. */
  readonly historical: number | null;
  /** Deals for which no own win rate is known. */
  readonly without_rate: number;
  /** Deals that their owner calls a commit; null where no open deal bears a forecast category. */
  readonly committed: number | null;
  readonly deals: number;
}

/** The open deals' views. All of `deals` (closed ones too) give the win rates. */
export function viewsOf(open: readonly ForecastDeal[], deals: readonly ForecastDeal[]): Views {
  const priced = open.filter((deal) => deal.amount_minor !== null);
  const sum = (of: (deal: ForecastDeal) => number): number =>
    priced.reduce((total, deal) => total + Math.round((deal.amount_minor ?? 0) * of(deal)), 0);
  const silent = priced.filter((deal) => deal.probability === null).length;
  const rates = winRatesByKind(deals);
  const rated = priced.filter(({ kind }) => typeof rates.get(kind)?.rate === "number");
  return {
    open: sum(() => 1),
    weighted: silent > 0 && silent === priced.length ? null : sum((deal) => deal.probability ?? 0),
    without_probability: silent,
    historical: priced.length > 0 && rated.length === 0 ? null : byKind(rated, rates),
    without_rate: priced.length - rated.length,
    committed:
      open.length > 0 && open.every(({ category }) => category === null)
        ? null
        : sum((deal) => (judgementOf(deal.category) === "commit" ? 1 : 0)),
    deals: open.length,
  };
}

/** Rounded once, at the end: the sum of each kind by the rate that a forecast prints beside it then gives the same to the cent. */
function byKind(rated: readonly ForecastDeal[], rates: ReadonlyMap<string, WinRate>): number {
  const parts = [...rates].map(([kind, { rate }]) => {
    const amount = rated.filter((deal) => deal.kind === kind).reduce((total, { amount_minor: minor }) => total + (minor ?? 0), 0);
    return amount * (rate ?? 0);
  });
  return Math.round(parts.reduce((total, part) => total + part, 0));
}
