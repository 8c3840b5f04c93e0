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
  const read = text.slice(0, MAX_TEXT);
  return (isAscii(read) ? asciiTokens(read) : tokens(read)).map((token) => {
    const written = token.replace(/'s$/i, "");
    const plain = plainOf(written);
    return { stem: stem(plain), plain, written };
  });
}

/** Patterns over all of Unicode take milliseconds to make ready, most requests need none. */
export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

function asciiTokens(text: string): string[] {
  return text.replaceAll("`", "'").match(/[a-z0-9]+(?:'[a-z]+)?/gi) ?? [];
}

function tokens(text: string): string[] {
  return (
    text
      .normalize("NFC")
      .replaceAll(/[’`´]/g, "'")
      .match(/[\p{L}\p{N}\p{M}]+(?:'\p{L}+)?/gu) ?? []
  );
}

function plainOf(written: string): string {
  if (isAscii(written)) return written.replaceAll("'", "").toLowerCase();
  return written
    .normalize("NFKD")
    .replaceAll(/\p{M}|'/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss");
}

/** True for words that say nothing about the subject. */
export function isStopWord(word: Word): boolean {
  return STOP.has(word.plain);
}

/** Requests are sentences; what is pasted behind the first pages does not change who should have it. */
const MAX_TEXT = 20_000;
