import { bySureness, isRight, type Judged } from "./judged.ts";
import { wilson } from "./wilson.ts";

export interface ThresholdTarget {
  /** Share of the labels given that are to be right. */
  readonly precision: number;
  /** Share of the texts out of scope that are to be withheld; plays a part only where there are such texts. */
  readonly recall: number;
}

/** Fewer answers than this prove nothing about a precision. */
const FEWEST_ANSWERS = 20;

/**
 * The lowest confidence from which on labels are given: of those given as many as the target says are right, and of the texts out of scope as many as it says
 * are withheld, as far as so few can tell. 0 where every label may be given; above 1, so that none is, where no threshold reaches the target.
 */
export function chooseThreshold(judged: Judged, target: ThresholdTarget): number {
  return Math.max(thresholdForPrecision(judged, target.precision), thresholdForRecall(judged, target.recall));
}

/** More than any confidence. */
export const NEVER = 1.01;

function thresholdForPrecision(judged: Judged, precision: number): number {
  const order = bySureness(judged);
  let right = 0;
  let threshold = NEVER;
  for (const [place, row] of order.entries()) {
    if (isRight(judged, row)) right += 1;
    const confidence = judged.confidence[row] ?? 0;
    const next = judged.confidence[order[place + 1] ?? -1];
    // Rows of one confidence are given or withheld together.
    if (next === confidence || place + 1 < Math.min(FEWEST_ANSWERS, order.length)) continue;
    if (right / (place + 1) >= precision) threshold = next === undefined ? 0 : between(confidence, next);
  }
  return threshold;
}

function thresholdForRecall({ outside, actual, confidence }: Judged, recall: number): number {
  if (outside < 0) return 0;
  const strangers = confidence.filter((_, row) => actual[row] === outside).sort();
  if (strangers.length === 0) return 0;
  const last = strangers[assuredHits(strangers.length, recall) - 1] ?? 0;
  const above = confidence.reduce((lowest, each) => (each > last && each < lowest ? each : lowest), 1);
  return between(last, above);
}

/**
 * How many of so few must be withheld for the share among the many to come to be as asked for: the lower end of the 95 % interval is. Where not even all
 * would prove it, the plain share.
 */
function assuredHits(cases: number, share: number): number {
  const plain = Math.max(1, Math.ceil(share * cases));
  for (let hits = plain; hits <= cases; hits += 1) if (wilson(hits, cases)[0] >= share) return hits;
  return plain;
}

/** A short number between two confidences, so that rounding cannot move a text to the other side. */
function between(one: number, other: number): number {
  const middle = (one + other) / 2;
  for (let digits = 2; digits < 12; digits += 1) {
    const short = Number(middle.toFixed(digits));
    if (short > Math.min(one, other) && short <= Math.max(one, other)) return short;
  }
  return middle;
}
