import { UserError } from "../core/errors.ts";
import type { Judged } from "../domain/classifier/judged.ts";
import { codesBy } from "../domain/classifier/label-column.ts";
import { type LabelReport, labelReport } from "../domain/classifier/label-report.ts";
import { textLabeller } from "../domain/classifier/label-text.ts";
import type { Head } from "../domain/classifier/text-model.ts";
import { type LabelledFile, readLabelled } from "./labelled-file.ts";
import { readTextModel } from "./triage-label.ts";

export interface TriageEvaluation {
  readonly model: string;
  readonly modelShownAs: string;
  readonly text: readonly string[] | undefined;
  readonly label: readonly string[] | undefined;
}

export interface TriageEvalResult {
  readonly rows: number;
  readonly heads: readonly {
    readonly column: string;
    readonly report: LabelReport;
    readonly unlabelled: number;
    /** Tickets with a label that the model does not know; they count as wrong. */
    readonly unknown: number;
  }[];
}

/** Labels a file by a trained model and holds the answers against its labels. Throws UserError and DataError with their fix. */
export async function evaluateOnTickets(file: LabelledFile, options: TriageEvaluation): Promise<TriageEvalResult> {
  const model = await readTextModel(options.model, options.modelShownAs);
  const columns = options.label ?? model.heads.map(({ column }) => column);
  if (columns.length !== model.heads.length)
    throw new UserError({
      code: "label-count",
      message: "The model was trained on another number of label columns.",
      found: columns.join(", "),
      allowed: [model.heads.map(({ column }) => column).join(", ")],
      fix: "Name one column for each of the model's, in the same order, with --label.",
    });
  const input = await readLabelled(file, options.text ?? model.text, columns);
  const label = textLabeller(model);
  const guesses = input.texts.map((text) => label(text));
  return {
    rows: input.texts.length,
    heads: model.heads.map((head, place) => {
      const codes = codesBy(head.labels, input.columns[place]?.cells ?? []);
      const rows = Int32Array.from(codes.keys()).filter((row) => codes[row] !== -1);
      const judged: Judged = {
        labels: head.labels,
        outside: head.outside,
        actual: codes.filter((code) => code !== -1),
        guess: Int32Array.from(rows, (row) => guesses[row]?.[place]?.guess ?? -1),
        confidence: Float64Array.from(rows, (row) => guesses[row]?.[place]?.confidence ?? 0),
      };
      refuseUnlabelled(judged, head);
      return {
        column: head.column,
        report: labelReport(judged, head.threshold),
        unlabelled: input.texts.length - rows.length,
        unknown: judged.actual.filter((code) => code === -2).length,
      };
    }),
  };
}

function refuseUnlabelled({ actual }: Judged, { column, labels }: Head): void {
  if (actual.some((code) => code >= 0)) return;
  throw new UserError({
    code: "no-known-label",
    message: `No ticket of the file has a label that the model knows for "${column}".`,
    allowed: labels.slice(0, 20),
    fix: "Name the column with the label by --label.",
  });
}
