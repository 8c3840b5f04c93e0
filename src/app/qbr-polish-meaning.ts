import type { Audience } from "../reports/document.ts";
import { directionProblem } from "../run/verify/direction.ts";
import type { Complaint } from "../run/verify/vocabulary.ts";

interface Claiming {
  readonly words: ReadonlySet<string>;
  readonly reason: string;
}

/** Words that claim something no Fact of the sentence backs: taken over from ours, never added. */
const CLAIMING: readonly Claiming[] = [
  {
    words: wordSet(
      "because due owing caused causes cause thanks therefore hence driven drove drives led leads thereby reflecting reflects",
    ),
    reason: "our sentence names no such cause",
  },
  {
    words: wordSet(
      "all every everyone everybody everything most mostly majority many several few nearly almost always entire entirely fully whole dozens hundreds thousands " +
        "significant significantly sharp sharply slight slightly strong strongly dramatic dramatically considerable considerably massive huge major",
    ),
    reason: "our sentence says nothing of this size",
  },
  {
    words: wordSet(
      "best worst highest lowest strongest record excellent outstanding impressive remarkable great fantastic amazing exceptional superb perfect healthy successful " +
        "successfully success happy proud poor terrible disappointing alarming unfortunately fortunately ever",
    ),
    reason: "our sentence does not judge so",
  },
  {
    words: wordSet(
      "will shall would soon guarantee guaranteed promise promised expect expected expects likely probably tomorrow plan plans planned",
    ),
    reason: "our sentence promises and expects nothing",
  },
];

/** What a sentence has or has not in common with ours: leaving it out changes the meaning as much as adding it. */
const TURNING: readonly Claiming[] = [
  {
    words: wordSet(
      "no not never without hardly nor neither cannot barely nobody none nothing isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't",
    ),
    reason: "ours and the rewording must both say no, or neither",
  },
  { words: wordSet("only just merely"), reason: "ours and the rewording must both say only, or neither" },
];

/** Words of our own side, which no customer reads from us unless our sentence holds them. */
const INTERNAL =
  /\bhealth\b|churn\w*|\brisks?\b|\bat-risk\b|expan(?:d|sion)\w*|up-?sell\w*|cross-?sell\w*|\b[AM]RR\b|renew\w*|detractors?|\btiers?\b|competitors?|forecast\w*|white ?space|escalat\w*|revenue/giu;

/** What a rewording says beside what ours says: another direction, a cause, a size, praise, a promise, a no; in a customer's deck our own words. */
export function meaningProblems(ours: string, theirs: string, audience: Audience): Complaint[] {
  const [own, other] = [wordsOf(ours), wordsOf(theirs)];
  const had = new Set(own);
  const added = CLAIMING.flatMap(({ words, reason }) =>
    other.filter((word) => words.has(word) && !had.has(word)).map((claim) => ({ claim, reason })),
  );
  const turned = TURNING.flatMap(({ words, reason }) => {
    const [was, is] = [own.find((word) => words.has(word)), other.find((word) => words.has(word))];
    return (was === undefined) === (is === undefined) ? [] : [{ claim: was ?? is ?? "", reason }];
  });
  const internal = audience === "internal" ? [] : [...theirs.matchAll(INTERNAL)].map(([word]) => word);
  return [
    ...added,
    ...turned,
    ...directionProblems(own, other),
    ...periodProblems(ours, theirs),
    ...internal
      .filter((word) => !had.has(word.toLowerCase()))
      .map((claim) => ({ claim, reason: "a customer does not read this word from us" })),
  ];
}

function directionProblems(own: readonly string[], other: readonly string[]): Complaint[] {
  const said = (words: readonly string[]): ReadonlyMap<number, string> =>
    new Map(words.flatMap((word): [number, string][] => senseOf(word).map((sense) => [sense, word])));
  const [was, is] = [said(own), said(other)];
  return [
    ...[...is].filter(([sense]) => !was.has(sense)).map(([, claim]) => ({ claim, reason: "our sentence says no such direction" })),
    ...[...was]
      .filter(([sense]) => !is.has(sense))
      .map(([, claim]) => ({ claim, reason: "our sentence says this direction, the rewording does not" })),
  ];
}

const PERIOD = /\b(day|week|month|quarter|year|yesterday)/giu;
const WHICH = /\b(?:this|next|current|coming|last|past|previous)\s+(?:week|month|quarter|year)\b/giu;

/** Another span of time makes a right figure wrong; "last quarter" need not be the one under review. */
function periodProblems(ours: string, theirs: string): Complaint[] {
  const found = (text: string, pattern: RegExp): string[] => [
    ...new Set([...text.toLowerCase().matchAll(pattern)].map(([whole]) => whole)),
  ];
  const [was, is] = [found(ours, PERIOD), found(theirs, PERIOD)];
  const named = found(ours, WHICH);
  return [
    ...is.filter((word) => !was.includes(word)).map((claim) => ({ claim, reason: "our sentence is about another span of time" })),
    ...was
      .filter((word) => !is.includes(word))
      .map((claim) => ({ claim, reason: "our sentence names this span of time, the rewording does not" })),
    ...found(theirs, WHICH)
      .filter((phrase) => !named.includes(phrase))
      .map((claim) => ({ claim, reason: "say the quarter, as our sentence does" })),
  ];
}

/** Which way a word points, as a change is verified: −1, 0, 1, or nowhere. */
function senseOf(word: string): number[] {
  return [-1, 0, 1].filter((sense) => directionProblem(`${word} `, word.length + 1, sense) === undefined);
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/\p{L}+(?:'\p{L}+)*/gu) ?? []
  ).map((word) => word);
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
