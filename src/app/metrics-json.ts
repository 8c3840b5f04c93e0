import type { Figure } from "../domain/metrics/figure.ts";
import type { MetricsReport } from "./metrics.ts";
import { NO_SUBSCRIPTIONS, type PeriodFigures } from "../book/period/period-figures.ts";
import type { TargetResult } from "./metrics-targets.ts";

type JsonObject = Readonly<Record<string, unknown>>;

const NO_ARR = { start: null, new: null, expansion: null, contraction: null, churn: null, reactivation: null, end: null };
const NO_CUSTOMERS = { start: null, new: null, churned: null, reactivated: null, end: null };

/**
 * The report as scripts read it: the bridge and every metric by its name at the top (null has its reason in `reasons`), and once more with
 * definition, numerator, denominator and target in `metrics`. Amounts are minor units of `currency`; shares are fractions. [contract]
 */
export function metricsJson(report: MetricsReport): JsonObject {
  const { whole, filter } = report;
  return {
    ...periodJson(whole, report.targets),
    as_of: report.asOf,
    period_is: report.why,
    basis: report.basis,
    currency: report.currency,
    segment: filter.segment ?? null,
    touch: filter.touch ?? null,
    roll_up: report.rollUp ? "parent" : "account",
    targets: report.targets.map(targetJson),
    csms: whole.books.map((book) => ({ ...book, over: book.load === null ? null : book.load > 1 })),
    csm_load: report.loads,
    features: whole.features,
    notes: report.notes,
    ...(report.periods === undefined ? {} : { by: report.grain, periods: report.periods.map((period) => periodJson(period, [])) }),
    ...(report.cohorts === undefined ? {} : { cohort_by: report.cohortGrain, cohorts: report.cohorts }),
  };
}

function periodJson({ from, to, months, arr, customers, figures, others }: PeriodFigures, targets: readonly TargetResult[]): JsonObject {
  return {
    from,
    to,
    months,
    arr: arr ?? NO_ARR,
    customers: customers ?? NO_CUSTOMERS,
    ...Object.fromEntries(figures.map(({ name, value }) => [name, value])),
    reasons: {
      ...(arr === null ? { arr: NO_SUBSCRIPTIONS } : {}),
      ...Object.fromEntries(figures.flatMap(({ name, value, reason }) => (value === null ? [[name, reason ?? ""]] : []))),
    },
    other_currencies: others,
    metrics: figures.map((figure) => figureJson(figure, targets)),
  };
}

function figureJson(figure: Figure, targets: readonly TargetResult[]): JsonObject {
  const target = targets.find(({ metric }) => metric === figure.name);
  return {
    name: figure.name,
    title: figure.title,
    group: figure.group,
    value: figure.value,
    unit: figure.unit,
    definition: figure.definition,
    numerator: figure.numerator,
    denominator: figure.denominator,
    denominator_is: figure.of,
    interval: figure.interval ?? null,
    reason: figure.value === null ? (figure.reason ?? "") : null,
    target: target === undefined ? null : targetJson(target),
  };
}

function targetJson({ metric, operator, value, actual, from, to, verdict, source, others, reason }: TargetResult): JsonObject {
  return { metric, operator, value, actual, from, to, verdict, reason: reason ?? null, source, others };
}
