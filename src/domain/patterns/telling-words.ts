import { foldText } from "../text/fold-text.ts";
import { hashEnd, hashStart, hashText } from "../text/text-hash.ts";

/** A ticket's words as the comparison of texts needs them. */
export interface ReadText {
  readonly subject: string;
  readonly body: string;
  /** What it is about, as triage tells; null for nothing known. */
  readonly capability: string | null;
}

/** Words of one text: those of the subject first, `subjectWords` of them. */
export interface TellingWords {
  readonly words: readonly string[];
  readonly subjectWords: number;
}

const WORD = /[\p{L}\p{N}]+(?:'\p{L}+)?/gu;
/** What stands before a space or a line's end; the mark itself is in no word. */
const SENTENCE_END = /[.!?;:]\s|\n/;
const MOST_WORDS = 400;
const FROM_CAPABILITIES = 5;
const LARGEST_SHARE = 0.35;

/**
 * The words of each text that tell what it is about. A sentence or subject that stands in tickets about several capabilities (a greeting, "we
 * went through your help pages", "Help needed") says nothing of the fault and is left out; so are numbers. The order of the texts plays no
 * part.
 */
export function tellingWords(texts: readonly ReadText[]): TellingWords[] {
  const read = texts.map(({ subject, body, capability }) => ({
    capability,
    subject: sentence(subject),
    sentences: body.split(SENTENCE_END).map(sentence),
  }));
  const heard = new Map<number, Map<string | null, number>>();
  for (const { capability, subject, sentences } of read)
    for (const key of new Set([subject, ...sentences].map((one) => one.key))) {
      const capabilities = heard.get(key) ?? new Map<string | null, number>();
      heard.set(key, capabilities.set(capability, (capabilities.get(capability) ?? 0) + 1));
    }
  const phrases = new Set([...heard].flatMap(([key, capabilities]) => (isPhrase([...capabilities.values()]) ? [key] : [])));
  return read.map(({ subject, sentences }) => {
    const head = phrases.has(subject.key) ? [] : subject.words;
    const body = sentences.filter(({ key }) => !phrases.has(key)).flatMap(({ words }) => words);
    return { words: [...head, ...body].slice(0, MOST_WORDS), subjectWords: Math.min(head.length, MOST_WORDS) };
  });
}

interface Sentence {
  readonly key: number;
  readonly words: readonly string[];
}

/** Heard in how many tickets about each capability: many capabilities, none of which has most of it. */
function isPhrase(counts: readonly number[]): boolean {
  const all = counts.reduce((sum, one) => sum + one, 0);
  return counts.length >= FROM_CAPABILITIES && Math.max(...counts) <= LARGEST_SHARE * all;
}

function sentence(text: string): Sentence {
  const words = wordsOf(text);
  return { key: hashEnd(hashText(hashStart(1), words.join(" "))), words };
}

/** Words of two letters and more; what holds a digit only where letters stand before it ("oauth2"). */
function wordsOf(text: string): string[] {
  return (foldText(text).match(WORD) ?? []).filter((word) => word.length > 1 && !/^\d/.test(word));
}
