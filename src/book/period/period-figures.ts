import type { FeatureUse } from "../queries/adoption-features.ts";
import { addDays, type Day } from "../../core/days.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import type { ArrBridge } from "../../domain/metrics/arr-bridge.ts";
import type { CsmBook, LoadBounds } from "../../domain/metrics/csm-book.ts";
import { isAmong } from "../../domain/metrics/customer-sets.ts";
import { DEFINITIONS } from "../../domain/metrics/definitions.ts";
import { type Figure, figuresOf } from "../../domain/metrics/figure.ts";
import type { LogoBridge } from "../../domain/metrics/logo-bridge.ts";
import { type Measured, unknown } from "../../domain/metrics/measured.ts";
import { grainName, monthsIn, nextStart, type Period, splitPeriod, startOf } from "../../domain/metrics/period.ts";
import { REVENUE_DEFINITIONS } from "../../domain/metrics/revenue-definitions.ts";
import { brokenOff } from "../../domain/metrics/renewal-rate.ts";
import { type CurrencyBridge, revenueFigures, type RevenueFigures } from "../../domain/metrics/revenue-figures.ts";
import { customersOf, type PeriodInputs } from "./period-inputs.ts";
import { onboardingFigures } from "./onboarding-figures.ts";
import { teamFigures, voiceFigures } from "./practice-figures.ts";
import { usageFigures } from "./usage-figures.ts";

/** Everything computed for one period. */
export interface PeriodFigures {
  readonly from: Day;
  readonly to: Day;
  readonly months: number;
  /** Null without a subscriptions export. */
  readonly arr: ArrBridge | null;
  readonly customers: LogoBridge | null;
  readonly figures: readonly Figure[];
  readonly others: readonly CurrencyBridge[];
  readonly books: readonly CsmBook[];
  readonly features: readonly FeatureUse[];
  /** What a reader must know of these figures. */
  readonly notes: readonly string[];
}

export interface PeriodChoice {
  readonly loads: LoadBounds;
  /** Where the customers stand on the last day: scores and signals, which take longest. */
  readonly standing?: (customers: readonly string[], to: Day) => Promise<ReadonlyMap<string, Measured>>;
}

/** Why nothing is known of recurring revenue. */
export const NO_SUBSCRIPTIONS = "no subscriptions export (Stripe): what a CRM says of ARR is its present state and holds no history";

/** All figures of one period. */
export async function periodFigures(inputs: PeriodInputs, period: Period, { loads, standing }: PeriodChoice): Promise<PeriodFigures> {
  const known = inputs.found.spans.length > 0;
  const money = revenueOf(inputs, period);
  const { atEnd, during } = customersOf(inputs, period);
  const usage = await usageFigures(inputs, atEnd, period.to);
  const onboarding = await onboardingFigures(inputs, period);
  const team = await teamFigures(inputs, atEnd, period, loads);
  const measured = new Map<string, Measured>([
    ...(known ? money.measured : REVENUE_DEFINITIONS.map(({ name }): [string, Measured] => [name, unknown(NO_SUBSCRIPTIONS)])),
    ...usage.measured,
    ...onboarding.measured,
    ...(await voiceFigures(inputs, during, period)),
    ...team.measured,
    ...(standing === undefined ? [] : await standing(atEnd, period.to)),
  ]);
  return {
    ...period,
    months: monthsIn(period),
    arr: known ? money.arr : null,
    customers: known ? money.customers : null,
    figures: figuresOf(DEFINITIONS, measured),
    others: money.others,
    books: team.books,
    features: usage.features,
    notes: [
      ...brokenOffNote(inputs, period),
      ...anchorNote(onboarding.anchors),
      ...about(
        onboarding.tooEarly,
        "account began before use was recorded: its time to value cannot be told.",
        "accounts began before use was recorded: their time to value cannot be told.",
      ),
      ...onboarding.unknownActions.map(
        (name) => `Nobody has ever done the key action "${name}": check its name in echo.yaml (activation.actions).`,
      ),
      ...about(
        usage.unseen,
        "customer has no row in the usage export: it counts as not using the product.",
        "customers have no row in the usage export: they count as not using the product.",
      ),
      ...about(team.unowned, "customer has no owner in success.", "customers have no owner in success."),
    ],
  };
}

/** What recurring revenue did in a period, of the customers looked at. */
export function revenueOf(inputs: PeriodInputs, period: Period): RevenueFigures {
  const { basis, currency, finance } = inputs;
  return revenueFigures({ spans: spansOf(inputs, period), period, basis, currency, calendarMonths: calendarMonths(period), finance });
}

/** "2026-07", "2026-08", …: the months of a period that is made of whole ones. */
function calendarMonths(period: Period): string[] | undefined {
  const whole = period.from === startOf(period.from, "month") && addDays(period.to, 1) === nextStart(period.to, "month");
  return whole ? splitPeriod(period, "month").map(({ from }) => grainName(from, "month")) : undefined;
}

function spansOf({ spans, sizes, filter, filtered }: PeriodInputs, period: Period): PeriodInputs["spans"] {
  return filtered ? spans.filter(({ account }) => isAmong(filter, sizes.get(account), period)) : spans;
}

/** A renewal rate of 100 % beside a churn is no contradiction, but looks like one. */
function brokenOffNote(inputs: PeriodInputs, period: Period): string[] {
  const { contracts, arr } = brokenOff(spansOf(inputs, period), period, inputs.currency);
  const worth = `worth ${formatMoney(arr, inputs.currency)} a year`;
  const apart = "in the churn, not in the renewal rate, which is of terms that ran to their end";
  return about(
    contracts,
    `contract ${worth} ended before its term did: ${apart}.`,
    `contracts ${worth} ended before their terms did: ${apart}.`,
  );
}

function anchorNote({ kickoff, subscription }: { readonly kickoff: number; readonly subscription: number }): string[] {
  const anchors = [...about(kickoff, "from the kickoff"), ...about(subscription, "from the first subscription, for want of a kickoff")];
  return anchors.length === 0 ? [] : [`Time to value is counted for the accounts that began: ${anchors.join(", ")}.`];
}

/** What is so of one, or of several; nothing of none. */
function about(count: number, one: string, several: string = one): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
}
