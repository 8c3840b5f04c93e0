import { describe, expect, it } from "vitest";
import { parseModel, printModel, toModel } from "../../../src/domain/churn/churn-model.ts";
import { explainChurn, losses, scoreChurn } from "../../../src/domain/churn/score-churn.ts";
import { trainChurn } from "../../../src/domain/churn/train-churn.ts";
import { probabilities } from "../../../src/domain/churn/fit.ts";
import { readFrame } from "../../../src/domain/churn/column-reading.ts";
import { customerSet, rowsOf } from "./customer-sets.ts";

const SET = customerSet({ rows: 260, seed: 21, rate: 0.35, signal: 0.9, blanks: 0.1, manyLevels: true, dates: true });
const TRAINED = trainChurn(SET);
const MODEL = toModel(TRAINED, { kind: "file", id: "id", label: "left", positive: "yes" });
const TEXT = printModel(MODEL);

describe("the model's file", { timeout: 120_000 }, () => {
  it("gives back a model that scores alike, and prints the same bytes again", () => {
    const read = parseModel(TEXT, "m.json");
    expect(scoreChurn(read, SET.table)).toEqual(scoreChurn(MODEL, SET.table));
    expect(printModel(read)).toBe(TEXT);
    expect(TEXT.length).toBeLessThan(100_000);
  });

  it.each([
    ["another file", '{"a":1}', "no-churn-model"],
    ["no JSON", "id,left\n1,0\n", "no-churn-model"],
    ["another version", TEXT.replace('"schema":1', '"schema":2'), "churn-model-schema"],
    ["a changed number", TEXT.replace(/"base_rate":0\.\d+/, '"base_rate":0.5'), "churn-model-damaged"],
    ["a cut file", TEXT.slice(0, 900), "no-churn-model"],
  ])("refuses %s", (_, text, code) => {
    expect(() => parseModel(text, "m.json")).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ code, place: { file: "m.json" } }) }),
    );
  });
});

describe("scoreChurn", { timeout: 120_000 }, () => {
  it("says what the fitted model says, to five digits", () => {
    const rows = Int32Array.from({ length: SET.table.rows }, (_, row) => row);
    const told = probabilities(TRAINED.fit, readFrame(SET.table, TRAINED.readings), rows);
    const scored = scoreChurn(MODEL, SET.table);
    expect(Math.max(...told.map((value, row) => Math.abs(value - (scored[row] ?? 0))))).toBeLessThan(1e-5);
  });

  it("scores a row alike whatever rows are beside it", () => {
    const all = scoreChurn(MODEL, SET.table);
    expect(scoreChurn(MODEL, rowsOf(SET, [17]).table)[0]).toBe(all[17]);
  });

  it("gives everyone the base rate where there was no signal", () => {
    const model = { ...MODEL, report: { ...MODEL.report, verdict: "no-signal" as const } };
    expect(new Set(scoreChurn(model, SET.table))).toEqual(new Set([MODEL.report.base_rate]));
  });

  it("lives with missing columns, new columns and values it never saw, and says so", () => {
    const [first, ...others] = SET.table.columns;
    const table = {
      rows: SET.table.rows,
      columns: [
        ...others.filter(({ name }) => name !== "category 0"),
        { name: "category 0", cells: SET.ids.map(() => "never seen") },
        { name: "new", cells: SET.ids.map(() => "1") },
      ],
    };
    const scores = scoreChurn(MODEL, table);
    expect([...scores].every((score) => score > 0 && score < 1)).toBe(true);
    expect(losses(MODEL, table).map(({ column, note }) => `${column} ${note}`)).toEqual([
      `category 0 holds values that were rare or unknown in training in 260 of 260 cells`,
      `${first?.name} is missing: every row counts as blank there`,
    ]);
    expect(losses(MODEL, SET.table)).toEqual([]);
  });
});

describe("explainChurn", { timeout: 120_000 }, () => {
  it("adds up: log-odds from the average to the row's, points to the difference", () => {
    const scores = scoreChurn(MODEL, SET.table);
    const logit = (value: number): number => Math.log(value / (1 - value));
    for (const row of [0, 5, 99, 259]) {
      const { probability, average, contributions } = explainChurn(MODEL, SET.table, row);
      expect(probability).toBeCloseTo(scores[row] ?? 0, 12);
      expect(contributions.reduce((sum, { log_odds }) => sum + log_odds, 0)).toBeCloseTo(logit(probability) - logit(average), 9);
      expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(probability - average, 9);
      expect(contributions).toHaveLength(MODEL.codes.length);
    }
  });

  it("is 0 in every column on average", () => {
    const rows = Array.from({ length: SET.table.rows }, (_, row) => explainChurn(MODEL, SET.table, row));
    for (const { name } of MODEL.codes) {
      const sum = rows.reduce(
        (total, { contributions }) => total + (contributions.find(({ column }) => column === name)?.log_odds ?? 0),
        0,
      );
      expect(Math.abs(sum / rows.length)).toBeLessThan(1e-4);
    }
  });

  it("blames the columns that decide", () => {
    const strengths = new Map<string, number>();
    for (let row = 0; row < SET.table.rows; row += 1)
      for (const { column, log_odds } of explainChurn(MODEL, SET.table, row).contributions)
        strengths.set(column, (strengths.get(column) ?? 0) + Math.abs(log_odds));
    const ranked = [...strengths].sort((a, b) => b[1] - a[1]).map(([column]) => column);
    expect(ranked.slice(0, 5).sort()).toEqual(["category 0", "category 1", "number 0", "number 1", "number 2"]);
  });
});
