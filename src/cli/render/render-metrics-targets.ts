import type { ChalkInstance } from "chalk";
import type { MetricsReport } from "../../app/metrics.ts";
import type { TargetResult } from "../../app/metrics-targets.ts";
import { DEFINITIONS } from "../../domain/metrics/definitions.ts";
import type { Definition, Figure, FigureUnit } from "../../domain/metrics/figure.ts";
import { bullet } from "./bullet.ts";
import { type FitColumn, fittedTable } from "./render-metrics-fit.ts";
import type { MetricsView } from "./render-metrics-view.ts";
import { aimText, metricValue } from "./render-metrics-value.ts";
import { wrap } from "./wrap.ts";

/** "met > 90 %*" beside a metric; the star says that another window was judged. Empty without a target. */
export function targetMark(report: MetricsReport, { name, unit }: Figure, paint: ChalkInstance): string {
  const target = report.targets.find(({ metric }) => metric === name);
  if (target === undefined) return "";
  const elsewhere = isOfPeriod(report, target) ? "" : "*";
  return `${verdictText(target, paint)} ${aimText(target, unit, report.currency)}${elsewhere}`;
}

/** What the stars mean: targets that are held against another window than the period. */
export function windowNotes(report: MetricsReport): string[] {
  const others = report.targets.filter((target) => !isOfPeriod(report, target));
  const windows = [...new Set(others.map(({ from, to }) => `${from} to ${to}`))];
  return windows.map((window) => {
    const judged = others.filter(({ from, to }) => `${from} to ${to}` === window);
    const values = judged.map((target) => {
      const { title, unit } = definitionOf(target);
      const why = target.actual === null ? ` (${target.reason ?? ""})` : "";
      return `${title} ${metricValue(target.actual, unit, report.currency)}${why}`;
    });
    return `* Targets of ${judged[0]?.months ?? 12} months are held against ${window}: ${values.join(", ")}.`;
  });
}

/** Actual against target, with whose target it is and what others ask for. */
export function renderTargets(report: MetricsReport, { paint, width }: MetricsView): string {
  const unitOf = (target: TargetResult): FigureUnit => definitionOf(target).unit;
  const columns: FitColumn<TargetResult>[] = [
    { head: "Metric", cell: (target) => definitionOf(target).title },
    { head: "Target", cell: (target) => aimText(target, unitOf(target), report.currency) },
    { head: "Actual", cell: (target) => metricValue(target.actual, unitOf(target), report.currency), right: true },
    { head: "", cell: (target) => verdictText(target, paint) },
    { head: "Window", cell: (target) => (isOfPeriod(report, target) ? "" : `${target.months} months*`), drop: 1 },
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
    `${foot}${reasons.length === 0 ? "" : `\n${reasons.join("\n")}`}`,
    ...(others.length === 0
      ? []
      : [`${wrap("Not everybody asks for the same (references/targets.yaml decides):", width)}\n${others.join("\n")}`]),
  ].join("\n\n");
}

function isOfPeriod({ whole }: MetricsReport, { from, to }: TargetResult): boolean {
  return from === whole.from && to === whole.to;
}

function verdictText({ verdict }: TargetResult, paint: ChalkInstance): string {
  return verdict === null ? "?" : verdict === "met" ? paint.green("met") : paint.red("missed");
}

function definitionOf({ metric }: TargetResult): Pick<Definition, "title" | "unit"> {
  return DEFINITIONS.find(({ name }) => name === metric) ?? { title: metric, unit: "ratio" };
}
