import { hash } from "../../core/ids.ts";
import { isRecord, parseJson, stableJson } from "../../core/json.ts";
import { DataError } from "../../core/errors.ts";
import type { Blend } from "./blend.ts";
import type { Forest } from "./boosted-trees.ts";
import type { ColumnCode } from "./coder.ts";
import type { ColumnReading } from "./column-reading.ts";
import type { LinearFit } from "./logistic.ts";
import type { Trained, TrainingReport } from "./train-churn.ts";
import { rounded } from "./number-code.ts";

/** Version of the file; another one is refused. */
const SCHEMA = 1;
const FORMAT = "echo-cs churn model";

/** Where the rows came from: a file, or the book at past days. */
export type Source =
  | { readonly kind: "file"; readonly id: string; readonly label: string; readonly positive: string }
  | { readonly kind: "book"; readonly horizon: number; readonly days: readonly string[] };

/** A trained model with what is known of it. */
export interface ChurnModel {
  readonly source: Source;
  readonly report: TrainingReport;
  readonly readings: readonly ColumnReading[];
  readonly codes: readonly ColumnCode[];
  readonly linear: LinearFit;
  readonly forest: Forest;
  readonly blend: Blend;
  /** What each column adds to the log-odds of the average training row: contributions are told as differences from it. */
  readonly centres: readonly number[];
}

/** The model of a training, its numbers as the file will hold them. */
export function toModel({ report, readings, fit, centres }: Trained, source: Source): ChurnModel {
  const { codes, linear, forest } = fit.scorer;
  return {
    source,
    report,
    readings,
    codes,
    linear: { intercept: rounded(linear.intercept), weights: linear.weights.map(rounded) },
    forest: { base: rounded(forest.base), trees: forest.trees.map((tree) => ({ ...tree, value: tree.value.map(rounded) })) },
    blend: { share: fit.blend.share, slope: rounded(fit.blend.slope), shift: rounded(fit.blend.shift) },
    centres: centres.map(rounded),
  };
}

/** The text of a model's file: equal models have equal bytes. */
export function printModel(model: ChurnModel): string {
  const body = { ...model, linear: { intercept: model.linear.intercept, weights: [...model.linear.weights] } };
  return `${stableJson({ format: FORMAT, schema: SCHEMA, hash: hashOf(body), model: body })}\n`;
}

/** Reads a model's file. Throws DataError for another format or version, and for one that was changed or cut since it was written. */
export function parseModel(text: string, file: string): ChurnModel {
  const parsed = parseJson(text);
  const fix = "Train it again with `echo-cs churn train`.";
  if (!parsed.ok || !isRecord(parsed.value) || parsed.value["format"] !== FORMAT)
    throw new DataError({
      code: "no-churn-model",
      message: "This file holds no churn model.",
      place: { file },
      fix: `Name a file that \`echo-cs churn train --out\` wrote. ${fix}`,
    });
  const { schema, hash: stated, model } = parsed.value;
  if (schema !== SCHEMA)
    throw new DataError({
      code: "churn-model-schema",
      message: "The model was written by another version of the program.",
      found: `schema ${String(schema)}`,
      allowed: [`schema ${SCHEMA}`],
      place: { file },
      fix,
    });
  if (!isRecord(model) || stated !== hashOf(model))
    throw new DataError({
      code: "churn-model-damaged",
      message: "The model was changed or cut off since it was written.",
      place: { file },
      fix,
    });
  // What the hash covers was written by printModel, so its shape is known.
  const body = model as Stored;
  return { ...body, linear: { intercept: body.linear.intercept, weights: Float64Array.from(body.linear.weights) } };
}

/** A model as it stands in the file. */
type Stored = Omit<ChurnModel, "linear"> & { readonly linear: { readonly intercept: number; readonly weights: readonly number[] } };

function hashOf(body: object): string {
  return hash(stableJson(body), 16);
}
