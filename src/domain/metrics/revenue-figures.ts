import { type ArrBridge, type Basis, type Movement, movementOf, sumBridges } from "./arr-bridge.ts";
import { attachRate, quickRatio, upsellConversion } from "./growth.ts";
import { type LogoBridge, logoBridge } from "./logo-bridge.ts";
import { type Measured, ratio } from "./measured.ts";
import { monthsIn, type Period } from "./period.ts";
import { renewalRates } from "./renewal-rate.ts";
import { retention } from "./retention.ts";
import { arrOn, type History, revenueHistories, type RevenueSpan } from "./revenue-history.ts";
import { timeToChurn } from "./time-to-churn.ts";
import { type Finance, unitEconomics } from "./unit-economics.ts";

export interface RevenueInput {
  readonly spans: readonly RevenueSpan[];
  readonly period: Period;
  readonly basis: Basis;
  /** The reporting currency: the metrics' amounts are of its spans alone. */
  readonly currency: string;
  readonly calendarMonths: readonly string[] | undefined;
  readonly finance: Finance;
}

/** What one currency's recurring revenue did. */
export interface CurrencyBridge {
  readonly currency: string;
  readonly arr: ArrBridge;
  readonly grr: number | null;
  readonly nrr: number | null;
}

export interface RevenueFigures {
  readonly arr: ArrBridge;
  readonly customers: LogoBridge;
  readonly measured: ReadonlyMap<string, Measured>;
  /** The other currencies, in the order of their codes; never added to the first. */
  readonly others: readonly CurrencyBridge[];
}

/** Everything that follows from recurring revenue alone, for one period. The order of spans plays no part. */
export function revenueFigures({ spans: given, period, basis, currency, calendarMonths, finance }: RevenueInput): RevenueFigures {
  const spans = given.filter(({ startedOn }) => startedOn <= period.to);
  const byCurrency = new Map([...new Set(spans.map((span) => span.currency))].sort().map((code) => [code, historiesIn(spans, code)]));
  const own = byCurrency.get(currency) ?? new Map<string, History>();
  const all = revenueHistories(spans);
  const movements = movementsOf(own, period, basis);
  const customers = logoBridge(movementsOf(all, period, "snapshot"));
  const arr = sumBridges(movements);
  const months = monthsIn(period);
  const snapshots = [...byCurrency.values()].flatMap((histories) =>
    [...histories].map(([account, history]) => [account, movementOf(history, period, "snapshot")] as const),
  );
  const inForce = spans.filter(({ endedOn }) => endedOn === null || endedOn > period.to);
  const paying = [...own.values()].filter((history) => arrOn(history, period.to) > 0).length;
  const perCustomer = ratio(arr.end, paying, "no customer at the end of the period");
  return {
    arr,
    customers,
    measured: new Map([
      ...retention(movements, customers, months),
      ...renewalRates(spans, period, currency),
      ["time_to_churn", timeToChurn(all.values(), period)],
      ["upsell_conversion", upsellConversion(snapshots, customers.start)],
      ["attach_rate", attachRate(inForce, new Set(spans.flatMap(({ product }) => product ?? [])).size)],
      ["quick_ratio", quickRatio(arr)],
      ["arr_per_customer", perCustomer.value === null ? perCustomer : { ...perCustomer, value: Math.round(perCustomer.value) }],
      ...unitEconomics({
        start: { arr: arr.start, customers: movements.filter(({ start }) => start > 0).length },
        new: { arr: arr.new, customers: movements.filter((movement) => movement.new > 0).length },
        logos: customers,
        months,
        calendarMonths,
        finance,
      }),
    ]),
    others: [...byCurrency]
      .filter(([code]) => code !== currency)
      .map(([code, histories]) => bridgeIn(code, histories, period, basis, customers)),
  };
}

function historiesIn(spans: readonly RevenueSpan[], currency: string): ReadonlyMap<string, History> {
  return revenueHistories(spans.filter((span) => span.currency === currency));
}

function movementsOf(histories: ReadonlyMap<string, History>, period: Period, basis: Basis): Movement[] {
  return [...histories.values()].map((history) => movementOf(history, period, basis));
}

function bridgeIn(
  currency: string,
  histories: ReadonlyMap<string, History>,
  period: Period,
  basis: Basis,
  customers: LogoBridge,
): CurrencyBridge {
  const movements = movementsOf(histories, period, basis);
  const kept = retention(movements, customers, monthsIn(period));
  return { currency, arr: sumBridges(movements), grr: kept.get("grr")?.value ?? null, nrr: kept.get("nrr")?.value ?? null };
}
