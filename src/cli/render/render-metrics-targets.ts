import type { ChalkInstance } from "chalk";
import type { MetricsReport } from "../../app/metrics.ts";
import type { TargetResult } from "../../app/metrics-targets.ts";
import { DEFINITIONS } from "../../domain/metrics/definitions.ts";
import type { Definition, Figure, FigureUnit } from "../../domain/metrics/figure.ts";
import { bullet } from "./bullet.ts";
import { type FitColumn, fittedTable } from "./render-metrics-fit.ts";
import type { MetricsView } from "./render-metrics-view.ts";
import { aimText, judgedValue } from "./render-metrics-value.ts";
import { wrap } from "./wrap.ts";

/** A metric as a row of the table; the second row of one whose target is meant for another window holds what was judged. */
export interface MetricRow extends Figure {
  readonly target: TargetResult | undefined;
}

/** A row for the period, and below it one for the window of the target where that is another, so that a verdict stands beside its own value. */
export function metricRows(report: MetricsReport, figure: Figure): MetricRow[] {
  const target = report.targets.find(({ metric }) => metric === figure.name);
  if (target === undefined || isOfPeriod(report, target)) return [{ ...figure, target }];
  const { name, group, unit, definition, of } = figure;
  const judged = { name, group, unit, definition, of, value: target.actual, numerator: null, denominator: null };
  return [
    { ...figure, target: undefined },
    { ...judged, title: `  ${windowText(target)}`, target },
  ];
}

/** "met > 90 %" of a row. Empty without a target. */
export function targetMark({ currency }: MetricsReport, { unit, target }: MetricRow, paint: ChalkInstance): string {
  return target === undefined ? "" : `${verdictText(target, paint)} ${aimText(target, unit, currency)}`;
}

/** The days of other windows than the period against which targets are held, and why a value is missing there. */
export function windowNotes(report: MetricsReport): string[] {
  const others = report.targets.filter((target) => !isOfPeriod(report, target));
  const windows = [...new Set(others.map(({ from, to }) => `${from} to ${to}`))];
  return windows.map((window) => {
    const judged = others.filter(({ from, to }) => `${from} to ${to}` === window);
    const missing = judged.flatMap((target) =>
      target.actual === null ? [`${definitionOf(target).title} – (${target.reason ?? ""})`] : [],
    );
    return `Targets of ${judged[0]?.months ?? 12} months are held against ${window}${missing.length === 0 ? "" : `: ${missing.join(", ")}`}.`;
  });
}

/** Actual against target, with whose target it is and what others ask for. */
export function renderTargets(report: MetricsReport, { paint, width }: MetricsView): string {
  const unitOf = (target: TargetResult): FigureUnit => definitionOf(target).unit;
  const columns: FitColumn<TargetResult>[] = [
    { head: "Metric", cell: (target) => definitionOf(target).title },
    { head: "Target", cell: (target) => aimText(target, unitOf(target), report.currency) },
    { head: "Actual", cell: (target) => judgedValue(target.actual, unitOf(target), report.currency, target), right: true },
    { head: "", cell: (target) => verdictText(target, paint) },
    { head: "Window", cell: (target) => (isOfPeriod(report, target) ? "" : `${target.months ?? 12} months`), drop: 1 },
    { head: "Asked for by", cell: ({ source }) => source, drop: 2 },
  ];
  const judged = report.targets.filter(({ verdict }) => verdict !== null);
  const foot = `${judged.filter(({ verdict }) => verdict === "met").length} of ${judged.length} targets met; ${report.targets.length - judged.length} cannot be told.`;
  const reasons = report.targets.flatMap((target) =>
    target.verdict === null ? [bullet(`– ${definitionOf(target).title}: ${target.reason ?? ""}`, width)] : [],
  );
  const others = report.targets.flatMap((target) =>
    target.others.map((other) =>
      bullet(
        `${definitionOf(target).title}: ${other.source} asks for ${aimText(other, definitionOf(target).unit, report.currency)}.`,
        width,
      ),
    ),
  );
  return [
    fittedTable(columns, report.targets, width),
    `${[...windowNotes(report).map((line) => wrap(line, width)), foot].join("\n")}${reasons.length === 0 ? "" : `\n${reasons.join("\n")}`}`,
    ...(others.length === 0
      ? []
      : [`${wrap("Not everybody asks for the same (references/targets.yaml decides):", width)}\n${others.join("\n")}`]),
  ].join("\n\n");
}

function isOfPeriod({ whole }: MetricsReport, { from, to }: TargetResult): boolean {
  return from === whole.from && to === whole.to;
}

function windowText({ months, to }: TargetResult): string {
  return `${months ?? 12} months to ${to}`;
}

function verdictText({ verdict }: TargetResult, paint: ChalkInstance): string {
  return verdict === null ? "?" : verdict === "met" ? paint.green("met") : paint.red("missed");
}

function definitionOf({ metric }: TargetResult): Pick<Definition, "title" | "unit"> {
  return DEFINITIONS.find(({ name }) => name === metric) ?? { title: metric, unit: "ratio" };
}
