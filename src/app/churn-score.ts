import { type ChurnModel, parseModel } from "../domain/churn/churn-model.ts";
import { type Loss, losses, scoreChurn } from "../domain/churn/score-churn.ts";
import type { Day } from "../core/days.ts";
import { DataError, UserError } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { type CustomerFile, readCustomers } from "./churn-file.ts";
import { churnMetrics, customerBase, customersOn } from "./churn-rows.ts";
import type { Deps } from "./deps.ts";
import { openSession } from "./open-session.ts";

/** The probability of one customer's churn, 0–1. [contract] */
export interface ChurnScore {
  readonly id: string;
  readonly probability: number;
}

export interface ScoreResult {
  readonly model: ChurnModel;
  /** In the order of the file, or by account. */
  readonly scores: readonly ChurnScore[];
  readonly lost: readonly Loss[];
  /** The day the book was looked at; null for a file. */
  readonly asOf: Day | null;
}

/** Reads a trained model. `shownAs` is how a person named the file. Throws DataError for a missing, damaged or foreign file. */
export async function readModel(path: string, shownAs: string): Promise<ChurnModel> {
  const text = await readTextIfAny(path);
  if (text === undefined)
    throw new DataError({
      code: "no-churn-model",
      message: `There is no model at ${shownAs}.`,
      place: { file: shownAs },
      fix: "Train one with `echo-cs churn train`, or name another with --model.",
    });
  return parseModel(text, shownAs);
}

/** Scores every row of a file by a model. `id` may be left out where the file has the id column of the training. */
export async function scoreFile(file: CustomerFile, model: ChurnModel, id: string | undefined): Promise<ScoreResult> {
  const { table, ids } = await readCustomers(file, id ?? (model.source.kind === "file" ? model.source.id : undefined));
  const lost = losses(model, table);
  if (lost.length === model.codes.length && lost.every(({ note }) => note.startsWith("is missing")))
    throw new UserError({
      code: "nothing-to-score-by",
      message: "The file has none of the columns that the model was trained on.",
      found: table.columns
        .map(({ name }) => name)
        .slice(0, 20)
        .join(", "),
      allowed: model.codes.map(({ name }) => name).slice(0, 20),
      fix: "Give a file like the one of the training, or train on this one.",
    });
  return { model, scores: listed(ids, scoreChurn(model, table)), lost, asOf: null };
}

/** Scores every customer of the book as of a day, by a model trained on the book. */
export async function scoreBookChurn(deps: Deps, model: ChurnModel, asOf: string | undefined): Promise<ScoreResult> {
  if (model.source.kind === "file") throw ofAFile();
  const session = await openSession(deps, { asOf });
  try {
    const { table, accounts } = await customersOn(session, await customerBase(session), session.asOf, churnMetrics().dated);
    return { model, scores: listed(accounts, scoreChurn(model, table)), lost: losses(model, table), asOf: session.asOf };
  } finally {
    session.close();
  }
}

/** A model of a file's columns cannot score the book. */
export function ofAFile(): UserError {
  return new UserError({
    code: "model-of-a-file",
    message: "The model was trained on a file, so it scores files.",
    fix: "Name the file: echo-cs churn score FILE --model MODEL --id COL; or train on the book: echo-cs churn train.",
  });
}

function listed(ids: readonly string[], probabilities: Float64Array): ChurnScore[] {
  return ids.map((id, row) => ({ id, probability: Number((probabilities[row] ?? 0).toFixed(6)) }));
}
