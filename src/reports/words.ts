import type { Fact } from "../domain/facts/fact.ts";
import { formatFact, type Style } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";

/** A printed value that knows the Facts it comes from. */
interface Cited {
  readonly text: string;
  readonly facts: readonly Fact[];
}

/** A sentence: plain text and cited values in turn. */
export type Words = string | readonly (string | Cited)[];

/** A sentence with values in it: words`${cite(seats)} seats`. */
export function words(texts: TemplateStringsArray, ...values: readonly (string | Cited | Words)[]): Words {
  return joinWords(texts.flatMap((text, index) => [text, values[index] ?? ""]));
}

/** The value as its metric prints it (46 %, $118,800, "unknown" where it is null), with the Fact kept. */
export function cite(fact: Fact, style?: Style): Cited {
  const metric = METRICS.get(fact.metric);
  return { text: formatFact(fact, style, metric?.change === true, metric?.decimals), facts: [fact] };
}

/** A text of one's own that rests on Facts: a word for a value ("fell"), a list of names, a sum that a Fact holds. */
export function resting(text: string, ...facts: readonly Fact[]): Cited {
  return { text, facts };
}

/** Sentences or pieces one after the other. */
export function joinWords(pieces: readonly (string | Cited | Words)[]): Words {
  return pieces.flatMap((piece): (string | Cited)[] => (isPiece(piece) ? (piece === "" ? [] : [piece]) : [...piece]));
}

/** The sentence as plain text. */
export function plain(sentence: Words): string {
  return piecesOf(sentence)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");
}

/** The pieces of a sentence, in order. */
export function piecesOf(sentence: Words): readonly (string | Cited)[] {
  return typeof sentence === "string" ? [sentence] : sentence;
}

function isPiece(piece: string | Cited | Words): piece is string | Cited {
  return typeof piece === "string" || !Array.isArray(piece);
}
