import type { ReferenceEntry } from "./reference.ts";
import { isStopWord, type Word, wordsOf } from "./route/words.ts";

/** Words that turn a phrase round: "we should not skip the kickoff call" goes against nothing. */
const NEGATIONS = new Set(
  "not never no dont doesnt isnt avoid avoiding stop without instead shouldnt cannot wont prevent rather".split(" "),
);
/** Asking whether or why is not asking for. */
const DOUBTS =
  /^\s*(?:is it (?:ok|wrong|bad|fine)|(?:why|how come) (?:is|are|did|do|does|should|was|were|not)\b|what is wrong|what happens if)/i;
/** Words that say the same in a request; the first stands for all. */
const ALIKE = [
  "all everyone everybody every each entire whole any",
  "same identical uniform generic",
  "email mail mailing newsletter message emailing emails mails messages newsletters mailings",
  "customers customer clients client accounts account users user base list",
  "skip skipping omit omitting",
  "discount rebate",
];
const STANDS_FOR = new Map(
  ALIKE.flatMap((words) => {
    const [first = "", ...others] = words.split(" ");
    return [first, ...others].map((word): [string, string] => [word, first]);
  }),
);
/** How many more words than the phrase itself its words may be spread over. */
const MAX_SPREAD = 4;

/**
 * The entry that a request goes against, or undefined: all telling words of one of its "Contradicts" phrases stand close together in the
 * request, in any usual form and order, and are not negated. The longest such phrase wins, then the order of the entries.
 */
export function contradiction(entries: readonly ReferenceEntry[], request: string): ReferenceEntry | undefined {
  if (DOUBTS.test(request)) return undefined;
  const words = wordsIn(request);
  const found = entries.flatMap((entry) =>
    phrasesOf(entry)
      .filter((phrase) => says(words, phrase))
      .map(({ wanted }) => ({ entry, length: wanted.length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.entry;
}

interface Phrase {
  /** Its telling words. */
  readonly wanted: readonly string[];
  readonly negated: boolean;
  /** Over how many words they may be spread. */
  readonly reach: number;
}

/** Entries stay the same from request to request. */
const PHRASES = new WeakMap<ReferenceEntry, readonly Phrase[]>();

function phrasesOf(entry: ReferenceEntry): readonly Phrase[] {
  const known = PHRASES.get(entry);
  if (known !== undefined) return known;
  const phrases = entry.contradicts.map((phrase) => {
    const words = wordsIn(phrase);
    return { wanted: tellingStems(phrase), negated: words.some((word) => NEGATIONS.has(word.plain)), reach: words.length + MAX_SPREAD };
  });
  PHRASES.set(entry, phrases);
  return phrases;
}

function says(words: readonly Word[], { wanted, negated, reach }: Phrase): boolean {
  if (wanted.length < 2) return false;
  return words.some((word, start) => {
    if (!wanted.includes(comparable(word))) return false;
    const window = words.slice(start, start + reach);
    const at = wanted.map((stem) => window.findIndex((candidate) => comparable(candidate) === stem));
    if (at.includes(-1)) return false;
    const before = words.slice(Math.max(0, start - 3), start + Math.max(...at) + 1);
    return negated || !before.some(({ plain }) => NEGATIONS.has(plain));
  });
}

/** Each word that says something, once: in which order they stand plays no part. */
function tellingStems(phrase: string): string[] {
  return [
    ...new Set(
      wordsIn(phrase)
        .filter((word) => STANDS_FOR.has(word.plain) || !isStopWord(word))
        .map(comparable),
    ),
  ];
}

function comparable(word: Word): string {
  return STANDS_FOR.get(word.plain) ?? word.stem;
}

/** As routing reads words, but e-mail is one. */
function wordsIn(text: string): Word[] {
  return wordsOf(text.replaceAll(/\be-?mails?\b/gi, "email"));
}
