import { foldText } from "./fold-text.ts";

/** Smileys, words (with an apostrophe inside), runs of ? and !, and any other single mark. */
const TOKEN = /(?:[:;=]['-]?[)(\][dpo/\\|*]|<3)(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:'\p{L}+)?|[?!]+|[^\s\p{L}\p{N}]/gu;

/** The tokens of a text, folded, in order; at most `most`. */
export function textTokens(text: string, most: number): readonly string[] {
  const tokens = foldText(text).match(TOKEN) ?? [];
  return tokens.length > most ? tokens.slice(0, most) : tokens;
}

const SMILE = /^(?:[:;=]['-]?[)\]dp*]|<3)$/;
const FROWN = /^[:;=]['-]?[([/\\|]$/;
const LETTER = /[\p{L}\p{N}]/u;

/** What a token is, and for smileys what they say. */
export function tokenKind(token: string): "word" | "number" | "stress" | "smile" | "frown" | "mark" {
  if (token === "<3") return "smile";
  if (LETTER.test(token) && !/^[:;=]/.test(token)) return /^\d+$/.test(token) ? "number" : "word";
  if (/^[?!]+$/.test(token)) return "stress";
  if (SMILE.test(token)) return "smile";
  return FROWN.test(token) ? "frown" : "mark";
}

const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ["m", "am"],
  ["re", "are"],
  ["ve", "have"],
  ["ll", "will"],
]);
const IRREGULAR: ReadonlyMap<string, readonly string[]> = new Map([
  ["cannot", ["can", "not"]],
  ["can't", ["can", "not"]],
  ["won't", ["will", "not"]],
  ["shan't", ["shall", "not"]],
]);

/** The words that an English short form stands for: "don't" is "do not". */
export function spelledOut(word: string): readonly string[] {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.endsWith("n't") && word.length > 3) return [word.slice(0, -3), "not"];
  const mark = word.indexOf("'");
  const long = mark < 1 ? undefined : SHORT_FORMS.get(word.slice(mark + 1));
  return long === undefined ? [word] : [word.slice(0, mark), long];
}
