import type { ChalkInstance } from "chalk";
import type { BacktestReport } from "../../app/backtest.ts";
import { clean, count } from "../../core/text.ts";
import type { WarningReport } from "../../domain/backtest/warnings.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { cleanScreen } from "./clean-screen.ts";
import { percent } from "./render-churn-scores.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

interface View {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const VERDICTS: Readonly<Record<BacktestReport["verdict"], string>> = {
  better: "the score ranks who leaves better than every simpler rule below",
  "no-better": "the score ranks who leaves better than chance, but not surely better than every simpler rule below",
  "no-signal": "the score does not rank who leaves better than chance",
};

/** How a health score did on the past: in words, then by warning, tier and rule. */
export function renderBacktest(report: BacktestReport, { paint, width }: View): string {
  const { days, horizon } = report;
  const verdict = paint[report.verdict === "better" ? "green" : "yellow"](VERDICTS[report.verdict]);
  const intro = [
    `${count(report.accounts, "account")} at ${count(days.length, "month-end")} (${days[0] ?? ""} to ${days.at(-1) ?? ""}), each scored as it stood then: ${report.rows} account-months${report.unscored > 0 ? `, ${report.unscored} more without a score` : ""}. ${count(report.churned_accounts, "account")} left within ${horizon} days of one of them (${percent(report.base_rate)} of the account-months).`,
    `Ranking: of 100 pairs of an account that left and one that stayed, the score ranks ${(report.auc * 100).toFixed(0)} rightly (AUC; 95 % interval ${interval(report.auc_ci)}; a coin: 50). The tenth with the lowest scores left ${report.lift_at_10.toFixed(1)} times as often as the average.`,
  ];
  const tables = [
    table(
      ["Warning", "Rows", "Of them left", "Of all lost", "Accounts warned", "Days ahead", "ARR warned"],
      report.warnings.map((warning) => warningRow(warning, report.currency)),
      [1, 2, 3, 4],
    ),
    table(
      ["Tier", "Rows", "Left", "Share"],
      report.tiers.map(({ tier, rows, left, churn_rate }) => [paint[tier](tier), String(rows), String(left), orDash(churn_rate)]),
      [1, 2, 3],
    ),
    table(
      ["Score", "Rows", "Left", "Share"],
      report.calibration
        .filter(({ rows }) => rows > 0)
        .map(({ from, to, rows, left, churn_rate }) => [`${from}–${to}`, String(rows), String(left), orDash(churn_rate)]),
      [1, 2, 3],
    ),
    table(
      ["Rule", "AUC", "Interval", "Against the score"],
      [
        ...report.baselines.map(({ name, auc, auc_ci, difference, difference_ci }) => [
          name,
          (auc * 100).toFixed(0),
          interval(auc_ci),
          `${signed(difference)} (${signed(difference_ci[0])} to ${signed(difference_ci[1])})`,
        ]),
        ["by chance", "50", "", ""],
      ],
      [1],
    ),
  ];
  const barred =
    report.barred.length === 0
      ? []
      : [
          `Left out of the replay, ${Math.round(report.barred.reduce((sum, { weight }) => sum + weight, 0))} of the model's 100 points: ${report.barred.map(({ part, reason }) => `${part} (${reason})`).join("; ")}.`,
        ];
  const notes = [
    ...barred,
    ...report.notes,
    "Days ahead: from the first month-end of the last unbroken warning to the day of leaving. Intervals: whole accounts drawn with replacement.",
  ];
  return `${cleanScreen(paint, `${paint.bold(`Back-test of ${report.model}`)}  ${verdict}\n\n${intro.map((text) => wrap(text, width)).join("\n\n")}\n\n${tables.join("\n\n")}`)}\n\n${notes.map((note) => paint.dim(clean(wrap(note, width)))).join("\n")}\n`;
}

function warningRow(warning: WarningReport, currency: string): string[] {
  const { tiers, flagged, precision, recall, warned_accounts, lost_accounts, lead_days, warned_arr_minor, lost_arr_minor } = warning;
  const money = (minor: number): string => formatMoney(Math.round(minor / 100) * 100, currency || "USD");
  return [
    tiers.join(" or "),
    String(flagged),
    orDash(precision),
    orDash(recall),
    `${warned_accounts} of ${lost_accounts}`,
    lead_days === null ? "–" : `${Math.round(lead_days.median)} (${lead_days.least}–${lead_days.most})`,
    lost_arr_minor === 0 ? "–" : `${money(warned_arr_minor)} (${percent(warned_arr_minor / lost_arr_minor)})`,
  ];
}

function orDash(share: number | null): string {
  return share === null ? "–" : percent(share);
}

function interval([low, high]: readonly [number, number]): string {
  return `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)}`;
}

function signed(difference: number): string {
  const points = (difference * 100).toFixed(0);
  return points === "0" || points === "-0" ? "0" : difference > 0 ? `+${points}` : points.replace("-", "−");
}
