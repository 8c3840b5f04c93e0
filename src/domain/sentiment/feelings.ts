import { GROUP } from "../triage/groups.ts";
import type { Matches, Phrase } from "../triage/phrase-index.ts";
import { MARK, MOST_WORDS, type Tokens } from "../triage/tokenise.ts";

/** What the words of a text say about feeling, by name; FEELINGS gives the places in the array. */
export const FEELINGS = [
  "positive",
  "negative",
  "best",
  "worst",
  "balance",
  "subject",
  "ending",
  "intense",
  "sarcasm",
  "turned",
  "exclamations",
  "questions",
  "ellipses",
  "capitals",
  "shouting",
  "length",
  "doubled marks",
  "short sentences",
  "positive words",
  "negative words",
] as const;

export type Feeling = (typeof FEELINGS)[number];

/** How far a negation reaches, in words. */
const REACH = 3;
const INTENSIFIED = 1.35;
const SOFTENED = 0.6;
const SHOUTED = 1.3;
/** "Not good" is bad, if less than "bad"; "not bad" is hardly good. */
const [NOT_GOOD, NOT_BAD] = [-0.7, -0.25];

/** Buffers that the next text reuses. */
export interface FeelingBuffers {
  readonly phraseAt: Int32Array;
  readonly endAt: Int32Array;
  readonly modifier: Uint8Array;
}

const [NEGATES, INTENSIFIES, SOFTENS] = [1, 2, 4];

/** Room for reading one text after another without making new arrays. */
export function feelingBuffers(): FeelingBuffers {
  return { phraseAt: new Int32Array(MOST_WORDS), endAt: new Int32Array(MOST_WORDS), modifier: new Uint8Array(MOST_WORDS) };
}

/**
 * Reads the feeling words of a text into `into` (in the order of FEELINGS; sums are damped, 0 where nothing was found). The longest phrase
 * at a place counts alone; a negation before it turns it, "very" and capitals strengthen it.
 */
export function feelings(tokens: Tokens, matches: Matches, phrases: readonly Phrase[], buffers: FeelingBuffers, into: Float32Array): void {
  const { phraseAt, endAt, modifier } = buffers;
  phraseAt.fill(-1, 0, tokens.count);
  modifier.fill(0, 0, tokens.count);
  let [sarcasm, turned, intense] = [0, 0, 0];
  for (let match = 0; match < matches.count; match += 1) {
    const start = matches.start[match] ?? 0;
    const end = matches.end[match] ?? 0;
    const phrase = matches.phrase[match] ?? 0;
    const group = phrases[phrase]?.group ?? -1;
    if (group === GROUP.feeling || group === GROUP.neutral) {
      if (phraseAt[start] === -1 || end >= (endAt[start] ?? 0)) {
        phraseAt[start] = phrase;
        endAt[start] = end;
      }
    } else if (group === GROUP.negation) modifier[start] = (modifier[start] ?? 0) | NEGATES;
    else if (group === GROUP.intensifier) modifier[start] = (modifier[start] ?? 0) | INTENSIFIES;
    else if (group === GROUP.softener) modifier[start] = (modifier[start] ?? 0) | SOFTENS;
    else if (group === GROUP.turn) turned += 1;
    else if (group === GROUP.sarcasm) sarcasm += 1;
  }

  let [positive, negative, best, worst, subject, ending, pleasant, unpleasant] = [0, 0, 0, 0, 0, 0, 0, 0];
  const endingStart = tokens.count - Math.max(8, Math.floor(tokens.count / 4));
  for (let at = 0; at < tokens.count;) {
    const phrase = phrases[phraseAt[at] ?? -1];
    if (phraseAt[at] === -1 || phrase === undefined) {
      at += 1;
      continue;
    }
    const end = endAt[at] ?? at + 1;
    if (phrase.group === GROUP.feeling) {
      const value = inPlace(phrase.weight, at, tokens, modifier);
      if (value > 0) positive += value;
      else negative -= value;
      best = Math.max(best, value);
      worst = Math.min(worst, value);
      if (value >= 2) pleasant += 1;
      else if (value <= -1.9) unpleasant += 1;
      if (at < tokens.bodyStart) subject += value;
      if (at >= endingStart && at >= tokens.bodyStart) ending += value;
      if (((modifier[at - 1] ?? 0) & INTENSIFIES) !== 0) intense += 1;
    }
    at = end;
  }
  const words = Math.max(1, tokens.count);
  const values: Record<Feeling, number> = {
    positive: Math.log1p(positive),
    negative: Math.log1p(negative),
    best: best / 4,
    worst: -worst / 4,
    balance: (positive - negative) / Math.sqrt(positive * positive + negative * negative + 15),
    subject: subject / (1 + Math.abs(subject)),
    ending: ending / (1 + Math.abs(ending)),
    intense: Math.min(1, intense / 2),
    sarcasm: Math.min(1, sarcasm / 2),
    turned: Math.min(1, turned / 2),
    exclamations: Math.log1p(tokens.exclamations),
    questions: Math.log1p(tokens.questions),
    ellipses: Math.min(1, tokens.ellipses / 2),
    capitals: tokens.letters < 12 ? 0 : Math.min(1, (2 * tokens.capitals) / tokens.letters),
    shouting: Math.min(1, shoutedWords(tokens) / 4),
    length: Math.log(words) / 5,
    "doubled marks": Math.min(1, tokens.doubled / 2),
    "short sentences": tokens.count < 6 ? 0 : Math.min(1, (4 * tokens.sentences) / tokens.count),
    "positive words": Math.min(1, pleasant / 3),
    "negative words": Math.min(1, unpleasant / 3),
  };
  for (const [place, name] of FEELINGS.entries()) into[place] = values[name];
}

function inPlace(weight: number, at: number, { marks }: Tokens, modifier: Uint8Array): number {
  let value = weight;
  if (((marks[at] ?? 0) & MARK.capitals) !== 0) value *= SHOUTED;
  const before = modifier[at - 1] ?? 0;
  if (at > 0 && (before & INTENSIFIES) !== 0) value *= INTENSIFIED;
  else if (at > 0 && (before & SOFTENS) !== 0) value *= SOFTENED;
  for (let back = at; back > 0 && at - back < REACH && ((marks[back] ?? 0) & MARK.opens) === 0; back -= 1)
    if (((modifier[back - 1] ?? 0) & NEGATES) !== 0) return value > 0 ? value * NOT_GOOD : value * NOT_BAD;
  return value;
}

function shoutedWords({ count, marks }: Tokens): number {
  let shouted = 0;
  for (let at = 0; at < count; at += 1) if (((marks[at] ?? 0) & MARK.capitals) !== 0) shouted += 1;
  return shouted;
}
