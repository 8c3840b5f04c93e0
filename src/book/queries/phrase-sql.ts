import { sqlText } from "./sql-literals.ts";

/** A SQL expression: the words of `text`, lower case, each between single blanks. Punctuation and line ends are blanks. */
export function wordsSql(text: string): string {
  return `' ' || lower(trim(regexp_replace(${text}, '[^\\pL\\pN]+', ' ', 'g'))) || ' '`;
}

/**
 * A SQL condition: `words` (made by wordsSql) holds any of the phrases as whole words. A word that ends in `*` also matches its
 * longer forms. No phrase: false. Plain searches where they do: a hundred patterns would cost more to compile than to run.
 */
export function holdsAny(words: string, phrases: readonly string[]): string {
  const tests = phrases
    .map(readPhrase)
    .filter((phrase) => phrase.length > 0)
    .map((phrase) => test(words, phrase));
  return tests.length === 0 ? "false" : `(${tests.join(" OR ")})`;
}

/**
 * The same condition as one search: for a list of dozens of phrases and thousands of texts it costs a tenth. For few texts it costs more, since
 * its pattern has to be made ready.
 */
export function holdsAnyAtOnce(words: string, phrases: readonly string[]): string {
  const patterns = phrases
    .map(readPhrase)
    .filter((phrase) => phrase.length > 0)
    .map(
      (phrase) =>
        phrase.map(({ text, open }, index) => (open && index < phrase.length - 1 ? `${text}[^ ]*` : text)).join(" ") + closing(phrase),
    );
  return patterns.length === 0 ? "false" : `regexp_matches(${words}, ${sqlText(` (?:${patterns.join("|")})`)})`;
}

/**
 * A SQL condition on a text as it stands, true wherever `holdsAny` would be true of its words, and seldom elsewhere: it looks for the longest
 * word of each phrase. Few words are looked for one by one, which takes a sixth of the time of one pattern; many in one pattern.
 */
export function mayHoldAny(text: string, phrases: readonly string[]): string {
  const longest = phrases.flatMap((phrase) => {
    const [word] = readPhrase(phrase).sort((a, b) => b.text.length - a.text.length);
    return word === undefined ? [] : [word.text];
  });
  const words = [...new Set(longest)].sort();
  if (words.length === 0) return "false";
  if (words.length > FEW_WORDS) return `regexp_matches(lower(${text}), ${sqlText(words.join("|"))})`;
  return `(${words.map((word) => `contains(lower(${text}), ${sqlText(word)})`).join(" OR ")})`;
}

const FEW_WORDS = 24;

interface PhraseWord {
  readonly text: string;
  /** Written with a `*` behind it. */
  readonly open: boolean;
}

function readPhrase(phrase: string): PhraseWord[] {
  return [...phrase.toLowerCase().matchAll(/([\p{L}\p{N}]+)(\*?)/gu)].map(([, text = "", star]) => ({ text, open: star === "*" }));
}

function test(words: string, phrase: readonly PhraseWord[]): string {
  const end = closing(phrase);
  if (phrase.slice(0, -1).every(({ open }) => !open))
    return `contains(${words}, ${sqlText(` ${phrase.map(({ text }) => text).join(" ")}${end}`)})`;
  return `regexp_matches(${words}, ${sqlText(` ${phrase.map(({ text, open }) => (open ? `${text}[^ ]*` : text)).join(" ")}${end}`)})`;
}

/** A word that may go on needs no blank behind it. */
function closing(phrase: readonly PhraseWord[]): string {
  return phrase.at(-1)?.open === true ? "" : " ";
}
