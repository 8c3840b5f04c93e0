import type { ChalkInstance } from "chalk";
import type { ScoreResult } from "../../app/churn-score.ts";
import { compareText } from "../../core/compare-text.ts";
import { clean, count } from "../../core/text.ts";
import type { ChurnModel } from "../../domain/churn/churn-model.ts";
import { cleanScreen } from "./clean-screen.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

interface View {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const SHOWN = 20;

/** What is said where a model found no signal. */
export function noSignal({ base_rate, auc_ci: [low, high] }: ChurnModel["report"]): string {
  return `the model found no predictive signal (AUC between ${low.toFixed(2)} and ${high.toFixed(2)}), so everyone gets the base rate, ${percent(base_rate)}`;
}

/** The customers most likely to leave, highest first. */
export function renderChurnScores({ scores, model, asOf }: ScoreResult, { paint, width }: View): string {
  const day = asOf === null ? "" : ` as of ${asOf}`;
  if (model.report.verdict === "no-signal")
    return `${wrap(`${count(scores.length, "customer")}${day}: ${noSignal(model.report)}.`, width)}\n`;
  const order = [...scores].sort((a, b) => b.probability - a.probability || compareText(a.id, b.id)).slice(0, SHOWN);
  const expected = scores.reduce((sum, { probability }) => sum + probability, 0);
  const foot = `${count(scores.length, "customer")}${day}; ${expected.toFixed(1)} expected to leave, ${percent(expected / Math.max(1, scores.length))}, as the model was trained (${model.source.kind === "book" ? `within ${model.source.horizon} days` : `label "${model.source.label}"`})${scores.length > SHOWN ? `; the ${SHOWN} likeliest are shown, --json prints all` : ""}`;
  return `${cleanScreen(
    paint,
    table(
      ["Customer", "Probability"],
      order.map(({ id, probability }) => [id, percent(probability)]),
      [1],
    ),
  )}\n\n${paint.dim(clean(wrap(foot, width)))}\n`;
}

/** A probability as people say it: 27 %, and 2.7 % below a tenth. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
