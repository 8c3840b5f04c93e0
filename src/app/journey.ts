import { knownAccounts } from "../book/known-accounts.ts";
import { noCustomers } from "../book/no-customers.ts";
import { accountFigures } from "../book/queries/check-figures.ts";
import { askOnce } from "../book/queries/ask-once.ts";
import { journeyDates } from "../book/queries/journey-dates.ts";
import { monthsOfUse } from "../book/queries/months-of-use.ts";
import { planItemsQuery } from "../book/queries/plan-items.ts";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import type { Cells } from "../domain/facts/metric.ts";
import { daysToValue, journeyDay, journeyOf, type StartKind, tellsValue, whyUntold } from "../domain/journey/journey.ts";
import type { Rhythm } from "../domain/metrics/use-windows.ts";
import { type Milestone, milestonesOf } from "../domain/journey/milestones.ts";
import { ONBOARDING_DAYS, type Position, positionOn } from "../domain/journey/position.ts";
import { missingItems, planItems } from "../domain/success-plan/plan-items.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

/** Where one account stands between its start and the ongoing phase. */
export interface JourneyReport {
  readonly account: string;
  readonly name: string;
  readonly position: Position | null;
  /** 1 on the day of the start; null where none is recorded. */
  readonly day: number | null;
  readonly start: Day | null;
  readonly start_kind: StartKind | null;
  readonly touch: string | null;
  /** In the order they are due; empty where the exports do not reach back to the start. */
  readonly milestones: readonly Milestone[];
  /** Why there are no milestones, in words; null where there are. */
  readonly untold: string | null;
  readonly first_value_on: Day | null;
  /** False where it was not seen and the exports cannot tell whether it was reached. */
  readonly first_value_known: boolean;
  /** How use is recorded: by the week or month, first value lies somewhere within the one that `first_value_on` names. */
  readonly use_recorded_by: Rhythm;
  /** From the start; null where it is not reached, or the exports do not reach back. */
  readonly days_to_first_value: number | null;
  readonly plan: { readonly plans: number; readonly items: number; readonly missing: readonly string[] } | null;
}

export interface JourneyOptions extends BookOptions {
  /** One account as a person names it; every customer where it is left out. */
  readonly account?: string | undefined;
  /** Only those in their first 90 days. */
  readonly onboarding?: boolean | undefined;
}

/** The journey of one account, or of every customer, the newest first. Throws UserError for an unknown account. */
export async function journeyReport(
  deps: Deps,
  options: JourneyOptions,
): Promise<{ readonly asOf: Day; readonly age: number; readonly journeys: readonly JourneyReport[] }> {
  const session = await openSession(deps, options);
  try {
    const accounts = await knownAccounts(session.book);
    const one = options.account === undefined ? undefined : resolveAccount(options.account, accounts).account;
    const context = session.context();
    const none = await noCustomers(session.book, session.asOf);
    const figures = await accountFigures(context, ["touch", "churned_on"]);
    const plans = new Map((await askOnce(planItemsQuery, context)).map((row) => [String(row["account"]), row]));
    const { rhythm } = (await monthsOfUse(context))(0);
    const names = new Map(accounts.map(({ account, name }) => [account, name]));
    const touchOf = (account: string): string | null => textOrNull(figures(account, "touch")?.value);
    const journeys = (await askOnce(journeyDates, context))
      .map((row) => {
        const account = String(row["account"]);
        return reportOf(row, names.get(account) ?? account, touchOf(account), plans.get(account), rhythm);
      })
      .filter(({ account, day }) => {
        if (one !== undefined) return account === one;
        const left = none.has(account) || (figures(account, "churned_on")?.value ?? null) !== null;
        return !left && (options.onboarding !== true || (day !== null && day <= ONBOARDING_DAYS));
      });
    return { asOf: session.asOf, age: session.age, journeys: journeys.sort(newestFirst) };
  } finally {
    session.close();
  }
}

function reportOf(row: Cells, name: string, touch: string | null, plan: Cells | undefined, rhythm: Rhythm): JourneyReport {
  const journey = journeyOf(row);
  const day = journeyDay(journey);
  return {
    account: String(row["account"]),
    name,
    position: positionOn(day),
    day,
    start: journey.start,
    start_kind: journey.startKind,
    touch,
    milestones: milestonesOf(journey),
    untold: whyUntold(journey),
    first_value_on: journey.firstValueOn,
    first_value_known: tellsValue(journey),
    use_recorded_by: rhythm,
    days_to_first_value: daysToValue(journey),
    plan: plan === undefined ? null : { plans: Number(plan["plans"] ?? 0), items: planItems(plan), missing: missingItems(plan) },
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Accounts without a start come last. */
function newestFirst(a: JourneyReport, b: JourneyReport): number {
  const days = (a.day ?? Infinity) - (b.day ?? Infinity);
  return Number.isNaN(days) || days === 0 ? compareText(a.account, b.account) : days;
}
