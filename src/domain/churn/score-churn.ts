import { compareText } from "../../core/compare-text.ts";
import type { ChurnModel } from "./churn-model.ts";
import { readFrame } from "./column-reading.ts";
import { contributions } from "./contributions.ts";
import type { TextTable } from "./frame.ts";
import { readCell } from "./read-cells.ts";

/** What a table lacks of what the model was trained on, in words for a person. */
export interface Loss {
  readonly column: string;
  readonly note: string;
}

/** The probability of churn of every row, 0–1: the share that left in training where the model found no signal. */
export function scoreChurn(model: ChurnModel, table: TextTable): Float64Array {
  if (model.report.verdict === "no-signal") return new Float64Array(table.rows).fill(model.report.base_rate);
  const { start, values, columns } = contributions(model, readFrame(table, model.readings), everyRow(table));
  return Float64Array.from({ length: table.rows }, (_, row) => chance(start + sumOf(values.subarray(row * columns, (row + 1) * columns))));
}

/** What one column adds to a row's probability. */
export interface Contribution {
  readonly column: string;
  /** The cell, or null where blank. */
  readonly value: string | null;
  /** Log-odds more than the average row gets from this column. */
  readonly log_odds: number;
  /** Its share of the difference from the average, in points of probability (0–1); these sum to `probability − average`. */
  readonly points: number;
}

export interface Explanation {
  readonly probability: number;
  /** What a customer that is average in every column would get. */
  readonly average: number;
  /** Largest first. */
  readonly contributions: readonly Contribution[];
}

/** Why one row has its probability, as a sum over the columns. */
export function explainChurn(model: ChurnModel, table: TextTable, row: number): Explanation {
  const { start, values } = contributions(model, readFrame(table, model.readings), Int32Array.of(row));
  const centred = [...values].map((value, column) => value - (model.centres[column] ?? 0));
  const average = start + sumOf(model.centres);
  const logOdds = average + sumOf(centred);
  const difference = chance(logOdds) - chance(average);
  // The curve from log-odds to probability is not straight: the chord between the two ends shares the difference out in proportion.
  const pointsEach = logOdds === average ? 0 : difference / (logOdds - average);
  const cells = new Map(table.columns.map((column) => [column.name, column.cells]));
  return {
    probability: chance(logOdds),
    average: chance(average),
    contributions: model.codes
      .map(({ name }, column) => ({
        column: name,
        value: readCell(cells.get(name)?.[row] ?? null),
        log_odds: centred[column] ?? 0,
        points: (centred[column] ?? 0) * pointsEach,
      }))
      .sort((a, b) => Math.abs(b.log_odds) - Math.abs(a.log_odds) || compareText(a.column, b.column)),
  };
}

/** Columns that the table lacks, that are blank in it, or that hold mostly values the training rows did not have. */
export function losses(model: ChurnModel, table: TextTable): Loss[] {
  const byName = new Map(table.columns.map((column) => [column.name, column.cells]));
  const frame = readFrame(table, model.readings);
  return model.codes.flatMap((code, index): Loss[] => {
    const cells = byName.get(code.name);
    if (cells === undefined) return [{ column: code.name, note: "is missing: every row counts as blank there" }];
    const known = cells.flatMap((cell) => readCell(cell) ?? []);
    if (known.length === 0) return cells.length === 0 ? [] : [{ column: code.name, note: "is blank in every row" }];
    const column = frame.columns[index];
    if (column === undefined) return [];
    if (column.kind !== "category") {
      const unread = known.length - column.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
      return unread > known.length / 10
        ? [{ column: code.name, note: `holds no ${column.kind} in ${unread} of ${known.length} cells: they count as blank` }]
        : [];
    }
    const levels = new Set("levels" in code ? code.levels.levels : "rates" in code ? Object.keys(code.rates.rates) : []);
    const other = known.filter((cell) => !levels.has(cell)).length;
    return other > known.length / 4
      ? [{ column: code.name, note: `holds values that were rare or unknown in training in ${other} of ${known.length} cells` }]
      : [];
  });
}

function everyRow(table: TextTable): Int32Array {
  return Int32Array.from({ length: table.rows }, (_, row) => row);
}

function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
