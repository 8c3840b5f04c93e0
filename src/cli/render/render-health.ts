import type { ChalkInstance } from "chalk";
import type { HealthInputReport, HealthReport } from "../../app/health.ts";
import type { Day } from "../../core/days.ts";
import { clean, count } from "../../core/text.ts";
import { formatFact, formatMoney } from "../../domain/facts/format-value.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import type { Tier } from "../../domain/health/tier.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface HealthView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly asOf: Day;
}

/** One account: its score, what it rests on, and which inputs cost most. */
export function renderHealthOf(report: HealthReport, view: HealthView): string {
  const { paint, width } = view;
  const rows = [...report.inputs].sort((a, b) => missing(b) - missing(a)).map(inputRow);
  const sections = [
    `${paint.bold(report.name)}  ${scoreText(report, paint)}\n${paint.dim(`${report.model} · as of ${view.asOf} · ${percent(report.coverage)} of the weights have data`)}`,
    wrap(report.reason === null ? trendText(report) : `No score: ${report.reason}.`, width),
    report.inputs.length === 0 ? "" : table(["Input", "Group", "Value", "Score", "Weight", "Gives", "Δ"], rows, [3, 4, 5, 6]),
    report.score === null ? "" : wrap(costText(report), width),
    report.vetoes.length === 0 ? "" : wrap(`The tier is capped by: ${report.vetoes.join(", ")}.`, width),
  ];
  return `${clean(sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

/** Every account in a row each, in the order given. */
export function renderHealthTable(reports: readonly HealthReport[], { paint, asOf }: HealthView): string {
  if (reports.length === 0) return "No account of this tier.\n";
  const rows = reports.map((report) => [
    report.name,
    tierText(report.tier, paint),
    report.score === null ? "–" : points(report.score),
    report.trend.delta === null ? "–" : signed(report.trend.delta),
    percent(report.coverage),
    report.arr_minor === null ? "–" : formatMoney(report.arr_minor, report.currency || "USD"),
    report.renewal_on ?? "–",
  ]);
  const tiers = (["red", "yellow", "green"] as const).map((tier) => `${reports.filter((report) => report.tier === tier).length} ${tier}`);
  const unscored = reports.filter((report) => report.tier === null).length;
  const foot = `${count(reports.length, "account")}: ${[...tiers, ...(unscored > 0 ? [`${unscored} without a score`] : [])].join(", ")} · ${reports[0]?.model ?? ""} · as of ${asOf}, trend of 30 days`;
  return `${clean(table(["Account", "Tier", "Score", "Trend", "Coverage", "ARR", "Renewal"], rows, [2, 3, 4, 5]))}\n\n${paint.dim(foot)}\n`;
}

function inputRow(input: HealthInputReport): string[] {
  const value = input.value === null ? "no data" : formatFact({ value: input.value, unit: metricNamed(input.metric).unit });
  const delta = input.delta === null ? "" : signed(input.delta);
  return [
    input.name,
    input.group,
    value,
    input.score === null ? "–" : points(input.score),
    points(input.weight),
    points(input.contribution),
    delta,
  ];
}

function scoreText({ score, tier }: HealthReport, paint: ChalkInstance): string {
  return score === null ? "no score" : `${points(score)} ${tierText(tier, paint)}`;
}

function tierText(tier: Tier | null, paint: ChalkInstance): string {
  return tier === null ? "–" : paint[tier](tier);
}

function trendText({ trend }: HealthReport): string {
  if (trend.delta === null || trend.from_score === null) return `No trend: there was no score on ${trend.from}.`;
  return `${signed(trend.delta)} points since ${trend.from}, from ${points(trend.from_score)}. The column Δ says where from; it sums to the change.`;
}

function costText({ inputs }: HealthReport): string {
  const worst = [...inputs]
    .filter((input) => missing(input) > 0.05)
    .sort((a, b) => missing(b) - missing(a))
    .slice(0, 3);
  return worst.length === 0
    ? "Nothing costs points."
    : `Costs most: ${worst.map((input) => `${input.name} (${points(missing(input))} points)`).join(", ")}.`;
}

function missing(input: HealthInputReport): number {
  return input.weight - input.contribution;
}

function points(value: number): string {
  return value.toFixed(1);
}

function signed(value: number): string {
  const text = value.toFixed(1);
  return text === "-0.0" || text === "0.0" ? "0.0" : value > 0 ? `+${text}` : text;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
