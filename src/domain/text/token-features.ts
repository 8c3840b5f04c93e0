import { englishStem } from "./english-stem.ts";
import { hashEnd, hashStart, hashStep, hashText } from "./text-hash.ts";
import { spelledOut, tokenKind } from "./text-tokens.ts";

/** What one token brings into a text's features, whatever stands beside it. */
export interface TokenFeatures {
  /** The words it stands for, none for a mark. */
  readonly words: readonly WordFeatures[];
  /** Hashes of its runs of letters. */
  readonly letters: Uint32Array;
}

export interface WordFeatures {
  readonly plain: number;
  /** The same as `plain` where the word has no ending. */
  readonly stem: number;
  /** Unfinished hash of the stem, to go on with the next word. */
  readonly open: number;
}

const WORD_KIND = 119;
const LETTERS_KIND = 99;
const BLANK = 32;
/** Longer tokens are file contents or ids; their beginning is enough. */
const LONGEST_TOKEN = 48;

/** The features of a token; runs of letters are `shortest` to `longest` long, a blank before and behind the token counting as letters. */
export function tokenFeatures(token: string, shortest: number, longest: number): TokenFeatures {
  const cut = token.slice(0, LONGEST_TOKEN);
  const kind = tokenKind(cut);
  if (kind === "number") return { words: [wordFeatures("#", "#")], letters: letterRuns("#", shortest, longest) };
  const letters = letterRuns(cut, shortest, longest);
  if (kind === "mark") return { words: [], letters };
  if (kind === "smile" || kind === "frown") return { words: [wordFeatures(cut, `:${kind}`)], letters };
  return { words: spelledOut(cut).map((word) => wordFeatures(word, kind === "word" ? englishStem(word) : word)), letters };
}

function wordFeatures(plain: string, stem: string): WordFeatures {
  const own = hashEnd(hashText(hashStart(WORD_KIND), plain));
  const open = hashText(hashStart(WORD_KIND), stem);
  return { plain: own, stem: hashEnd(open), open };
}

function letterRuns(token: string, shortest: number, longest: number): Uint32Array {
  const padded = ` ${token} `;
  const runs: number[] = [];
  for (let from = 0; from + shortest <= padded.length && longest > 0; from += 1) {
    let hash = hashStart(LETTERS_KIND);
    const end = Math.min(padded.length, from + longest);
    for (let at = from; at < end; at += 1) {
      hash = hashStep(hash, at === 0 ? BLANK : padded.charCodeAt(at));
      if (at - from + 1 >= shortest) runs.push(hashEnd(hash));
    }
  }
  return Uint32Array.from(runs);
}
