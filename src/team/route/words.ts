import { stem } from "./stem.ts";

/** A word of a text: as compared, and as the person wrote it. */
export interface Word {
  readonly stem: string;
  /** Lower case, without accents and possessive ending. */
  readonly plain: string;
  readonly written: string;
}

const STOP = new Set(
  (
    "a an and are as at be been but by can could did do does for from get got had has have he her here hers him his how i if in into is it its just " +
    "let like me my no not of off on or our ours out over own please she should so some than that the their them then there these they this those " +
    "to too up us very was we were what when where which while who whom whose why will with would you your yours am any all about after again also go going goes tell know thing things"
  ).split(" "),
);

/** The words of a text, each with its stem; a possessive ending is no part of it. */
export function wordsOf(text: string): Word[] {
  const tokens = text
    .slice(0, MAX_TEXT)
    .normalize("NFC")
    .replaceAll(/[’`´]/g, "'")
    .matchAll(/[\p{L}\p{N}\p{M}]+(?:'\p{L}+)?/gu);
  return [...tokens].map(([token]) => {
    const written = token.replace(/'s$/i, "");
    const plain = written
      .normalize("NFKD")
      .replaceAll(/\p{M}|'/gu, "")
      .toLowerCase()
      .replaceAll("ß", "ss");
    return { stem: stem(plain), plain, written };
  });
}

/** True for words that say nothing about the subject. */
export function isStopWord(word: Word): boolean {
  return STOP.has(word.plain);
}

/** Requests are sentences; what is pasted behind the first pages does not change who should have it. */
const MAX_TEXT = 20_000;
