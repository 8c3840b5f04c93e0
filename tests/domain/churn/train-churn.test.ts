import { describe, expect, it } from "vitest";
import { ranking } from "../../../src/domain/churn/auc.ts";
import { printModel, toModel } from "../../../src/domain/churn/churn-model.ts";
import { assignFolds } from "../../../src/domain/churn/folds.ts";
import { scoreChurn } from "../../../src/domain/churn/score-churn.ts";
import { trainChurn } from "../../../src/domain/churn/train-churn.ts";
import { customerSet, rowsOf, withColumn } from "./customer-sets.ts";

const SOURCE = { kind: "file", id: "id", label: "left", positive: "yes" } as const;
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe("trainChurn", { timeout: 120_000 }, () => {
  it("claims an AUC that holds on rows it never saw, for sets of several kinds", { timeout: 120_000 }, () => {
    const kinds = [
      { numbers: 5, categories: 0 },
      { numbers: 0, categories: 4 },
      { numbers: 4, categories: 3, manyLevels: true, dates: true },
      { numbers: 3, categories: 2, blanks: 0.25 },
      { numbers: 30, categories: 2 },
      { numbers: 4, categories: 2, rate: 0.08 },
    ];
    const differences = kinds.map((kind, index) => {
      const all = customerSet({ rate: 0.3, ...kind, rows: 3600, seed: 900 + index, signal: 0.6 });
      const trained = trainChurn(rowsOf(all, range(0, 600)));
      const unseen = rowsOf(all, range(600, 3600));
      const { auc } = ranking(scoreChurn(toModel(trained, SOURCE), unseen.table), unseen.labels);
      expect(trained.report.verdict).toBe("predictive");
      expect(auc).toBeGreaterThan(trained.report.auc_ci[0]);
      expect(auc).toBeLessThan(trained.report.auc_ci[1]);
      return trained.report.auc - auc;
    });
    expect(Math.abs(differences.reduce((sum, each) => sum + each, 0) / differences.length)).toBeLessThan(0.03);
  });

  it("says probabilities that come true", () => {
    const all = customerSet({ rows: 3600, seed: 31, rate: 0.2, signal: 0.8 });
    const model = toModel(trainChurn(rowsOf(all, range(0, 800))), SOURCE);
    const unseen = rowsOf(all, range(800, 3600));
    const said = scoreChurn(model, unseen.table);
    const high = [...said.keys()].filter((row) => (said[row] ?? 0) > 0.5);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean([...said])).toBeCloseTo(mean([...unseen.labels]), 1);
    expect(mean(high.map((row) => said[row] ?? 0)) - mean(high.map((row) => unseen.labels[row] ?? 0))).toBeLessThan(0.1);
  });

  it("writes the same bytes whatever the order of rows and columns", () => {
    const set = customerSet({ rows: 160, seed: 12, rate: 0.4, signal: 0.8, blanks: 0.1, dates: true });
    const shuffled = rowsOf(
      set,
      range(0, 160).sort((a, b) => ((a * 37) % 160) - ((b * 37) % 160)),
    );
    const turned = { ...shuffled, table: { ...shuffled.table, columns: shuffled.table.columns.toReversed() } };
    expect(printModel(toModel(trainChurn(turned), SOURCE))).toBe(printModel(toModel(trainChurn(set), SOURCE)));
  });

  it("is not fooled by rows that stand in the file several times", () => {
    const noise = customerSet({ rows: 120, seed: 41, rate: 0.4, numbers: 6 });
    const twice = rowsOf(noise, [...range(0, 120), ...range(0, 120), ...range(0, 120)]);
    expect(trainChurn(twice).report.verdict).toBe("no-signal");
    // The same copies under ids of their own.
    const renamed = { ...twice, ids: twice.ids.map((id, row) => `${id}-${Math.floor(row / 120)}`) };
    expect(trainChurn(renamed).report.verdict).toBe("no-signal");
  });

  it("finds a signal in sixty rows where it is strong", () => {
    const { report } = trainChurn(customerSet({ rows: 60, seed: 6, rate: 0.45, numbers: 3, categories: 1, signal: 2.5 }));
    expect(report).toMatchObject({ n: 60, verdict: "predictive" });
  });

  it("finds a signal where two in a hundred leave", () => {
    const { report } = trainChurn(customerSet({ rows: 2500, seed: 6, rate: 0.013, numbers: 2, categories: 0, signal: 0.9 }));
    expect(report.base_rate).toBeLessThan(0.05);
    expect(report.verdict).toBe("predictive");
    expect(report.lift_at_10).toBeGreaterThan(2);
  });

  it("leaves rows without a label out and counts them", () => {
    const set = customerSet({ rows: 140, seed: 2, rate: 0.4, signal: 1 });
    const open = { ...set, labels: set.labels.map((label, row) => (row < 20 ? Number.NaN : label)) };
    expect(trainChurn(open).report).toMatchObject({ n: 120, unlabelled: 20 });
  });

  it("refuses too few rows, and says what is needed", () => {
    const few = customerSet({ rows: 49, seed: 1, rate: 0.5 });
    const detail = expect.objectContaining({ code: "too-few-rows", allowed: ["at least 50 rows, 10 that left and 10 that stayed"] });
    expect(() => trainChurn(few)).toThrow(expect.objectContaining({ detail }));
    const rare = customerSet({ rows: 300, seed: 1, rate: 0.5 });
    expect(() => trainChurn({ ...rare, labels: rare.labels.map((_, row) => (row < 9 ? 1 : 0)) })).toThrow(
      expect.objectContaining({ detail }),
    );
  });

  it("refuses a set of which no column is left", () => {
    const bare = { ...customerSet({ rows: 80, seed: 1, rate: 0.5 }), table: { rows: 80, columns: [] } };
    const leak = withColumn(bare, "status", (_, left) => (left ? "gone" : "here"));
    expect(() => trainChurn(leak)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ code: "no-columns", found: expect.stringContaining("status") }) }),
    );
  });
});

describe("assignFolds", { timeout: 120_000 }, () => {
  it("keeps a group in one fold and spreads the positives", () => {
    const rows = Int32Array.from({ length: 300 }, (_, row) => row);
    const groups = [...rows].map((row) => `g${row % 60}`);
    const labels = Float64Array.from(rows, (row) => (row % 60 < 20 ? 1 : 0));
    const folds = assignFolds(rows, groups, labels, 5, 3);
    const foldsOf = new Map<string, Set<number>>();
    folds.forEach((fold, row) => foldsOf.set(groups[row] ?? "", (foldsOf.get(groups[row] ?? "") ?? new Set()).add(fold)));
    expect([...foldsOf.values()].every((set) => set.size === 1)).toBe(true);
    for (let fold = 0; fold < 5; fold += 1) {
      expect(folds.filter((each, row) => each === fold && labels[row] === 1)).toHaveLength(20);
      expect(folds.filter((each) => each === fold)).toHaveLength(60);
    }
  });
});
