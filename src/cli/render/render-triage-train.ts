import type { ChalkInstance } from "chalk";
import type { DoubtfulLabel, TriageTrainResult } from "../../app/triage-train.ts";
import { clean, count, oneLine } from "../../core/text.ts";
import type { HeadTraining } from "../../domain/classifier/text-model.ts";
import { cut } from "./cut.ts";
import { renderLabelReport } from "./render-label-report.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

export interface TriageTrainView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly file: string;
  /** Where the model was written, as named by the person. */
  readonly model: string;
  readonly target: number;
}

const MOST_SUSPECTS = 8;

/** What was learnt, how good it is, and which labels to look at again. */
export function renderTriageTrain(result: TriageTrainResult, { paint, width, file, model, target }: TriageTrainView): string {
  const { rows, empty, learnt, text, features, bytes, heads } = result;
  const part = learnt < rows - empty ? `, a part by chance of ${(rows - empty).toLocaleString("en-US")}` : "";
  const head = `Learnt from ${count(learnt, "ticket")}${part}${empty > 0 ? ` (${empty.toLocaleString("en-US")} without text left out)` : ""}, reading ${text.join(", ")}. Target: ${Math.round(target * 100)} of 100 labels given are right.`;
  const parts = heads.map(({ head: { column, labels, training }, unlabelled, suspects }) =>
    [
      `${paint.bold(clean(column))}  ${count(labels.length, "label")}${unlabelled > 0 ? `; ${count(unlabelled, "ticket")} without one left out` : ""}`,
      `${training.measured_on === "folds" ? "Figures of tickets held back from learning, each in its turn." : "Figures of the validation file."}`,
      renderLabelReport(training.report, width),
      learning(training, width),
      doubts(suspects, width, training.measured_on === "folds" ? file : "the validation file"),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  );
  const size = `${(bytes / 1e6).toFixed(1)} MB, ${features.toLocaleString("en-US")} features`;
  const next = `Written to ${model} (${size}). Next: echo-cs triage FILE --model ${model} --text ${text.join(",")}`;
  return `${[wrap(clean(head), width), ...parts, paint.dim(clean(wrap(next, width)))].join("\n\n")}\n`;
}

function learning({ learning_curve: curve }: HeadTraining, width: number): string {
  const steps = curve.map(({ tickets, accuracy }) => `${tickets.toLocaleString("en-US")} → ${(accuracy * 100).toFixed(1)} %`).join(", ");
  const [before, last] = [curve.at(-2), curve.at(-1)];
  const gain = before === undefined || last === undefined ? 0 : last.accuracy - before.accuracy;
  const verdict =
    gain >= 0.02
      ? "More labelled tickets would still help."
      : gain >= 0.005
        ? "More labelled tickets would help a little."
        : "More tickets of the same kind would hardly help.";
  return wrap(`Accuracy by tickets learnt from: ${steps}. ${verdict}`, width);
}

function doubts(suspects: readonly DoubtfulLabel[], width: number, file: string): string {
  if (suspects.length === 0) return "";
  const shown = suspects.slice(0, MOST_SUSPECTS);
  const rows = shown.map(({ row, label, rather, text }) => [
    String(row),
    cut(oneLine(label), 24),
    cut(oneLine(rather), 24),
    cut(oneLine(text), width - 64),
  ]);
  const more = suspects.length > shown.length ? ` ${suspects.length - shown.length} more with --json.` : "";
  return `${wrap(`Labels that look wrong in ${clean(file)}, surest first (rows counted without the header).${more}`, width)}\n${table(["Row", "Labelled", "Rather", "Text"], rows, [0])}`;
}
