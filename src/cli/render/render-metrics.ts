import type { MetricsReport } from "../../app/metrics.ts";
import { capitalised } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import type { ArrBridge } from "../../domain/metrics/arr-bridge.ts";
import { type Figure, GROUPS, type Group } from "../../domain/metrics/figure.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import { renderCohorts } from "./render-metrics-cohorts.ts";
import { type FitColumn, fittedTable } from "./render-metrics-fit.ts";
import { renderPeriods } from "./render-metrics-periods.ts";
import { type MetricRow, metricRows, renderTargets, targetMark, windowNotes } from "./render-metrics-targets.ts";
import { renderBooks, renderFeatures } from "./render-metrics-team.ts";
import type { MetricsView } from "./render-metrics-view.ts";
import { denominatorText, intervalText, judgedValue } from "./render-metrics-value.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

const TITLES: Readonly<Record<Group, string>> = {
  retention: "Retention and churn",
  growth: "Growth and unit economics",
  adoption: "Adoption, 30 days to the end",
  onboarding: "Onboarding",
  voice: "Voice and service",
  team: "Team",
  standing: "Standing at the end",
};

/** The metrics of a period in groups, with what each is divided by and its target. */
export function renderMetrics(report: MetricsReport, view: MetricsView): string {
  const { paint, width } = view;
  const { whole } = report;
  const heading = `${paint.bold(`Metrics ${whole.from} to ${whole.to}`)}\n${paint.dim(wrap(settings(report), width))}`;
  const sections = view.targetsOnly
    ? [heading, renderTargets(report, view)]
    : [
        heading,
        bridgeText(report),
        ...GROUPS.map((group) => groupText(report, group, view)),
        renderBooks(report, width),
        renderFeatures(report),
        renderPeriods(report, width, view.terminal === true),
        renderCohorts(report, view),
        notesText(report, view),
        view.definitions ? definitionsText(report, view) : "",
      ];
  return `${cleanScreen(paint, sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

function settings({ why, currency, basis, filter, rollUp }: MetricsReport): string {
  return [
    `${why}, both days included`,
    currency,
    basis === "snapshot" ? "the period's two ends compared (snapshot basis)" : "every change counted (event basis)",
    ...(filter.segment === undefined ? [] : [`segment ${filter.segment}`]),
    ...(filter.touch === undefined ? [] : [`${filter.touch} touch`]),
    rollUp ? "a customer is a topmost parent with its accounts" : "a customer is an account",
  ].join(" · ");
}

const LINES: readonly (readonly [string, keyof ArrBridge, "start" | "new" | "churned" | "reactivated" | "end" | null])[] = [
  ["Start", "start", "start"],
  ["+ New", "new", "new"],
  ["+ Expansion", "expansion", null],
  ["− Contraction", "contraction", null],
  ["− Churn", "churn", "churned"],
  ["+ Reactivation", "reactivation", "reactivated"],
  ["= End", "end", "end"],
];

function bridgeText({ whole, currency }: MetricsReport): string {
  const { arr, customers, others } = whole;
  if (arr === null || customers === null) return "";
  const rows = LINES.map(([title, part, logos]) => [
    title,
    formatMoney(arr[part], currency),
    ...others.map((other) => formatMoney(other.arr[part], other.currency)),
    logos === null ? "" : String(customers[logos]),
  ]);
  return table(["ARR bridge", `ARR ${currency}`, ...others.map((other) => `ARR ${other.currency}`), "Customers"], rows, [1, 2, 3, 4, 5, 6]);
}

function groupText(report: MetricsReport, group: Group, { width, paint }: MetricsView): string {
  const figures = report.whole.figures.filter((figure) => figure.group === group);
  if (figures.length === 0) return "";
  const known = figures.filter(({ value }) => value !== null).flatMap((figure) => metricRows(report, figure));
  const columns: FitColumn<MetricRow>[] = [
    { head: TITLES[group], cell: ({ title }) => title },
    { head: "Value", cell: ({ value, unit, target }) => judgedValue(value, unit, report.currency, target), right: true },
    { head: "Target", cell: (row) => targetMark(report, row, paint), drop: 3 },
    { head: "95 % interval", cell: intervalText, drop: 1 },
    { head: "Of", cell: (figure) => denominatorText(figure, report.currency), drop: 2 },
  ];
  return [...(known.length === 0 ? [TITLES[group]] : [fittedTable(columns, known, width)]), ...unknownLines(figures, width)].join("\n");
}

/** Metrics without a value, those of one reason together. */
function unknownLines(figures: readonly Figure[], width: number): string[] {
  const byReason = new Map<string, string[]>();
  for (const { value, reason = "", title } of figures) if (value === null) byReason.set(reason, [...(byReason.get(reason) ?? []), title]);
  return [...byReason].map(([reason, titles]) => bullet(`– ${titles.join(", ")}: ${reason}`, width));
}

function notesText(report: MetricsReport, { width, paint }: MetricsView): string {
  const lines = [...windowNotes(report), ...report.notes].map((line) => wrap(line, width));
  return lines.length === 0 ? "" : paint.dim(lines.join("\n"));
}

function definitionsText(report: MetricsReport, { width, paint }: MetricsView): string {
  const lines = report.whole.figures.map(
    ({ name, title, definition, of }) => `${paint.bold(title)} (${name})\n${bullet(`${capitalised(definition)}. Of: ${of}.`, width)}`,
  );
  return `Definitions\n${lines.join("\n")}`;
}
