import { meanInterval, npsInterval, shareOf } from "./intervals.ts";
import { type Measured, unknown } from "./measured.ts";
import { mean } from "./quantile.ts";

/** An answer that counts: the latest of its respondent in the period. */
export interface Answer {
  readonly kind: string;
  /** nps 0–10, csat 1–5, ces 1–7. */
  readonly score: number;
}

/** NPS, CSAT and CES of a period's answers, by name. No account's score is averaged: every answer weighs the same, 0 included. */
export function satisfaction(answers: readonly Answer[]): ReadonlyMap<string, Measured> {
  const scores = (kind: string): number[] => answers.filter((answer) => answer.kind === kind).map(({ score }) => score);
  const csat = scores("csat");
  const ces = scores("ces");
  return new Map([
    ["nps", promoterScore(scores("nps"))],
    ["csat_top2", top(csat, 4, "no CSAT answer in the period")],
    ["csat_mean", meanOf(csat, [1, 5], "no CSAT answer in the period")],
    ["ces_top2", top(ces, 6, "no CES answer in the period")],
    ["ces_mean", meanOf(ces, [1, 7], "no CES answer in the period")],
  ]);
}

/** 100 × (answers of 9–10 − answers of 0–6) / answers. */
function promoterScore(scores: readonly number[]): Measured {
  if (scores.length === 0) return unknown("no NPS answer in the period", 0);
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  return {
    value: (100 * (promoters - detractors)) / scores.length,
    numerator: promoters - detractors,
    denominator: scores.length,
    interval: npsInterval(promoters, detractors, scores.length),
  };
}

function top(scores: readonly number[], from: number, reason: string): Measured {
  return shareOf(scores.filter((score) => score >= from).length, scores.length, reason);
}

function meanOf(scores: readonly number[], scale: readonly [number, number], reason: string): Measured {
  if (scores.length === 0) return unknown(reason, 0);
  const interval = meanInterval(
    scores.toSorted((a, b) => a - b),
    scale,
  );
  return { value: mean(scores), numerator: null, denominator: scores.length, ...(interval === undefined ? {} : { interval }) };
}
