import { writeTextAtomic } from "../core/files.ts";
import { oneLine, shortened } from "../core/text.ts";
import { parseTextModel, printTextModel } from "../domain/classifier/text-model-file.ts";
import type { Head } from "../domain/classifier/text-model.ts";
import { type LabelledTexts, trainText } from "../domain/classifier/train-text.ts";
import { type LabelledFile, readLabelled } from "./labelled-file.ts";

export interface TriageTraining {
  readonly text: readonly string[] | undefined;
  readonly label: readonly string[] | undefined;
  readonly out: string;
  readonly targetPrecision: number;
  readonly targetRecall: number;
  readonly outOfScope?: string | undefined;
  readonly validation?: LabelledFile | undefined;
}

/** A ticket whose label looks wrong. */
export interface DoubtfulLabel {
  /** Of the file (of the validation file, where one is given), counted from 1 without the header. */
  readonly row: number;
  readonly label: string;
  readonly rather: string;
  readonly confidence: number;
  /** The beginning of the text. */
  readonly text: string;
}

export interface TriageTrainResult {
  /** Rows of the file. */
  readonly rows: number;
  /** Rows left out because they hold no text. */
  readonly empty: number;
  /** Rows learnt from: those with text, or a part of them, by chance, where they are too many. */
  readonly learnt: number;
  readonly text: readonly string[];
  readonly features: number;
  /** Size of the model's file. */
  readonly bytes: number;
  readonly heads: readonly { readonly head: Head; readonly unlabelled: number; readonly suspects: readonly DoubtfulLabel[] }[];
}

const EXCERPT = 140;

/** Learns the labels of a file and writes the model. Throws UserError and DataError with their fix. */
export async function trainOnTickets(file: LabelledFile, options: TriageTraining): Promise<TriageTrainResult> {
  const { textColumns, ...input } = await readLabelled(file, options.text, options.label);
  const validation =
    options.validation === undefined
      ? undefined
      : await readLabelled(
          options.validation,
          textColumns,
          input.columns.map(({ name }) => name),
        );
  const { model, learnt, suspects } = trainText(input, {
    text: textColumns,
    target: { precision: options.targetPrecision, recall: options.targetRecall },
    outOfScope: options.outOfScope,
    validation,
  });
  const printed = printTextModel(model);
  // Read back before it is kept: a model that cannot be read is none.
  parseTextModel(printed, file.shownAs);
  await writeTextAtomic(options.out, printed);
  const isEmpty = (text: string): boolean => text.trim() === "";
  return {
    rows: input.texts.length,
    empty: input.texts.filter(isEmpty).length,
    learnt,
    text: textColumns,
    features: model.rarity.length,
    bytes: Buffer.byteLength(printed),
    heads: model.heads.map((head, place) => ({
      head,
      unlabelled: (input.columns[place]?.cells ?? []).filter((cell) => isEmpty(cell ?? "")).length,
      suspects: (suspects.get(head.column) ?? []).map(({ row, ...suspect }) => ({
        row: row + 1,
        ...suspect,
        text: excerpt(validation ?? input, row),
      })),
    })),
  };
}

function excerpt({ texts }: LabelledTexts, row: number): string {
  return shortened(oneLine(texts[row] ?? ""), EXCERPT);
}
