import type { TrainingInput } from "../../../src/domain/churn/training-input.ts";
import { seeded } from "../../../src/core/seeded.ts";

/** A set of made-up customers with as many columns of each kind as asked for. */
export interface SetShape {
  readonly rows: number;
  readonly seed: number;
  /** Share that leaves. */
  readonly rate: number;
  readonly numbers?: number;
  readonly categories?: number;
  readonly dates?: boolean;
  readonly manyLevels?: boolean;
  /** Share of blank cells in numbers. */
  readonly blanks?: number;
  /** How strongly the first three numbers and first two categories decide; 0 for pure noise. */
  readonly signal?: number;
}

/** Customers whose leaving depends on their columns by `signal` alone. */
export function customerSet(shape: SetShape): TrainingInput & { readonly labels: Float64Array } {
  const { rows, seed, rate, numbers = 4, categories = 2, dates = false, manyLevels = false, blanks = 0, signal = 0 } = shape;
  const random = seeded(seed * 7919 + 13);
  const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const pull = new Float64Array(rows).fill(Math.log(rate / (1 - rate)));
  const columns: { name: string; cells: (string | null)[] }[] = [];
  for (let index = 0; index < numbers; index += 1) {
    const values = Array.from({ length: rows }, () => (index % 3 === 2 ? Math.exp(normal()) : normal()));
    if (index < 3) values.forEach((value, row) => (pull[row] = (pull[row] ?? 0) + signal * value));
    columns.push({ name: `number ${index}`, cells: values.map((value) => (random() < blanks ? null : value.toFixed(3))) });
  }
  for (let index = 0; index < categories; index += 1) {
    const values = Array.from({ length: rows }, () => Math.floor(random() * (3 + index)));
    if (index < 2) values.forEach((value, row) => (pull[row] = (pull[row] ?? 0) + signal * (value - 1)));
    columns.push({ name: `category ${index}`, cells: values.map((value) => `level ${value}`) });
  }
  if (manyLevels)
    columns.push({ name: "region", cells: Array.from({ length: rows }, () => `region ${Math.floor((random() * rows) / 6)}`) });
  if (dates)
    columns.push({
      name: "since",
      cells: Array.from({ length: rows }, () => new Date(Date.UTC(2023, 0, 1 + Math.floor(random() * 900))).toISOString().slice(0, 10)),
    });
  const labels = Float64Array.from(pull, (value) => (random() < 1 / (1 + Math.exp(-value)) ? 1 : 0));
  return { table: { rows, columns }, labels, ids: Array.from({ length: rows }, (_, row) => `customer-${row}`) };
}

/** Some rows of a set, in the order given. */
export function rowsOf(set: TrainingInput, rows: readonly number[]): TrainingInput & { readonly labels: Float64Array } {
  return {
    table: {
      rows: rows.length,
      columns: set.table.columns.map(({ name, cells }) => ({ name, cells: rows.map((row) => cells[row] ?? null) })),
    },
    labels: Float64Array.from(rows, (row) => set.labels[row] ?? 0),
    ids: rows.map((row) => set.ids[row] ?? ""),
  };
}

/** The set with one more column. */
export function withColumn<T extends TrainingInput>(set: T, name: string, cellOf: (row: number, left: boolean) => string | null): T {
  const cells = Array.from({ length: set.table.rows }, (_, row) => cellOf(row, set.labels[row] === 1));
  return { ...set, table: { rows: set.table.rows, columns: [...set.table.columns, { name, cells }] } };
}
