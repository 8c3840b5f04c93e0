import { foldWord } from "./fold-word.ts";
import { lightStem } from "./light-stem.ts";
import { clearTokens, newTokens, type Tokens, tokenise } from "./tokenise.ts";

/** A phrase and what it speaks for; `group` and `target` are the caller's. */
export interface Phrase {
  readonly text: string;
  readonly group: number;
  readonly target: number;
  readonly weight: number;
}

/** All phrases of all lists in one tree over word stems: a text is walked once, whatever the number of phrases. */
export interface PhraseIndex {
  readonly phrases: readonly Phrase[];
  /** Number of a word's stem among the words of the phrases, or -1. */
  wordOf(stem: string): number;
  /** Finds every phrase in the words given (numbers by `wordOf`). Overlapping and nested phrases are all found. */
  scan(tokens: Tokens, phraseWord: Int32Array, matches: Matches): void;
}

/** Phrases found, in buffers that the next text reuses: `phrase` stands at the words from `start` to before `end`. */
export interface Matches {
  count: number;
  readonly phrase: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

const MOST_MATCHES = 4096;

/** Room for the matches of one text after another. */
export function newMatches(): Matches {
  return { count: 0, phrase: new Int32Array(MOST_MATCHES), start: new Int32Array(MOST_MATCHES), end: new Int32Array(MOST_MATCHES) };
}

/** Builds the tree. Phrases without a word in them are left out. */
export function phraseIndex(given: readonly Phrase[]): PhraseIndex {
  const words = new Map<string, number>();
  const next = new Map<number, number>();
  const endings: number[][] = [[]];
  const phrases: Phrase[] = [];
  for (const phrase of given) {
    const stems = stemsOf(phrase.text);
    if (stems.length === 0) continue;
    let node = 0;
    for (const stem of stems) {
      const word = words.get(stem) ?? words.size;
      words.set(stem, word);
      const key = node * WORDS + word;
      const known = next.get(key) ?? endings.length;
      if (known === endings.length) {
        endings.push([]);
        next.set(key, known);
      }
      node = known;
    }
    endings[node]?.push(phrases.length);
    phrases.push(phrase);
  }
  const first = new Int32Array(words.size).fill(-1);
  for (const word of words.values()) first[word] = next.get(word) ?? -1;
  const step = stepTable(next);

  return {
    phrases,
    wordOf: (stem) => words.get(stem) ?? -1,
    scan: (tokens, phraseWord, matches) => {
      matches.count = 0;
      for (let start = 0; start < tokens.count; start += 1) {
        const word = phraseWord[tokens.words[start] ?? 0] ?? -1;
        if (word === -1) continue;
        let node = first[word] ?? -1;
        for (let at = start + 1; node !== -1; at += 1) {
          for (const phrase of endings[node] ?? []) {
            if (matches.count === MOST_MATCHES) return;
            matches.phrase[matches.count] = phrase;
            matches.start[matches.count] = start;
            matches.end[matches.count] = at;
            matches.count += 1;
          }
          if (at >= tokens.count) break;
          node = step(node, phraseWord[tokens.words[at] ?? 0] ?? -1);
        }
      }
    },
  };
}

/** Stems of a phrase's words, as texts are read. */
export function stemsOf(text: string): string[] {
  const stems: string[] = [];
  clearTokens(buffer);
  tokenise(text, (lower) => stems.push(lightStem(foldWord(lower))), buffer);
  return stems;
}

/** Phrases are many, and a buffer is large. */
const buffer = newTokens();

/** More than phrases have different words; nodes times this stays a safe integer. */
const WORDS = 2 ** 20;

function stepTable(next: ReadonlyMap<number, number>): (node: number, word: number) => number {
  const mask = 2 ** Math.ceil(Math.log2(next.size * 2 + 2)) - 1;
  const nodes = new Int32Array(mask + 1).fill(-1);
  const words = new Int32Array(mask + 1);
  const targets = new Int32Array(mask + 1);
  const home = (node: number, word: number): number => (Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b)) >>> 7;
  for (const [key, target] of next) {
    const [node, word] = [Math.floor(key / WORDS), key % WORDS];
    let at = home(node, word) & mask;
    while (nodes[at] !== -1) at = (at + 1) & mask;
    nodes[at] = node;
    words[at] = word;
    targets[at] = target;
  }
  return (node, word) => {
    for (let at = home(node, word) & mask; ; at = (at + 1) & mask) {
      if (nodes[at] === -1) return -1;
      if (nodes[at] === node && words[at] === word) return targets[at] ?? -1;
    }
  };
}
