import { cpus, tmpdir } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ranking } from "../src/domain/churn/auc.ts";
import { toModel } from "../src/domain/churn/churn-model.ts";
import { assignFolds, splitFold } from "../src/domain/churn/folds.ts";
import { readTable } from "../src/book/read-table.ts";
import { readLabels } from "../src/domain/churn/label.ts";
import { scoreChurn } from "../src/domain/churn/score-churn.ts";
import { trainChurn } from "../src/domain/churn/train-churn.ts";

/**
 * Trains the churn model on four fifths of a CSV and scores the last fifth, five times over, and prints what the model claimed beside what came:
 *   npx tsx bench/churn.ts customers.csv --label Churn --id customerID [--seed 1]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    label: { type: "string", default: "Churn" },
    id: { type: "string", default: "customerID" },
    seed: { type: "string", default: "1" },
  },
});
const [path] = positionals;
if (path === undefined) throw new RangeError("name a CSV of customers");

const FOLDS = 5;
const { columns, rows } = await readTable(resolve(path), path, tmpdir());
const column = (name: string): readonly (string | null)[] => columns.find((each) => each.name === name)?.cells ?? [];
const features = columns.filter(({ name }) => name !== values.label && name !== values.id);
const labels = readLabels(values.label, column(values.label)).values;
const ids = column(values.id).map((id) => id ?? "");

const take = (some: Int32Array): Parameters<typeof trainChurn>[0] => ({
  table: { rows: some.length, columns: features.map(({ name, cells }) => ({ name, cells: [...some].map((row) => cells[row] ?? null) })) },
  labels: Float64Array.from(some, (row) => labels[row] ?? 0),
  ids: [...some].map((row) => ids[row] ?? ""),
});

const all = Int32Array.from({ length: rows }, (_, row) => row);
const foldOf = assignFolds(all, ids, labels, FOLDS, Number(values.seed));
const unseen = new Float64Array(rows);
const told = Array.from({ length: FOLDS }, (_, fold) => {
  const { inside, outside } = splitFold(all, foldOf, fold);
  const start = performance.now();
  const trained = trainChurn(take(outside));
  const seconds = (performance.now() - start) / 1000;
  const scores = scoreChurn(toModel(trained, { kind: "file", id: values.id, label: values.label, positive: "" }), take(inside).table);
  inside.forEach((row, at) => (unseen[row] = scores[at] ?? 0));
  const came = ranking(scores, take(inside).labels).auc;
  return { fold: fold + 1, claimed_auc: trained.report.auc, claimed_ci: trained.report.auc_ci, unseen_auc: came, train_seconds: seconds };
});
const brier = unseen.reduce((sum, score, row) => sum + (score - (labels[row] ?? 0)) ** 2, 0) / rows;
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
process.stdout.write(
  `${JSON.stringify({ cpus: cpus().length, node: process.version, rows, mean_auc: mean(told.map((each) => each.unseen_auc)), pooled_auc: ranking(unseen, labels).auc, brier, mean_claimed_auc: mean(told.map((each) => each.claimed_auc)), folds: told }, null, 2)}\n`,
);
