import type { Evidence } from "./evidence.ts";
import { phraseMatches } from "./phrases.ts";
import type { RequestWords } from "./request-words.ts";
import type { RouteIndex } from "./route-index.ts";
import { isStopWord } from "./words.ts";

/** Signs that a request is the team's business at all, whoever takes it. */
export interface ScopeSigns {
  /** The best agent's points from trigger words and sayings, at most 4. */
  readonly phrases: number;
  /** The best likeness to a text of the team's, 0 to 1. */
  readonly likeness: number;
  readonly files: number;
  /** Distinct words of the business, at most 3. */
  readonly business: number;
  /** Share of the telling words that the team's files know, 0 to 1. */
  readonly known: number;
  /** Speaks of them or of us (1 each). */
  readonly them: number;
  readonly us: number;
  /** Speaks of me and you alone, as one does to an assistant. */
  readonly me: number;
  /** Named accounts that the book knows. */
  readonly account: number;
  /** A name that nobody's file knows, inside a sentence. */
  readonly named: number;
  /** Distinct words of subjects that are none of the team's business. */
  readonly outside: number;
}

const THEM = new Set("they them their theirs someone somebody nobody".split(" "));
const US = new Set("we us our ours".split(" "));
const ME = new Set("i me my mine im you your".split(" "));

/** The signs of one request, and the outside subjects it names. */
export function scopeSigns(
  request: RequestWords,
  evidence: readonly Evidence[],
  index: RouteIndex,
  knowsAccount: boolean,
): { readonly signs: ScopeSigns; readonly subjects: readonly string[] } {
  const best = (value: (evidence: Evidence) => number): number => Math.max(0, ...evidence.map(value));
  const outside = phraseMatches(request.words, index.outside);
  // The same word of two languages is one subject.
  const subjects = outside
    .filter(({ at }, place) => outside.findIndex((other) => other.at[0] === at[0]) === place)
    .map(({ phrase }) => phrase.written);
  const telling = request.words.filter((word) => word.stem !== "" && !isStopWord(word));
  const known = telling.filter((word) => sightings(index, word.stem) >= 2).length;
  const says = (words: ReadonlySet<string>): number => (request.words.some((word) => words.has(word.plain)) ? 1 : 0);
  const signs = {
    phrases: Math.min(
      4,
      best(({ features }) => features.phrases),
    ),
    likeness: best(({ features }) => features.likeness),
    files: best(({ features }) => features.files),
    business: Math.min(3, new Set(phraseMatches(request.words, index.business).map(({ at }) => at[0])).size),
    known: telling.length === 0 ? 0 : known / telling.length,
    them: says(THEM),
    us: says(US),
    me: knowsAccount || says(US) + says(THEM) > 0 ? 0 : says(ME),
    account: knowsAccount ? 1 : 0,
    named: !knowsAccount && request.names > 0 ? 1 : 0,
    outside: subjects.length,
  };
  return { signs, subjects };
}

function sightings(index: RouteIndex, stem: string): number {
  return (index.counts.get(stem) ?? []).reduce((sum, count) => sum + count, 0);
}
