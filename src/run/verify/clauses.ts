/** A stretch of a longer text; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const SENTENCE_END = /(?<=[.!?])\s+|\n+/gu;
const CLAUSE_END =
  /\s*[,;:—–()]\s+|\s*[—–;()]\s*|\s+(?:while|whereas|but|and|yet|although|though|as|because|since|after|before|with|plus|or)\s+/giu;

/** The sentence of `text` that holds position `at`. */
export function sentenceAt(text: string, at: number): Span {
  return spanAt({ from: 0, to: text.length }, cuts(text, SENTENCE_END), at);
}

/** The clause that holds position `at`, never wider than its sentence. */
export function clauseAt(text: string, at: number): Span {
  return spanAt(sentenceAt(text, at), cuts(text, CLAUSE_END), at);
}

function cuts(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

function spanAt(whole: Span, separators: readonly Span[], at: number): Span {
  let { from, to } = whole;
  for (const separator of separators) {
    if (separator.to <= at && separator.to > from) from = separator.to;
    if (separator.from > at && separator.from < to) to = separator.from;
  }
  return { from, to };
}
