import { addDays, type Day } from "../../core/days.ts";
import { shareOf } from "./intervals.ts";
import { type Measured, unknown } from "./measured.ts";
import type { Period } from "./period.ts";
import type { Onboarding } from "./time-to-value.ts";

/** What counts as activated, in echo.yaml. */
export interface ActivationRule {
  /** Names of events or features. */
  readonly actions: readonly string[];
  /** The day the account begins is the first of them. */
  readonly withinDays: number;
  /** How many of the actions are enough; undefined for all. */
  readonly atLeast: number | undefined;
}

/** A day on which an account did an action. */
export interface ActionDay {
  readonly account: string;
  readonly action: string;
  readonly day: Day;
}

/**
 * Share of the accounts that began in the period and did the key actions in their first days. Accounts whose first days are not over by
 * `asOf` are not counted, done or not.
 */
export function activation(
  onboardings: readonly Onboarding[],
  actions: readonly ActionDay[],
  rule: ActivationRule | undefined,
  { from, to }: Period,
  asOf: Day,
): Measured {
  if (rule === undefined) return unknown("no key actions are named: set activation.actions in echo.yaml");
  const begun = onboardings.filter(({ startedOn }) => startedOn >= from && startedOn <= to);
  const counted = begun.filter(({ startedOn }) => lastDay(startedOn, rule) <= asOf);
  const done = new Map<string, ActionDay[]>();
  for (const action of actions) done.set(action.account, [...(done.get(action.account) ?? []), action]);
  const activated = counted.filter(({ account, startedOn }) => {
    const inTime = (done.get(account) ?? []).filter(({ day }) => day >= startedOn && day <= lastDay(startedOn, rule));
    return new Set(inTime.map(({ action }) => action)).size >= (rule.atLeast ?? rule.actions.length);
  });
  const reason =
    begun.length === 0 ? "no account began in the period" : `the first ${rule.withinDays} days of no account that began are over`;
  return shareOf(activated.length, counted.length, reason);
}

function lastDay(startedOn: Day, { withinDays }: ActivationRule): Day {
  return addDays(startedOn, withinDays - 1);
}
