import { SENTIMENTS, type SentimentLabel } from "../triage/triaged.ts";
import { FEELINGS } from "./feelings.ts";

/** A feeling with its strength: label, and score from -1 (furious) to 1 (delighted). */
export interface Sentiment {
  readonly label: SentimentLabel;
  readonly score: number;
}

/** What one step of SENTIMENTS is worth. */
const STEP = 0.5;

/** The likeliest label and the mean over all, from the shares of SENTIMENTS. */
export function sentimentOf(shares: ArrayLike<number>): Sentiment {
  let [best, mean] = [0, 0];
  for (let place = 0; place < SENTIMENTS.length; place += 1) {
    const share = shares[place] ?? 0;
    if (share > (shares[best] ?? 0)) best = place;
    mean += share * (place - 2) * STEP;
  }
  return { label: SENTIMENTS[best] ?? "neutral", score: round(mean) };
}

/** The feeling, no better than a score below 0. */
export function atMost(sentiment: Sentiment, score: number): Sentiment {
  return sentiment.score <= score ? sentiment : { label: "negative", score };
}

const [SHOUTING, EXCLAMATIONS, SARCASM] = (["shouting", "exclamations", "sarcasm"] as const).map((name) => FEELINGS.indexOf(name));

/** How near the customer is to the end of their patience, 0 to 1: bad feeling, repetition, shouting, sarcasm. */
export function frustrationOf(score: number, feelings: Float32Array, repeated: number): number {
  const value = (place: number | undefined): number => feelings[place ?? -1] ?? 0;
  const signs = 0.12 * Math.min(3, repeated) + 0.15 * value(SHOUTING) + 0.08 * Math.min(2, value(EXCLAMATIONS)) + 0.2 * value(SARCASM);
  return round(Math.min(1, Math.max(0, -score * 0.8 + (score < 0.1 ? signs : 0))));
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
