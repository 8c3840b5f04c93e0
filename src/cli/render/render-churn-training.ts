import type { ChalkInstance } from "chalk";
import type { TrainResult } from "../../app/churn-train.ts";
import { clean, count } from "../../core/text.ts";
import type { TrainingReport } from "../../domain/churn/train-churn.ts";
import { cleanScreen } from "./clean-screen.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface TrainingView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** Where the model was written, as named by the person. */
  readonly model: string;
  readonly file?: string | undefined;
  /** The command that scores the customers of the same workspace. */
  readonly score: string;
}

/** How good a trained model is, in words, with what it did not learn from. */
export function renderChurnTraining({ report, source }: TrainResult, { paint, width, model, file, score }: TrainingView): string {
  const rows = source.kind === "file" ? "customer" : "account-month";
  const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
  const head =
    report.verdict === "predictive"
      ? paint.green("predictive: the columns tell something about who leaves")
      : paint.yellow("no predictive signal: the columns do not tell who leaves");
  const [low, high] = report.auc_ci;
  const paragraphs = [
    `${paint.bold("Churn model")}  ${head}`,
    `Learnt from ${count(report.n, rows)}, of which ${report.positives.toLocaleString("en-US")} left (${percent(report.base_rate)})${report.unlabelled > 0 ? `; ${count(report.unlabelled, "row")} without a label left out` : ""}${report.sampled_from === null ? "" : `; a part, by chance, of ${report.sampled_from.toLocaleString("en-US")} rows`}. All figures are of ${rows}s the model had not seen.`,
    `Ranking: of 100 pairs of one who left and one who stayed, it ranks ${(report.auc * 100).toFixed(1)} rightly (AUC; 95 % interval ${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}; a coin: 50).`,
    ...(report.verdict === "no-signal"
      ? [
          `The interval holds 50, so \`churn score\` gives everyone the base rate, ${percent(report.base_rate)}. More columns that were known beforehand, or more rows, may help.`,
        ]
      : [
          `The tenth it puts highest left ${report.lift_at_10.toFixed(1)} times as often as the average. Mean squared error of the probability (Brier): ${report.brier.toFixed(3)}, against ${(report.base_rate * (1 - report.base_rate)).toFixed(3)} when everyone gets the base rate.`,
        ]),
  ];
  const calibration =
    report.verdict === "predictive"
      ? `\n${table(["Tenth, highest first", "Rows", "Said", "Left"], calibrationRows(report), [1, 2, 3])}\n`
      : "";
  const excluded = report.excluded.length === 0 ? "No column was left out." : `Not learnt from:\n${reasons(report, width)}`;
  const next = file === undefined ? score : `echo-cs churn score ${file} --model ${model}`;
  return `${cleanScreen(paint, paragraphs.map((text, index) => (index === 0 ? text : wrap(text, width))).join("\n\n"))}\n${calibration}\n${excluded}\n\n${paint.dim(clean(`Written to ${model}. Next: ${next}`))}\n`;
}

/** Columns that are left out for the same reason stand together. */
function reasons({ excluded }: TrainingReport, width: number): string {
  const byReason = new Map<string, string[]>();
  for (const { column, reason } of excluded) byReason.set(reason, [...(byReason.get(reason) ?? []), clean(column)]);
  return [...byReason].map(([reason, columns]) => `  ${wrap(`${columns.join(", ")}: ${clean(reason)}.`, width - 4, 4)}`).join("\n");
}

function calibrationRows({ calibration }: TrainingReport): string[][] {
  return calibration.map(({ rows, predicted, observed }, index) => [
    String(index + 1),
    String(rows),
    `${(predicted * 100).toFixed(1)} %`,
    `${(observed * 100).toFixed(1)} %`,
  ]);
}
