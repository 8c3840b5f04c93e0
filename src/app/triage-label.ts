import { readTextIfAny } from "../core/files.ts";
import { DataError } from "../core/errors.ts";
import { foldText } from "../domain/text/fold-text.ts";
import { textLabeller } from "../domain/classifier/label-text.ts";
import { parseTextModel } from "../domain/classifier/text-model-file.ts";
import type { Head, TextModel } from "../domain/classifier/text-model.ts";

/** A label by a trained model. */
export interface TicketLabel {
  /** The best label, also where it is withheld; the label out of scope where the ticket belongs to none of the others; null for an empty text. */
  readonly label: string | null;
  /** Probability that the best label is right. */
  readonly confidence: number;
  /** True where the confidence is below the threshold of the training: a person should look. */
  readonly abstained: boolean;
}

/** The labels of a ticket: of the model's first column, and of every column where it was trained on several. */
export interface TicketLabels extends TicketLabel {
  readonly labels?: Readonly<Record<string, TicketLabel>>;
}

/** Reads a trained model. Throws DataError where there is none, or it is damaged or of another version. */
export async function readTextModel(path: string, shownAs: string): Promise<TextModel> {
  const text = await readTextIfAny(path);
  if (text !== undefined) return parseTextModel(text, shownAs);
  throw new DataError({
    code: "no-file",
    message: `There is no model ${shownAs}.`,
    place: { file: shownAs },
    fix: "Train one: echo-cs triage train FILE --text COL --label COL --out MODEL",
  });
}

/** Opens a trained model; what it returns labels texts, one answer each, in their order. */
export async function openLabeller(path: string, shownAs: string): Promise<(texts: readonly string[]) => TicketLabels[]> {
  return labellerOf(await readTextModel(path, shownAs));
}

/** A labeller by a model already read. */
export function labellerOf(model: TextModel): (texts: readonly string[]) => TicketLabels[] {
  const label = textLabeller(model);
  return (texts) =>
    texts.map((text) => {
      const guesses = foldText(text).trim() === "" ? undefined : label(text);
      const all = model.heads.map((head, place) => ({ column: head.column, said: ticketLabel(head, guesses?.[place]) }));
      const first = all[0]?.said ?? NOTHING;
      return all.length < 2 ? first : { ...first, labels: Object.fromEntries(all.map(({ column, said }) => [column, said])) };
    });
}

const NOTHING: TicketLabel = { label: null, confidence: 0, abstained: true };

function ticketLabel(head: Head, guess: { readonly guess: number; readonly confidence: number } | undefined): TicketLabel {
  if (guess === undefined) return NOTHING;
  const abstained = guess.confidence < head.threshold;
  const label = head.labels[abstained && head.outside >= 0 ? head.outside : guess.guess] ?? null;
  return { label, confidence: Math.round(guess.confidence * 1e6) / 1e6, abstained };
}
