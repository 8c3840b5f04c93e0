import { wilson } from "../metrics/intervals.ts";
import type { ForecastDeal } from "./deal.ts";

/** Fewer closed deals than this say nothing about the next one. */
export const ENOUGH_CLOSED = 10;

/** How many closed deals were won. `rate` is 0–1, null where fewer than ENOUGH_CLOSED have closed. */
export interface WinRate {
  readonly won: number;
  readonly closed: number;
  readonly rate: number | null;
  /** Wilson's 95 % interval; null with the rate. */
  readonly interval: readonly [number, number] | null;
}

/** The share of closed deals that were won. */
export function winRate(deals: readonly ForecastDeal[]): WinRate {
  const closed = deals.filter((deal) => deal.closed);
  const won = closed.filter((deal) => deal.won).length;
  if (closed.length < ENOUGH_CLOSED) return { won, closed: closed.length, rate: null, interval: null };
  return { won, closed: closed.length, rate: won / closed.length, interval: wilson(won, closed.length) };
}

/** Win rates by kind of deal (new, expansion, renewal), in the order of their names. */
export function winRatesByKind(deals: readonly ForecastDeal[]): ReadonlyMap<string, WinRate> {
  const kinds = [...new Set(deals.map(({ kind }) => kind))].sort();
  return new Map(kinds.map((kind) => [kind, winRate(deals.filter((deal) => deal.kind === kind))]));
}
