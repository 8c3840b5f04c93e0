import type { ArrBridge, Movement } from "./arr-bridge.ts";
import { shareOf } from "./intervals.ts";
import { type Measured, ratio, unknown } from "./measured.ts";
import type { RevenueSpan } from "./revenue-history.ts";

/** (new + expansion) / (churn + contraction); null where nothing was lost, since a share of nothing says nothing. */
export function quickRatio(bridge: ArrBridge): Measured {
  const gains = bridge.new + bridge.expansion;
  const losses = bridge.churn + bridge.contraction;
  return ratio(gains, losses, gains > 0 ? "no losses" : "no gains and no losses");
}

/** Share of the customers at the start who pay more at the end. `movements` of the snapshot basis, of any currencies. */
export function upsellConversion(movements: readonly (readonly [string, Movement])[], customersAtStart: number): Measured {
  const expanded = new Set(movements.filter(([, { start, expansion }]) => start > 0 && expansion > 0).map(([account]) => account));
  return shareOf(expanded.size, customersAtStart, "no customer at the start of the period");
}

/** Share of the customers who have two products or more. `inForce` are the spans of one day, `sold` how many products the export knows. */
export function attachRate(inForce: readonly RevenueSpan[], sold: number): Measured {
  if (sold < 2) return unknown(sold === 1 ? "the export knows one product only" : "the subscriptions export names no product");
  const products = new Map<string, Set<string>>();
  for (const { account, product, arrMinor } of inForce) {
    if (arrMinor === 0) continue;
    const known = products.get(account) ?? new Set<string>();
    if (product !== null) known.add(product);
    products.set(account, known);
  }
  return shareOf([...products.values()].filter(({ size }) => size > 1).length, products.size, "no customer at the end of the period");
}
