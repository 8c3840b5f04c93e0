import { boost, LOOK_EVERY } from "./boosted-trees.ts";
import { type Blend, blended, fitBlend } from "./blend.ts";
import { encode, fitCoder } from "./coder.ts";
import { assignFolds, splitFold } from "./folds.ts";
import type { Frame } from "./frame.ts";
import { logLoss } from "./log-loss.ts";
import { fitScreened } from "./fit-screened.ts";
import { linearLogOdds } from "./logistic.ts";
import { hash32 } from "../text/text-hash.ts";
import { boostingPlan, fitScorer, type Labelled, type Scorer, scorerLogOdds } from "./scorer.ts";

/** A whole churn model: two scorers blended and calibrated. */
export interface ChurnFit {
  readonly scorer: Scorer;
  readonly blend: Blend;
}

const INNER_FOLDS = 3;
const ROWS_TO_JUDGE = 9_000;
const MOST_ROUNDS = 150;
const PENALTIES = [2, 20, 200] as const;

/**
 * Fits a model on some of the rows. Penalty, rounds, blend and calibration are chosen on rows that were kept aside inside them, so nothing of
 * the other rows is used: what the model does on those is what it will do on rows it never saw.
 */
export function fitChurn(data: Labelled, rows: Int32Array, seed: number): ChurnFit {
  const judged = someOf(rows, data.groups, seed);
  const foldOf = assignFolds(judged, data.groups, data.labels, INNER_FOLDS, seed + 1);
  const aside = Array.from({ length: INNER_FOLDS }, (_, fold) => keptAside(data, splitFold(judged, foldOf, fold), seed + 2 + fold));
  const labels = joined(aside.map((part) => part.labels));
  const penalty = bestOf(PENALTIES, (_, index) => joined(aside.map(({ linear }) => linear[index] ?? new Float64Array())), labels);
  const looks = Math.min(...aside.map(({ forest }) => forest.length));
  const rounds = bestOf(
    Array.from({ length: looks }, (_, look) => (look + 1) * LOOK_EVERY),
    (_, index) => joined(aside.map(({ forest }) => forest[index] ?? new Float64Array())),
    labels,
  );
  const blend = fitBlend({ linear: penalty.logOdds, forest: rounds.logOdds }, labels);
  return { scorer: fitScorer(data, rows, { penalty: penalty.value, rounds: rounds.value }, seed), blend };
}

/** At most ROWS_TO_JUDGE rows, whole groups, by chance: the settings need no more. */
function someOf(rows: Int32Array, groups: readonly string[], seed: number): Int32Array {
  if (rows.length <= ROWS_TO_JUDGE) return rows;
  const share = (ROWS_TO_JUDGE / rows.length) * 2 ** 32;
  return rows.filter((row) => hash32(groups[row] ?? "", seed + 99) < share);
}

/** The probability of churn of some rows of a frame. */
export function probabilities(fit: ChurnFit, frame: Frame, rows: Int32Array): Float64Array {
  return blended(fit.blend, scorerLogOdds(fit.scorer, frame, rows)).map((value) => 1 / (1 + Math.exp(-value)));
}

/** What models fitted on the one part say of the other: by penalty, and after so many rounds. */
interface Aside {
  readonly labels: Float64Array;
  readonly linear: readonly Float64Array[];
  readonly forest: readonly Float64Array[];
}

function keptAside(
  { frame, labels }: Labelled,
  { inside, outside }: { readonly inside: Int32Array; readonly outside: Int32Array },
  seed: number,
): Aside {
  const { codes, encoded } = fitCoder(frame, labels, outside, seed);
  const own = Float64Array.from(outside, (row) => labels[row] ?? 0);
  const tested = encode(codes, frame, inside);
  const linear = fitScreened(encoded.matrix, own, PENALTIES).map((fit) => linearLogOdds(fit, tested.matrix));
  const theirs = Float64Array.from(inside, (row) => labels[row] ?? 0);
  const watched = { bins: tested.bins, labels: theirs };
  return { labels: theirs, linear, forest: boost(encoded.bins, own, boostingPlan(outside.length, MOST_ROUNDS, seed), watched).looks };
}

function bestOf(
  values: readonly number[],
  logOddsOf: (value: number, index: number) => Float64Array,
  labels: Float64Array,
): { readonly value: number; readonly logOdds: Float64Array } {
  const tried = values.map((value, index) => {
    const logOdds = logOddsOf(value, index);
    return { value, logOdds, loss: logLoss(logOdds, labels) };
  });
  return tried.reduce((best, each) => (each.loss < best.loss ? each : best));
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
