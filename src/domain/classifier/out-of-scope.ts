import { isRight, type Judged } from "./judged.ts";

/** What a threshold does to tickets in scope and out of it. */
export interface ScopePoint {
  readonly threshold: number;
  /** Of the tickets in scope: those that get a label, and the right one. */
  readonly in_scope_accuracy: number;
  /** Of the tickets out of scope: those that are withheld. */
  readonly recall: number;
}

export interface OutOfScopeReport {
  readonly tickets: number;
  /** At the model's own threshold. */
  readonly chosen: ScopePoint;
  /** From giving every label to giving hardly any. */
  readonly curve: readonly ScopePoint[];
}

const RECALLS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 1];

/** The trade-off between labelling what is in scope and withholding what is not. */
export function outOfScopeReport(judged: Judged, threshold: number): OutOfScopeReport {
  const { outside, actual, confidence } = judged;
  const strangers = confidence.filter((_, row) => actual[row] === outside).sort();
  const thresholds = RECALLS.map((recall) =>
    recall === 0 ? 0 : justAbove(strangers[Math.max(0, Math.ceil(recall * strangers.length) - 1)] ?? 0),
  );
  return {
    tickets: strangers.length,
    chosen: scopePoint(judged, threshold),
    curve: strangers.length === 0 ? [] : [...new Set(thresholds)].map((each) => scopePoint(judged, each)),
  };
}

function scopePoint(judged: Judged, threshold: number): ScopePoint {
  const { outside, actual, confidence } = judged;
  let inside = 0;
  let right = 0;
  let withheld = 0;
  for (let row = 0; row < actual.length; row += 1) {
    const given = (confidence[row] ?? 0) >= threshold;
    if (actual[row] !== outside) {
      inside += 1;
      if (given && isRight(judged, row)) right += 1;
    } else if (!given) withheld += 1;
  }
  const strangers = actual.length - inside;
  return {
    threshold,
    in_scope_accuracy: inside === 0 ? 0 : right / inside,
    recall: strangers === 0 ? 0 : withheld / strangers,
  };
}

/** The next number of six digits above a confidence. */
function justAbove(confidence: number): number {
  return (Math.floor(confidence * 1e6) + 1) / 1e6;
}
