import { activationDays } from "../queries/activation-days.ts";
import { neverUsed } from "../queries/adoption-features.ts";
import { askOnce } from "../queries/ask-once.ts";
import { revenue } from "../queries/revenue.ts";
import { touchPoints } from "../queries/touch-points.ts";
import { usageTrend } from "../queries/usage-trend.ts";
import type { Day } from "../../core/days.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { activation } from "../../domain/metrics/activation.ts";
import { isAmong } from "../../domain/metrics/customer-sets.ts";
import { type Measured, unknown } from "../../domain/metrics/measured.ts";
import type { Period } from "../../domain/metrics/period.ts";
import { type Onboarding, timeToValue } from "../../domain/metrics/time-to-value.ts";
import { contextOn, type PeriodInputs } from "./period-inputs.ts";

const NAMES = ["ttv_median", "ttv_p90", "ttv_30", "ttv_60", "ttv_90", "activation"];

export interface OnboardingFigures {
  readonly measured: ReadonlyMap<string, Measured>;
  /** Accounts that began in the period, by what their clock starts with. */
  readonly anchors: { readonly kickoff: number; readonly subscription: number };
  /** Accounts that began in the period but before the usage export does: their first value cannot be told. */
  readonly tooEarly: number;
  /** Key actions nobody has ever done. */
  readonly unknownActions: readonly string[];
}

/** How the accounts that began in the period came to value, seen up to as-of. */
export async function onboardingFigures(inputs: PeriodInputs, period: Period): Promise<OnboardingFigures> {
  const { book, asOf, rule } = inputs;
  const all = (await onboardings(inputs)).filter(({ startedOn }) => startedOn >= period.from && startedOn <= period.to);
  const usage = await askOnce(usageTrend, contextOn(inputs, asOf));
  const firstUse = usage.reduce<Day | undefined>((first, row) => earlier(first, text(row, "first_on")), undefined);
  if (firstUse === undefined) return { ...NOTHING, measured: new Map(NAMES.map((name) => [name, unknown("no usage export")])) };
  const seen = all.filter(({ startedOn }) => startedOn >= firstUse);
  const accounts = seen.map(({ account }) => account);
  const days = rule === undefined ? [] : await activationDays(book, accounts, rule.actions, { from: period.from, to: asOf });
  const activated = activation(seen, days, rule, period, asOf);
  return {
    measured: new Map([...timeToValue(seen, period, asOf), ["activation", activated]]),
    anchors: {
      kickoff: seen.filter(({ anchor }) => anchor === "kickoff").length,
      subscription: seen.filter(({ anchor }) => anchor === "subscription").length,
    },
    tooEarly: all.length - seen.length,
    unknownActions: rule === undefined ? [] : await neverUsed(book, rule.actions, asOf),
  };
}

const NOTHING = { anchors: { kickoff: 0, subscription: 0 }, tooEarly: 0, unknownActions: [] } as const;

/** When each paying account began, and when it first got value, as known on as-of. */
async function onboardings(inputs: PeriodInputs): Promise<Onboarding[]> {
  const context = contextOn(inputs, inputs.asOf);
  const [sold, met, used] = await Promise.all([askOnce(revenue, context), askOnce(touchPoints, context), askOnce(usageTrend, context)]);
  const kickoffs = byAccount(met, "kickoff_on");
  const values = byAccount(used, "first_value_on");
  return sold.flatMap((row): Onboarding[] => {
    const account = String(row["account"]);
    const kickoff = kickoffs.get(account);
    const startedOn = kickoff ?? text(row, "customer_since");
    if (startedOn === undefined || !inputs.presence.has(account)) return [];
    const size = inputs.accountSizes.get(account);
    if (inputs.filtered && !isAmong(inputs.filter, size, { from: startedOn, to: inputs.asOf })) return [];
    return [{ account, startedOn, anchor: kickoff === undefined ? "subscription" : "kickoff", firstValueOn: values.get(account) ?? null }];
  });
}

function byAccount(rows: readonly Cells[], name: string): ReadonlyMap<string, Day> {
  return new Map(rows.flatMap((row) => (text(row, name) === undefined ? [] : [[String(row["account"]), text(row, name) ?? ""]])));
}

function text(row: Cells, name: string): string | undefined {
  const value = row[name];
  return typeof value === "string" ? value : undefined;
}

function earlier(a: Day | undefined, b: Day | undefined): Day | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}
