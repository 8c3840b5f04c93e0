import type { ChalkInstance } from "chalk";
import type { MetricsReport } from "../../app/metrics.ts";
import type { TargetResult } from "../../app/metrics-targets.ts";
import { DEFINITIONS } from "../../domain/metrics/definitions.ts";
import type { Definition, Figure } from "../../domain/metrics/figure.ts";
import { bullet } from "./bullet.ts";
import type { MetricsView } from "./render-metrics.ts";
import { aimText, metricValue } from "./render-metrics-value.ts";
import { table } from "./table.ts";

/** "met > 90 %*" beside a metric; the star says that another window was judged. Empty without a target. */
export function targetMark(report: MetricsReport, { name, unit }: Figure, paint: ChalkInstance): string {
  const target = report.targets.find(({ metric }) => metric === name);
  if (target === undefined) return "";
  const elsewhere = target.from === report.whole.from && target.to === report.whole.to ? "" : "*";
  return `${verdictText(target, paint)} ${aimText(target, unit, report.currency)}${elsewhere}`;
}

/** Actual against target, with whose target it is and what others ask for. */
export function renderTargets(report: MetricsReport, { paint, width }: MetricsView): string {
  const rows = report.targets.map((target) => {
    const { title, unit } = definitionOf(target);
    return [
      title,
      aimText(target, unit, report.currency),
      metricValue(target.actual, unit, report.currency),
      verdictText(target, paint),
      ...(width < 95 ? [] : [target.from === report.whole.from ? "" : `since ${target.from}`]),
      ...(width < 75 ? [] : [target.source]),
    ];
  });
  const heads = ["Metric", "Target", "Actual", "", ...(width < 95 ? [] : ["Window"]), ...(width < 75 ? [] : ["Asked for by"])];
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
    table(heads, rows, [2]),
    `${foot}${reasons.length === 0 ? "" : `\n${reasons.join("\n")}`}`,
    ...(others.length === 0 ? [] : [`Not everybody asks for the same (references/targets.yaml decides):\n${others.join("\n")}`]),
  ].join("\n\n");
}

function verdictText({ verdict }: TargetResult, paint: ChalkInstance): string {
  return verdict === null ? "?" : verdict === "met" ? paint.green("met") : paint.red("missed");
}

function definitionOf({ metric }: TargetResult): Pick<Definition, "title" | "unit"> {
  return DEFINITIONS.find(({ name }) => name === metric) ?? { title: metric, unit: "ratio" };
}
