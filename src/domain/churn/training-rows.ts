import { compareText } from "../../core/compare-text.ts";
import type { TextTable } from "./frame.ts";
import { hash32 } from "../text/text-hash.ts";
import type { TrainingInput } from "./training-input.ts";

/** More rows make the figures hardly better and the wait longer. */
const MOST_ROWS = 60_000;
const SAMPLE_SEED = 20_190;

/** The rows to learn from, in an order that is not the file's. */
export interface TrainingRows {
  readonly table: TextTable;
  readonly labels: Float64Array;
  readonly ids: readonly string[];
  readonly labelDays: Float64Array | null;
  /** How many rows had a label, where they were so many that a part of them was taken. */
  readonly sampledFrom: number | null;
}

/** Labelled rows and columns, ordered by customer, content and name: the order of the file must not matter. */
export function trainingRows(input: TrainingInput): TrainingRows {
  const known = chosenRows(input);
  const rows = known.length > MOST_ROWS ? sampled(known, input.ids) : known;
  return { ...pick(input, rows), sampledFrom: rows.length < known.length ? known.length : null };
}

/** Labelled rows, ordered by customer and content: the order of the file must not matter. */
function chosenRows({ table, labels, ids }: TrainingInput): number[] {
  const known = [...labels.keys()].filter((row) => !Number.isNaN(labels[row]));
  const content = (row: number): string => table.columns.map(({ cells }) => cells[row] ?? "").join("\u0000");
  known.sort(
    (a, b) => compareText(ids[a] ?? "", ids[b] ?? "") || (labels[a] ?? 0) - (labels[b] ?? 0) || compareText(content(a), content(b)),
  );
  return known;
}

/** About MOST_ROWS rows, each customer's all or none, by a number made from its id. */
function sampled(rows: readonly number[], ids: readonly string[]): number[] {
  const share = (MOST_ROWS / rows.length) * 2 ** 32;
  return rows.filter((row) => hash32(ids[row] ?? "", SAMPLE_SEED) < share);
}

function pick(input: TrainingInput, rows: readonly number[]): Omit<TrainingRows, "sampledFrom"> {
  const columns = input.table.columns
    .map(({ name, cells }) => ({ name, cells: rows.map((row) => cells[row] ?? null) }))
    .sort((a, b) => compareText(a.name, b.name));
  return {
    table: { columns, rows: rows.length },
    labels: Float64Array.from(rows, (row) => input.labels[row] ?? 0),
    ids: rows.map((row) => input.ids[row] ?? ""),
    labelDays: input.labelDays === undefined ? null : Float64Array.from(rows, (row) => input.labelDays?.[row] ?? Number.NaN),
  };
}
