import type { MetricsReport } from "../../app/metrics.ts";
import type { Cohort } from "../../domain/metrics/cohort-table.ts";
import type { MetricsView } from "./render-metrics-view.ts";
import { shortMoney } from "./render-metrics-value.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

const MOST_COHORTS = 16;
const CELL = 5;
const LEAD = 24;

/** What is left of each cohort, customers and revenue, in percent of its first days; blank where the time has not come yet. */
export function renderCohorts({ cohorts, cohortGrain, currency, asOf }: MetricsReport, { width, paint }: MetricsView): string {
  if (cohorts === undefined || cohortGrain === undefined) return "";
  if (cohorts.length === 0) return "No customer began in the period, so there is no cohort.";
  const shown = cohorts.slice(-MOST_COHORTS);
  const widest = Math.max(...shown.map(({ logos }) => logos.filter((cell) => cell !== null).length));
  const room = Math.min(widest, Math.floor((width - LEAD) / CELL));
  const ages = Array.from({ length: room }, (_, index) => String(index));
  const right = [1, 2, ...ages.map((_, index) => index + 2)];
  const rows = (cells: (cohort: Cohort) => readonly (number | null)[], size: (cohort: Cohort) => string): string[][] =>
    shown.map((cohort) => [cohort.cohort, size(cohort), ...ages.map((_, index) => percent(cells(cohort)[index] ?? null))]);
  const left = [
    ...(cohorts.length > shown.length ? [`${cohorts.length - shown.length} older cohorts`] : []),
    ...(widest > room ? [`${widest - room} more columns`] : []),
  ];
  const foot = `Percent of the cohort's first days at the end of its own ${cohortGrain} (0) and of the ${cohortGrain}s after it: on that day, not on or after it; blank where that lies after ${asOf}.${left.length === 0 ? "" : ` In --json: ${left.join(", ")}.`}`;
  return [
    table(
      ["Customers kept", "Began", ...ages],
      rows(
        ({ logos }) => logos,
        ({ customers }) => String(customers),
      ),
      right,
    ),
    table(
      ["Revenue kept", "ARR", ...ages],
      rows(
        ({ revenue }) => revenue,
        ({ arr }) => shortMoney(arr, currency),
      ),
      right,
    ),
    paint.dim(wrap(foot, width)),
  ].join("\n\n");
}

function percent(share: number | null): string {
  return share === null ? "" : String(Math.round(share * 100));
}
