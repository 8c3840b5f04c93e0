import { judgementOf } from "../renewals/judgement.ts";
import { type ForecastDeal, stageOf } from "./deal.ts";
import { type WinRate, winRatesByKind, winRatesByStage } from "./win-rate.ts";

/** One currency's pipeline in the four ways of reading it; amounts in minor units. */
export interface Views {
  /** All open deals with an amount. */
  readonly open: number;
  /** Σ amount × the source's probability; deals without one are left out and counted. */
  readonly weighted: number;
  readonly without_probability: number;
  /** Σ amount × own win rate (by stage where history is kept, else by kind); null where too few deals have closed to know. */
  readonly historical: number | null;
  /** Deals for which no own win rate is known. */
  readonly without_rate: number;
  /** Deals that their owner calls a commit. */
  readonly committed: number;
  readonly deals: number;
}

/** The open deals' views. All of `deals` (closed ones too) give the win rates. */
export function viewsOf(open: readonly ForecastDeal[], deals: readonly ForecastDeal[]): Views {
  const rate = rateOf(deals);
  const priced = open.filter((deal) => deal.amount_minor !== null);
  const sum = (of: (deal: ForecastDeal) => number): number =>
    priced.reduce((total, deal) => total + Math.round((deal.amount_minor ?? 0) * of(deal)), 0);
  const rated = priced.filter((deal) => rate(deal) !== null);
  return {
    open: sum(() => 1),
    weighted: sum((deal) => deal.probability ?? 0),
    without_probability: priced.filter((deal) => deal.probability === null).length,
    historical: priced.length > 0 && rated.length === 0 ? null : sum((deal) => rate(deal) ?? 0),
    without_rate: priced.length - rated.length,
    committed: sum((deal) => (judgementOf(deal.category) === "commit" ? 1 : 0)),
    deals: open.length,
  };
}

/** The own win rate that fits a deal best: of its stage where enough of its history is known, else of its kind. */
export function rateOf(deals: readonly ForecastDeal[]): (deal: ForecastDeal) => number | null {
  const [stages, kinds]: ReadonlyMap<string, WinRate>[] = [winRatesByStage(deals), winRatesByKind(deals)];
  return (deal) => (deal.changes.length > 0 ? stages?.get(stageOf(deal))?.rate : null) ?? kinds?.get(deal.kind)?.rate ?? null;
}
