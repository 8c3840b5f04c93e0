import { type PeriodFigures, periodFigures } from "../book/period/period-figures.ts";
import { contextOn, type PeriodInputs, periodInputs } from "../book/period/period-inputs.ts";
import { monthsOfUse } from "../book/queries/months-of-use.ts";
import { addDays, type Day, daysBetween } from "../core/days.ts";
import { count } from "../core/text.ts";
import type { Basis } from "../domain/metrics/arr-bridge.ts";
import { type Cohort, cohortTable } from "../domain/metrics/cohort-table.ts";
import type { LoadBounds } from "../domain/metrics/csm-book.ts";
import { type CustomerFilter, customersDuring, isAmong } from "../domain/metrics/customer-sets.ts";
import { type Grain, type Period, splitPeriod } from "../domain/metrics/period.ts";
import type { History } from "../domain/metrics/revenue-history.ts";
import type { Deps } from "./deps.ts";
import { loadTargets } from "./load-targets.ts";
import { type TargetResult, targetResults } from "./metrics-targets.ts";
import { standingFigures } from "./metrics-standing.ts";
import { choosePeriod } from "./metrics-window.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { warnPastExports } from "./stale-exports.ts";

export interface MetricsOptions extends BookOptions, CustomerFilter {
  /** First and last day of the period; without them the last full quarter. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Also month by month, or quarter by quarter. */
  readonly by?: Grain | undefined;
  /** Also a table of cohorts. */
  readonly cohort?: Grain | undefined;
  readonly basis?: Basis | undefined;
  /** Count accounts of one topmost parent as one customer. */
  readonly rollUp?: boolean | undefined;
}

export interface MetricsReport {
  readonly asOf: Day;
  readonly age: number;
  /** How the period was chosen, in words. */
  readonly why: string;
  readonly basis: Basis;
  readonly currency: string;
  readonly filter: CustomerFilter;
  readonly rollUp: boolean;
  readonly whole: PeriodFigures;
  readonly targets: readonly TargetResult[];
  readonly loads: LoadBounds;
  /** The period in parts, where asked for. */
  readonly grain: Grain | undefined;
  readonly periods: readonly PeriodFigures[] | undefined;
  readonly cohortGrain: Grain | undefined;
  readonly cohorts: readonly Cohort[] | undefined;
  readonly notes: readonly string[];
}

/**
 * The success metrics of a period, against their targets. Throws UserError for days that are none, a period beyond as-of, and an unknown
 * owner; DataError for a broken targets.yaml.
 */
export async function metricsReport(deps: Deps, options: MetricsOptions = {}): Promise<MetricsReport> {
  const targets = await loadTargets(deps.workspace.references);
  const session = await openSession(deps, options);
  try {
    await warnPastExports(session);
    const { by, cohort, basis = "snapshot", rollUp = false, segment, touch } = options;
    const { period, why } = choosePeriod(options, session.asOf);
    const filter = { segment, touch };
    const inputs = await periodInputs(session.context(), { filter, basis, rollUp });
    const whole = await periodFigures(inputs, period, {
      loads: targets.loads,
      standing: (customers, to) => standingFigures(session, inputs, customers, to),
    });
    const parts: PeriodFigures[] = [];
    for (const part of by === undefined ? [] : splitPeriod(period, by))
      parts.push(await periodFigures(inputs, part, { loads: targets.loads }));
    return {
      asOf: session.asOf,
      age: session.age,
      why,
      basis,
      currency: session.book.currency,
      filter,
      rollUp,
      whole,
      targets: targetResults(inputs, whole, targets),
      loads: targets.loads,
      grain: by,
      periods: by === undefined ? undefined : parts,
      cohortGrain: cohort,
      cohorts: cohort === undefined ? undefined : cohorts(inputs, cohort, options.from === undefined ? undefined : period),
      notes: [...(await rhythmNotes(inputs, period)), ...leftOutNotes(inputs, period), ...bookNotes(inputs), ...whole.notes],
    };
  } finally {
    session.close();
  }
}

/** An export whose subscriptions all outlived so many days most likely lacks those that did not. */
const YEAR = 365;

/** Cohorts of the accounts themselves, not of their parents; a filter looks at what each paid first. */
function cohorts(inputs: PeriodInputs, grain: Grain, period: Period | undefined): Cohort[] {
  const { presence, accountSizes, asOf, filter } = inputs;
  const among = (account: string): boolean => isAmong(filter, accountSizes.get(account), { from: "0001-01-02", to: asOf });
  const kept = (histories: ReadonlyMap<string, History>): ReadonlyMap<string, History> =>
    new Map([...histories].filter(([account]) => among(account)));
  return cohortTable({ customers: kept(presence), revenue: kept(accountSizes), asOf, period }, grain);
}

/** Where use is recorded by the week or month, the month that figures of use are of is not one of 30 days. */
async function rhythmNotes(inputs: PeriodInputs, { to }: Period): Promise<string[]> {
  const { rhythm, last } = (await monthsOfUse(contextOn(inputs, to)))(0);
  if (rhythm === "day") return [];
  const days = last.to - last.from;
  return [`Use is recorded by the ${rhythm}: where figures of use say 30 days, they are of ${days}, up to ${addDays(to, -last.from)}.`];
}

/** Whom a segment or touch leaves out although he is a customer: who pays nothing in the reporting currency is of no size. */
function leftOutNotes({ filtered, standIns, presence, accountSizes, found, currency }: PeriodInputs, period: Period): string[] {
  if (!filtered || standIns !== undefined) return [];
  const sized = new Set(customersDuring(accountSizes, period));
  const apart = customersDuring(presence, period).filter((account) => !sized.has(account));
  if (apart.length === 0) return [];
  const theirs = new Set(found.spans.flatMap((span) => (apart.includes(span.account) ? [span.currency] : [])));
  const shown = [...apart].sort().slice(0, 3).join(", ");
  return [
    `${count(apart.length, "customer")} (${shown}${apart.length > 3 ? ", …" : ""}) ${apart.length === 1 ? "pays" : "pay"} in ${[...theirs].sort().join(", ")} and nothing in ${currency}, so ${apart.length === 1 ? "it is" : "they are"} of no segment or touch: in no figure here. Without --segment and --touch they count.`,
  ];
}

function bookNotes({ found, currency, standIns }: PeriodInputs): string[] {
  const started = found.spans.map(({ startedOn }) => startedOn).sort()[0];
  const ended = found.spans.flatMap(({ endedOn }) => endedOn ?? []).sort()[0];
  const blind = started !== undefined && (ended === undefined || daysBetween(started, ended) > YEAR);
  const currencies = [...new Set(found.spans.map((span) => span.currency))].sort();
  return [
    ...(standIns === undefined
      ? []
      : [
          "Without a subscriptions export the accounts' records tell who is a customer: every account but prospects and those that have left, from the start of its contract where it is on record.",
        ]),
    ...(found.unjoined > 0
      ? [`${count(found.unjoined, "subscription")} of no known account: in no figure (echo-cs import says which).`]
      : []),
    ...(found.unpriced > 0 ? [`${count(found.unpriced, "subscription")} without an amount or a currency: in no figure.`] : []),
    ...(found.endless > 0
      ? [
          `${count(found.endless, "subscription")} marked as over without the day of the end: counted as running. Export that column (Stripe: Ended At), or the losses are too small.`,
        ]
      : []),
    ...(currencies.length > 0 && !currencies.includes(currency)
      ? [`Every subscription is in ${currencies.join(" or ")}, and the reporting currency is ${currency}: set currency in echo.yaml.`]
      : []),
    ...(blind
      ? [
          `${ended === undefined ? "No subscription of the export has ended" : `The first subscription to end in the export did so on ${ended}`}: if customers who left earlier are missing from it, older figures look better than they were.`,
        ]
      : []),
  ];
}
