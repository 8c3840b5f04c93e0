import { describe, expect, it } from "vitest";
import { DataError } from "../../../src/core/errors.ts";
import { type ChurnModel, parseModel, printModel, toModel } from "../../../src/domain/churn/churn-model.ts";
import { explainChurn, losses, scoreChurn } from "../../../src/domain/churn/score-churn.ts";
import { trainChurn } from "../../../src/domain/churn/train-churn.ts";
import { customerSet } from "./customer-sets.ts";

const digits = (values: Iterable<number>): number[] => Array.from(values, (value) => Number(value.toPrecision(4)) + 0);

const SET = customerSet({ rows: 72, seed: 3, rate: 0.4, numbers: 2, categories: 1, dates: true, signal: 1.2, blanks: 0.1 });
const TRAINED = trainChurn({ ...SET, seed: 7 });
const MODEL = toModel(TRAINED, { kind: "file", id: "id", label: "left", positive: "yes" });

describe("a training pinned to its figures", () => {
  it("reports the same from release to release", () => {
    const { auc, auc_ci: interval, lift_at_10: lift, brier, calibration, base_rate: base, ...rest } = TRAINED.report;
    expect(rest).toEqual({
      n: 72,
      positives: 28,
      verdict: "predictive",
      excluded: [],
      columns: ["category 0", "number 0", "number 1", "since"],
      sampled_from: null,
      unlabelled: 0,
    });
    expect(digits([auc, ...interval, lift, brier, base])).toEqual([0.747, 0.5626, 0.8714, 2.571, 0.204, 0.3889]);
    expect(calibration.map(({ rows, predicted, observed }) => digits([rows, predicted, observed]))).toEqual([
      [7, 0.7031, 1],
      [7, 0.6352, 0.5714],
      [8, 0.5065, 0.375],
      [7, 0.4364, 0.1429],
      [7, 0.3671, 0.2857],
      [7, 0.312, 0.5714],
      [7, 0.2647, 0.1429],
      [8, 0.2253, 0.375],
      [7, 0.1785, 0.2857],
      [7, 0.1065, 0.1429],
    ]);
  });

  it("fits the same model", () => {
    expect({
      linear: digits([MODEL.linear.intercept, ...MODEL.linear.weights]),
      blend: digits([MODEL.blend.share, MODEL.blend.slope, MODEL.blend.shift]),
      trees: [MODEL.forest.trees.length, ...digits([MODEL.forest.base, ...(MODEL.forest.trees[0]?.value ?? [])])],
      centres: digits(MODEL.centres),
    }).toEqual({
      linear: [-0.5023, -0.5437, 0.1417, 0.402, 0.7085, 0.01209, 0.8704, -0.1732, 0.2299],
      blend: [0.7, 0.9387, -0.06728],
      trees: [80, -0.4456, 0.02859, -0.02461, 0.06355, -0.03103, 0.0009238],
      centres: [-0.004747, 0.01469, -0.08931, 0.05371],
    });
    expect(digits(scoreChurn(MODEL, SET.table).slice(0, 6))).toEqual([0.4719, 0.7655, 0.1629, 0.1007, 0.1406, 0.3645]);
  });

  it("explains a row the same, the largest part first", () => {
    const { probability, average, contributions } = explainChurn(MODEL, SET.table, 5);
    expect(digits([probability, average])).toEqual([0.3645, 0.3565]);
    expect(contributions.map(({ column, value, log_odds: odds, points }) => [column, value, ...digits([odds, points])])).toEqual([
      ["number 1", "-0.971", -0.5605, -0.1292],
      ["number 0", "0.620", 0.4105, 0.09463],
      ["category 0", "level 1", 0.3966, 0.09142],
      ["since", "2023-06-21", -0.2118, -0.04883],
    ]);
  });
});

describe("what a table lacks of what the model knows", () => {
  const [a, b] = TRAINED.report.columns;
  const table = (cells: Readonly<Record<string, (string | null)[]>>, rows: number) => ({
    rows,
    columns: Object.entries(cells).map(([name, own]) => ({ name, cells: own })),
  });
  const notes = (cells: Readonly<Record<string, (string | null)[]>>, rows: number): unknown[] =>
    losses(MODEL, table(cells, rows)).map(({ column, note }) => [column, note]);
  const full = (own: Readonly<Record<string, (string | null)[]>>, rows: number): Record<string, (string | null)[]> => ({
    "category 0": Array.from({ length: rows }, () => "level 1"),
    "number 0": Array.from({ length: rows }, () => "1.5"),
    "number 1": Array.from({ length: rows }, () => "2"),
    since: Array.from({ length: rows }, () => "2024-05-05"),
    ...own,
  });

  it("is told column by column", () => {
    expect([a, b]).toEqual(["category 0", "number 0"]);
    expect(notes({}, 2)).toEqual(
      ["category 0", "number 0", "number 1", "since"].map((column) => [column, "is missing: every row counts as blank there"]),
    );
    expect(notes(full({ since: [null, ""] }, 2), 2)).toEqual([["since", "is blank in every row"]]);
    expect(notes(full({}, 0), 0)).toEqual([]);
    const ten = (odd: number, word: string, usual: string): string[] => Array.from({ length: 10 }, (_, at) => (at < odd ? word : usual));
    expect(notes(full({ "number 0": ten(1, "x", "1") }, 10), 10)).toEqual([]);
    expect(notes(full({ "number 0": ten(2, "x", "1"), since: ten(3, "x", "2024-01-01") }, 10), 10)).toEqual([
      ["number 0", "holds no number in 2 of 10 cells: they count as blank"],
      ["since", "holds no date in 3 of 10 cells: they count as blank"],
    ]);
    const eight = (odd: number): string[] => Array.from({ length: 8 }, (_, at) => (at < odd ? "new" : "level 1"));
    expect(notes(full({ "category 0": eight(2) }, 8), 8)).toEqual([]);
    expect(notes(full({ "category 0": eight(3) }, 8), 8)).toEqual([
      ["category 0", "holds values that were rare or unknown in training in 3 of 8 cells"],
    ]);
  });
});

describe("the file of a churn model", () => {
  const detail = (text: string): unknown => {
    try {
      parseModel(text, "m.json");
    } catch (error) {
      if (error instanceof DataError) return error.detail;
      throw error;
    }
    return null;
  };
  const text = printModel(MODEL);

  it("is refused with what is wrong and what to do", () => {
    const fix = "Train it again with `echo-cs churn train`.";
    expect(detail("[]")).toEqual({
      code: "no-churn-model",
      message: "This file holds no churn model.",
      place: { file: "m.json" },
      fix: `Name a file that \`echo-cs churn train --out\` wrote. ${fix}`,
    });
    expect(detail(text.replace('"schema":1', '"schema":7'))).toEqual({
      code: "churn-model-schema",
      message: "The model was written by another version of the program.",
      found: "schema 7",
      allowed: ["schema 1"],
      place: { file: "m.json" },
      fix,
    });
    expect(detail(text.replace('"id":"id"', '"id":"other"'))).toEqual({
      code: "churn-model-damaged",
      message: "The model was changed or cut off since it was written.",
      place: { file: "m.json" },
      fix,
    });
    expect(detail('{"format":"echo-cs churn model","schema":1,"model":3}')).toMatchObject({ code: "churn-model-damaged" });
    expect(detail(text)).toBeNull();
  });

  it("rounds to six digits, and gives the base rate where nothing was learnt", () => {
    const read = parseModel(text, "m.json");
    expect(read.linear.weights).toEqual(MODEL.linear.weights);
    expect(MODEL.linear.weights.every((weight) => weight === Number(weight.toPrecision(6)))).toBe(true);
    const silent: ChurnModel = { ...MODEL, report: { ...MODEL.report, verdict: "no-signal" } };
    expect([...scoreChurn(silent, { rows: 2, columns: [] })]).toEqual([MODEL.report.base_rate, MODEL.report.base_rate]);
  });
});
