import { UserError } from "../../core/errors.ts";
import { count } from "../../core/text.ts";
import { aucInterval } from "./auc.ts";
import { chooseColumns, type Excluded } from "./choose-columns.ts";
import { type ColumnReading, inferReadings, readFrame } from "./column-reading.ts";
import { meanContributions } from "./contributions.ts";
import { togetherWithCopies } from "./copies.ts";
import { crossValidated, describeScores, foldedRanking, type Performance, repeatsFor } from "./cross-validate.ts";
import { fitChurn, type ChurnFit } from "./fit.ts";
import type { Frame } from "./frame.ts";
import type { TrainingInput } from "./training-input.ts";
import { trainingRows } from "./training-rows.ts";

/** What training found. [contract: n … excluded] */
export interface TrainingReport extends Performance {
  readonly n: number;
  readonly positives: number;
  readonly verdict: "predictive" | "no-signal";
  readonly excluded: readonly Excluded[];
  /** Share that left. */
  readonly base_rate: number;
  readonly columns: readonly string[];
  /** Rows without a label, which were left out. */
  readonly unlabelled: number;
  /** Rows with a label, where they were so many that training took a part of them. */
  readonly sampled_from: number | null;
}

export interface Trained {
  readonly report: TrainingReport;
  readonly readings: readonly ColumnReading[];
  readonly fit: ChurnFit;
  /** The mean contribution of each column over the training rows. */
  readonly centres: readonly number[];
}

const LEAST = { rows: 50, each: 10 } as const;
const SEED = 20_190;

/**
 * Learns who leaves. The figures of the report are of rows that the model did not see: everything, choice of settings and calibration included,
 * is learnt anew in each of five folds, and a customer's rows are in one fold. The order of the rows plays no part.
 * Throws UserError where rows, leavers or stayers are too few, or no column is left.
 */
export function trainChurn(input: TrainingInput): Trained {
  const { table, labels, ids, labelDays, sampledFrom } = trainingRows(input);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  refuseTooFew(labels.length, positives);
  const readings = inferReadings(table);
  const { kept, excluded } = chooseColumns(readFrame(table, readings), {
    labels,
    groups: ids,
    labelDays,
    leakGuard: input.leakGuard ?? true,
  });
  if (kept.length === 0) throw nothingLeft(excluded);
  const frame: Frame = { rows: table.rows, columns: kept };
  const seed = input.seed ?? SEED;
  const data = { frame, labels, groups: togetherWithCopies(kept, ids) };
  const runs = crossValidated(data, seed, repeatsFor(labels.length));
  const { auc, variance } = foldedRanking(runs, labels);
  const interval = aucInterval(auc, variance);
  const base = positives / labels.length;
  const fit = fitChurn(
    data,
    Int32Array.from(labels, (_, row) => row),
    seed,
  );
  const names = new Set(kept.map(({ name }) => name));
  return {
    report: {
      n: labels.length,
      positives,
      auc,
      auc_ci: interval,
      ...describeScores(runs[0]?.scores ?? new Float64Array(), labels),
      verdict: interval[0] > 0.5 ? "predictive" : "no-signal",
      excluded,
      base_rate: base,
      columns: [...names],
      sampled_from: sampledFrom,
      unlabelled: input.labels.reduce((sum, label) => sum + (Number.isNaN(label) ? 1 : 0), 0),
    },
    readings: readings.filter(({ name }) => names.has(name)),
    fit,
    centres: meanContributions({ ...fit.scorer, blend: fit.blend }, frame),
  };
}

function refuseTooFew(rows: number, positives: number): void {
  const negatives = rows - positives;
  if (rows >= LEAST.rows && positives >= LEAST.each && negatives >= LEAST.each) return;
  throw new UserError({
    code: "too-few-rows",
    message: "There are too few rows to learn from: what came out would be chance.",
    found: `${count(rows, "row")} with a label, ${positives} that left and ${negatives} that stayed`,
    allowed: [`at least ${LEAST.rows} rows, ${LEAST.each} that left and ${LEAST.each} that stayed`],
    fix: "Add customers from further back, or use `echo-cs health`, which needs no history of churn.",
  });
}

function nothingLeft(excluded: readonly Excluded[]): UserError {
  return new UserError({
    code: "no-columns",
    message: "No column is left to learn from.",
    found: excluded.map(({ column, reason }) => `${column}: ${reason}`).join("; "),
    fix: "Add columns that were known before the customers left: usage, tickets, contract, tenure.",
  });
}
