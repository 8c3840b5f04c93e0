import type { ChalkInstance } from "chalk";
import type { HealthInputReport, HealthReport } from "../../app/health-report.ts";
import type { Day } from "../../core/days.ts";
import { count } from "../../core/text.ts";
import { formatFact, moneyOrDash } from "../../domain/facts/format-value.ts";
import { metricNamed } from "../../domain/facts/metrics/registry.ts";
import { roundToSum } from "../../domain/health/round-to-sum.ts";
import { GREEN_TARGET, TIER_SPLIT, tierShares } from "../../domain/health/tier-shares.ts";
import { type Tier, TIERS } from "../../domain/health/tier.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { percent } from "./percent.ts";
import { bar } from "./sparkline.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface HealthView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly asOf: Day;
  /** True where a person looks on: scores then have bars. */
  readonly terminal?: boolean;
}

/** One account: its score, what it rests on, and which inputs cost most. Printed parts add up to the printed score and change. */
export function renderHealthOf(report: HealthReport, view: HealthView): string {
  const { paint, width } = view;
  const family = report.roll_up === undefined ? [] : [wrap(familyText(report.roll_up), width)];
  const sections = [
    `${paint.bold(report.name)}  ${scoreText(report, paint)}\n${paint.dim(wrap(subtitle(report, view.asOf), width))}`,
    ...family,
    wrap(report.reason === null ? trendText(report) : `No score: ${report.reason}.`, width),
    report.inputs.length === 0 ? "" : inputTable(report, width),
    report.score === null ? "" : wrap(costText(report), width),
    wrap(staleText(report), width),
    report.vetoes.length === 0 ? "" : wrap(`The tier is capped by: ${report.vetoes.join(", ")}.`, width),
  ];
  return `${cleanScreen(paint, sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

/** Every account in a row each, in the order given. */
export function renderHealthTable(reports: readonly HealthReport[], view: HealthView): string {
  const { paint, asOf } = view;
  if (reports.length === 0) return "No account to show: none had a score on that day, or none is of the tier asked for.\n";
  const bars = view.terminal === true && view.width >= ROOM_FOR_BARS;
  const rows = reports.map((report) => [
    report.name,
    tierText(report.tier, paint),
    report.score === null ? "–" : `${bars ? `${bar(report.score / 100, BAR)} ` : ""}${points(report.score)}`,
    report.trend.delta === null ? "–" : signed(report.trend.delta),
    percent(report.coverage),
    moneyOrDash(report.arr_minor, report.currency || "USD"),
    report.renewal_on ?? "–",
  ]);
  const foot = `${reports[0]?.model ?? ""} · as of ${asOf}, trend of 30 days`;
  const families = reports.filter(({ roll_up: family }) => family !== undefined).length;
  const lines = [
    summary(reports),
    ...(families === 0 ? [] : [`${count(families, "row")} rolled up from several accounts, weighted by ARR (current parents).`]),
    paint.dim(foot),
  ];
  return `${cleanScreen(paint, accountTable(rows, view.width, bars))}\n\n${lines.map((line) => wrap(line, view.width)).join("\n")}\n`;
}

/** Columns of a bar, and of a terminal that has room for them. */
const BAR = 8;
const ROOM_FOR_BARS = 96;

/** A terminal this wide holds every column. */
const WIDE = 80;
const COVERAGE = 4;

/** Names give way to the figures, and on a narrow terminal the coverage is left out. */
function accountTable(rows: readonly string[][], width: number, bars: boolean): string {
  const kept = (cells: readonly string[]): string[] => cells.filter((_, index) => width >= WIDE || index !== COVERAGE);
  const longest = bars ? 26 : width >= WIDE ? 34 : Math.max(12, width - 44);
  return table(
    kept(["Account", "Tier", "Score", "Trend", "Coverage", "ARR", "Renewal"]),
    rows.map(([name = "", ...cells]) => kept([cut(name, longest), ...cells])),
    width >= WIDE ? [2, 3, 4, 5] : [2, 3, 4],
  );
}

const GROUP = 1;

/** The inputs; on a narrow terminal without their groups. */
function inputTable(report: HealthReport, width: number): string {
  const kept = (cells: readonly string[]): string[] => cells.filter((_, index) => width >= WIDE || index !== GROUP);
  const header = ["Input", "Group", "Value", "Score", "Weight", "Gives", "Δ"];
  return table(kept(header), inputRows(report).map(kept), width >= WIDE ? [3, 4, 5, 6] : [2, 3, 4, 5]);
}

/** Accounts by tier, and the shares of the scored beside what the two practices aim at. */
function summary(reports: readonly HealthReport[]): string {
  const { count: inTier, unscored, scored, share } = tierShares(reports.map(({ tier }) => tier));
  const head = `${count(reports.length, "account")}: ${inTier.red} red, ${inTier.yellow} yellow, ${inTier.green} green${unscored > 0 ? `, ${unscored} without a score` : ""}.`;
  if (share === null) return head;
  const whole = (value: number): string => `${Math.round(value * 100)}`;
  const split = TIERS.map((tier) => whole(TIER_SPLIT[tier])).join("/");
  const reached = share.green > GREEN_TARGET ? "reached" : "not reached";
  return `${head} Of the ${scored} scored ${TIERS.map((tier) => `${percent(share[tier])} ${tier}`).join(", ")}; targets: ${split}, and more than ${whole(GREEN_TARGET)} % green (${reached}).`;
}

function subtitle(report: HealthReport, asOf: Day): string {
  const weights = report.weights_of === null ? "" : ` · weights of ${report.weights_of}`;
  return `${report.model}${weights} · as of ${asOf} · ${percent(report.coverage)} of the weights have data`;
}

function familyText({ members, scored, weighted_by: by }: NonNullable<HealthReport["roll_up"]>): string {
  const how = by === "arr" ? "weighted by ARR" : "each alike, since none with a score has ARR in the reporting currency";
  return `Rolled up from ${scored} of ${count(members.length, "account")} that have a score, ${how}. Who belongs to whom is the CRM's current state.`;
}

/** Which inputs rest on data older than the model allows. */
function staleText({ inputs }: HealthReport): string {
  const old = inputs.filter(({ stale }) => stale);
  if (old.length === 0) return "";
  const each = old.map(
    ({ name, age_days: age, score }) => `${name} (${age ?? 0} days old, ${score === null ? "left out" : "counts less"})`,
  );
  return `Too old: ${each.join(", ")}.`;
}

/** Those that cost most first. */
function inputRows(report: HealthReport): string[][] {
  const given = roundToSum(
    report.inputs.map(({ contribution }) => contribution),
    report.score ?? 0,
    1,
  );
  const { delta, from_score: before } = report.trend;
  const change = delta === null ? 0 : Number(points(report.score ?? 0)) - Number(points(before ?? 0));
  const deltas =
    delta === null
      ? []
      : roundToSum(
          report.inputs.map((input) => input.delta ?? 0),
          change,
          1,
        );
  return report.inputs
    .map((input, index) => ({ input, gives: report.score === null ? null : (given[index] ?? 0), delta: deltas[index] }))
    .sort((a, b) => missing(b.input) - missing(a.input))
    .map(({ input, gives, delta: moved }) => [
      input.name,
      input.group,
      input.value === null ? "no data" : valueText(input, report.currency),
      input.score === null ? "–" : points(input.score),
      points(input.weight),
      gives === null ? "–" : points(gives),
      moved === undefined ? "" : signed(moved),
    ]);
}

function valueText({ value, metric }: HealthInputReport, currency: string): string {
  if (metric === "health_score") return points(value ?? 0);
  return formatFact({ value, unit: metricNamed(metric).unit, ...(currency === "" ? {} : { currency }) });
}

function scoreText({ score, tier }: HealthReport, paint: ChalkInstance): string {
  return score === null ? "no score" : `${points(score)} ${tierText(tier, paint)}`;
}

function tierText(tier: Tier | null, paint: ChalkInstance): string {
  return tier === null ? "–" : paint[tier](tier);
}

function trendText({ trend }: HealthReport): string {
  if (trend.delta === null || trend.from_score === null || trend.to_score === null) return `No trend: there was no score on ${trend.from}.`;
  return `${signed(Number(points(trend.to_score)) - Number(points(trend.from_score)))} points since ${trend.from}, from ${points(trend.from_score)}. The column Δ says where from; it sums to the change.`;
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
