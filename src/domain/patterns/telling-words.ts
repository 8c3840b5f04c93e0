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
const MOST_WORDS = 400;
const FROM_TICKETS = 5;
const FROM_CAPABILITIES = 5;
const LARGEST_SHARE = 0.35;

/**
 * The words of each text that tell what it is about. A sentence or subject that stands in tickets about several capabilities (a greeting, "we
 * went through your help pages", "Help needed") says nothing of the fault and is left out; so are numbers. The order of the texts plays no
 * part.
 */
export function tellingWords(texts: readonly ReadText[]): TellingWords[] {
  const subjects = texts.map(({ subject }) => sentence(wordsOf(subject)));
  const sentences = texts.map(({ body }) => sentencesOf(body));
  const heard = new Map<number, Map<string | null, number>>();
  texts.forEach(({ capability }, place) => {
    for (const key of new Set([...(sentences[place] ?? []), subjects[place] ?? sentence([])].map(({ key: own }) => own))) {
      const capabilities = heard.get(key) ?? new Map<string | null, number>();
      heard.set(key, capabilities.set(capability, (capabilities.get(capability) ?? 0) + 1));
    }
  });
  const isPhrase = (key: number): boolean => {
    const capabilities = heard.get(key);
    if (capabilities === undefined || capabilities.size < FROM_CAPABILITIES) return false;
    const counts = [...capabilities.values()];
    const all = counts.reduce((sum, one) => sum + one, 0);
    return all >= FROM_TICKETS && Math.max(...counts) <= LARGEST_SHARE * all;
  };
  const phrases = new Set([...heard.keys()].filter(isPhrase));
  return texts.map((_, place) => {
    const subject = subjects[place];
    const head = subject === undefined || phrases.has(subject.key) ? [] : subject.words;
    const body = (sentences[place] ?? []).filter(({ key }) => !phrases.has(key)).flatMap(({ words }) => words);
    return { words: [...head, ...body].slice(0, MOST_WORDS), subjectWords: Math.min(head.length, MOST_WORDS) };
  });
}

interface Sentence {
  readonly key: number;
  readonly words: readonly string[];
}

function sentencesOf(body: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const part of body.split(/[.!?;:]+(?:\s+|$)|\n+/)) {
    const words = wordsOf(part);
    if (words.length > 0) sentences.push(sentence(words));
  }
  return sentences;
}

function sentence(words: readonly string[]): Sentence {
  return { key: hashEnd(hashText(hashStart(1), words.join(" "))), words };
}

/** Words of two letters and more; what holds a digit only where letters stand before it ("oauth2"). */
function wordsOf(text: string): string[] {
  return (foldText(text).match(WORD) ?? []).filter((word) => word.length > 1 && !/^\d/.test(word));
}
