import { clauseAt, sentenceAt, type Span } from "./clauses.ts";

const DOWN =
  "fall fell falls falling fallen drop drops dropped dropping decline declines declined declining decrease decreases decreased decreasing down lower lowered " +
  "lose loses lost losing loss shrink shrinks shrank shrunk shrinking reduce reduced reduction slide slid sliding slump slumped sink sank sunk sinking plunge plunged " +
  "plummet plummeted dip dipped contract contracted contraction worse worsened weaken weakened erode eroded fewer less cut slipped slip tumbled dwindled receded collapsed collapse";
const UP =
  "rise rises rose risen rising grow grows grew grown growing growth increase increases increased increasing up higher raise raised climb climbed climbing gain gains gained " +
  "gaining jump jumped surge surged soar soared spike spiked expand expanded expansion improve improved improving improvement more rebound rebounded recovered added swelled";
const FLAT = "unchanged flat steady stable constant same unmoved level";

const SENSE = new Map<string, -1 | 0 | 1>([
  ...DOWN.split(" ").map((word) => [word, -1] as const),
  ...UP.split(" ").map((word) => [word, 1] as const),
  ...FLAT.split(" ").map((word) => [word, 0] as const),
]);

/** Words that are a direction only next to the number: "down 46 %", but "follow up" and "lost customer" are none. */
const ONLY_NEXT_TO_NUMBER = new Set(["up", "down", "more", "less", "higher", "lower", "same", "level", "added"]);
const NEGATION = /(?:\bnot|\bnever|\bno|n['’]t|\bwithout|\bhardly)\s+(?:\p{L}+\s+){0,2}$/iu;

/** Why the words around a change do not say which way it went; undefined where they do. `value` is the signed change. */
export function directionProblem(text: string, at: number, value: number): string | undefined {
  const said = nearestDirection(text, clauseAt(text, at), at) ?? nearestDirection(text, sentenceAt(text, at), at);
  const truth = Math.sign(value);
  if (said === undefined) return `a change needs its direction: it ${verb(truth)}, and the sentence does not say so`;
  if (said.negated) return `"${said.word}" is negated, so the direction is not clear: it ${verb(truth)}`;
  return said.sense === truth ? undefined : `it ${verb(truth)}, the sentence says "${said.word}"`;
}

function isClose(gap: string): boolean {
  return !/[,:;.]/u.test(gap) && gap.trim().split(/\s+/u).length <= 2;
}

function verb(sign: number): string {
  return sign < 0 ? "fell" : sign > 0 ? "rose" : "did not change";
}

function nearestDirection(text: string, span: Span, at: number): { word: string; sense: number; negated: boolean } | undefined {
  const found = [...text.slice(span.from, span.to).matchAll(/\p{L}+/gu)].flatMap((match) => {
    const word = match[0].toLowerCase();
    const sense = SENSE.get(word);
    const from = span.from + match.index;
    const gap = from < at ? text.slice(from + word.length, at) : text.slice(at + 1, from);
    if (sense === undefined || (ONLY_NEXT_TO_NUMBER.has(word) && !isClose(gap))) return [];
    return [{ word, sense, negated: NEGATION.test(text.slice(span.from, from)), distance: gap.length }];
  });
  return found.sort((a, b) => a.distance - b.distance)[0];
}
