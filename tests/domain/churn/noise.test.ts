import { expect, it } from "vitest";
import { trainChurn } from "../../../src/domain/churn/train-churn.ts";
import { customerSet } from "./customer-sets.ts";

const SETS = 200;

/** Shapes of many kinds: few and many columns, blanks, dates, many levels, few and many who left. */
function noiseSet(seed: number): ReturnType<typeof customerSet> {
  const rows = [60, 60, 80, 100, 150][seed % 5] ?? 60;
  const rate = [0.5, 0.3, 0.22][seed % 3] ?? 0.5;
  return customerSet({
    rows,
    seed: 10_000 + seed,
    rate,
    numbers: [2, 5, 0, 9][seed % 4] ?? 2,
    categories: [2, 0, 4][seed % 3] ?? 2,
    dates: seed % 2 === 0,
    manyLevels: seed % 7 === 0,
    blanks: seed % 3 === 1 ? 0.2 : 0,
  });
}

it(`finds no signal in at least 95 of 100 sets of pure noise (${SETS} sets of many shapes)`, { timeout: 300_000 }, () => {
  const told: string[] = [];
  let trained = 0;
  for (let seed = 0; seed < SETS; seed += 1) {
    const set = noiseSet(seed);
    const left = set.labels.reduce((sum, label) => sum + label, 0);
    if (left < 10 || left > set.labels.length - 10 || set.table.columns.length === 0) continue;
    trained += 1;
    const { verdict, n, auc } = trainChurn(set).report;
    if (verdict === "predictive") told.push(`set ${seed}: ${n} rows, AUC ${auc.toFixed(3)}`);
  }
  expect(trained).toBeGreaterThan(190);
  expect(told.length / trained, told.join("; ")).toBeLessThanOrEqual(0.05);
});
