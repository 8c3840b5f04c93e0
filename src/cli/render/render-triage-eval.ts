import type { ChalkInstance } from "chalk";
import type { TriageEvalResult } from "../../app/triage-eval.ts";
import { clean, count } from "../../core/text.ts";
import { renderLabelReport } from "./render-label-report.ts";

export interface TriageEvalView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly model: string;
}

/** How good a trained model is on a file. */
export function renderTriageEval({ rows, heads }: TriageEvalResult, { paint, width, model }: TriageEvalView): string {
  const parts = heads.map(({ column, report, unlabelled, unknown }) => {
    const left = unlabelled > 0 ? `; ${count(unlabelled, "ticket")} without a label left out` : "";
    const strange = unknown > 0 ? `; ${count(unknown, "ticket")} with a label that the model does not know count as wrong` : "";
    return `${paint.bold(clean(column))}  ${count(report.tickets, "ticket")} of ${rows.toLocaleString("en-US")}${left}${strange}\n\n${renderLabelReport(report, width)}`;
  });
  return `${[`${paint.bold("Model")} ${clean(model)}`, ...parts].join("\n\n")}\n`;
}
