import type { Movement } from "./arr-bridge.ts";
import { shareOf } from "./intervals.ts";
import type { LogoBridge } from "./logo-bridge.ts";
import { type Measured, ratio, unknown } from "./measured.ts";

const NO_START = "no recurring revenue at the start of the period";
const NO_LOGOS = "no customer at the start of the period";

/**
 * Retention and churn of one period, by name. Revenue is of the accounts that paid at the start, so new and reactivated ones play no part, and
 * what an account pays more never makes up for what another pays less. `months` is the length of the period.
 */
export function retention(movements: readonly Movement[], logos: LogoBridge, months: number): ReadonlyMap<string, Measured> {
  const sum = (of: (movement: Movement) => number): number => movements.reduce((total, movement) => total + of(movement), 0);
  const start = sum((movement) => movement.start);
  const lost = sum((movement) => (movement.end === 0 ? movement.start : 0));
  const logoChurn = shareOf(logos.churned, logos.start, NO_LOGOS);
  const revenueChurn = ratio(lost, start, NO_START);
  return new Map([
    [
      "grr",
      ratio(
        sum((movement) => (movement.start > 0 ? movement.kept : 0)),
        start,
        NO_START,
      ),
    ],
    [
      "nrr",
      ratio(
        sum((movement) => movement.continued),
        start,
        NO_START,
      ),
    ],
    ["logo_retention", shareOf(logos.start - logos.churned, logos.start, NO_LOGOS)],
    ["logo_churn", logoChurn],
    ["logo_churn_monthly", rescaled(logoChurn, months, 1)],
    ["logo_churn_annual", rescaled(logoChurn, months, 12)],
    ["revenue_churn", revenueChurn],
    ["revenue_churn_monthly", rescaled(revenueChurn, months, 1)],
    ["revenue_churn_annual", rescaled(revenueChurn, months, 12)],
    [
      "expansion_rate",
      ratio(
        sum((movement) => (movement.start > 0 ? movement.expansion : 0)),
        start,
        NO_START,
      ),
    ],
  ]);
}

/** The share lost in `wanted` months at the pace at which `churn` was lost in `months`: 1 − (1 − churn)^(wanted / months), never a multiple. */
export function churnAtPace(churn: number, months: number, wanted: number): number {
  return 1 - (1 - churn) ** (wanted / months);
}

function rescaled(churn: Measured, months: number, wanted: number): Measured {
  const { value, interval, numerator, denominator, reason } = churn;
  if (value === null) return unknown(reason ?? "", denominator);
  const at = (rate: number): number => churnAtPace(rate, months, wanted);
  return { value: at(value), numerator, denominator, ...(interval === undefined ? {} : { interval: [at(interval[0]), at(interval[1])] }) };
}
