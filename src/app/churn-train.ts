import { firstActivity } from "../book/churn-history.ts";
import { addDays, type Day, isDay } from "../core/days.ts";
import { DataError, UserError } from "../core/errors.ts";
import { writeTextAtomic } from "../core/files.ts";
import { count } from "../core/text.ts";
import { monthEnds } from "../domain/backtest/month-ends.ts";
import { printModel, type Source, toModel } from "../domain/churn/churn-model.ts";
import type { TextTable } from "../domain/churn/frame.ts";
import { readLabels } from "../domain/churn/label.ts";
import { readCell, readDate } from "../domain/churn/read-cells.ts";
import { trainChurn, type Trained, type TrainingReport } from "../domain/churn/train-churn.ts";
import { columnNamed, type CustomerFile, readCustomers, without } from "./churn-file.ts";
import { churnMetrics, customerBase, customersOn, leavesWithin } from "./churn-rows.ts";
import type { Deps } from "./deps.ts";
import { openWholeSession } from "./open-session.ts";

/** What training found, and from what. */
export interface TrainResult {
  readonly report: TrainingReport;
  readonly source: Source;
}

export interface FileTraining {
  readonly label?: string | undefined;
  readonly id?: string | undefined;
  readonly positive?: string | undefined;
  /** A day, or the column with the day, after which nothing may be known; by default a column named like snapshot_date. */
  readonly labelDate?: string | undefined;
  /** Asked for after the columns: who has the wrong file or column is told of that first. */
  readonly out?: string | undefined;
}

const NAME_OF_LABEL_DATE = /^(snapshot|label|observation|observed|cutoff|cut.?off|reference|as.?of)([_\s-]?(date|day|on|at))?$/i;

/** Learns from a file of customers and writes the model. Throws UserError and DataError with their fix. */
export async function trainOnFile(file: CustomerFile, options: FileTraining): Promise<TrainResult> {
  const { table, ids, id } = await readCustomers(file, options.id);
  const label = columnNamed(table, options.label, "--label", "the column that says who left");
  if (label.name === id)
    throw new UserError({ code: "label-is-id", message: `"${id}" cannot be both the label and the id.`, fix: "Name two columns." });
  const { values, positive } = readLabels(label.name, label.cells, options.positive);
  if (options.out === undefined)
    throw new UserError({
      code: "no-out",
      message: "Say where the model goes: one learned from a file belongs to no workspace.",
      fix: "Add --out, for example --out churn.json.",
    });
  const dates = labelDaysOf(table, options.labelDate);
  const features = without(table, [id, label.name, ...(dates?.column === undefined ? [] : [dates.column])]);
  const trained = trainChurn({ table: features, labels: values, ids, labelDays: dates?.days });
  return finish(trained, { kind: "file", id, label: label.name, positive }, options.out);
}

export interface BookTraining {
  readonly asOf?: string | undefined;
  readonly horizon: number;
  readonly out: string;
}

/** Days of use, tickets and meetings that the metrics of a first month-end need behind them. */
const WARM_UP_DAYS = 60;
const MOST_MONTHS = 24;

/**
 * Learns from the book's own history: every account at every past month-end, as it stood then, labelled by whether it left within the horizon.
 * Columns without dates are not used. Throws UserError where the history is too short or too few accounts left.
 */
export async function trainOnBook(deps: Deps, options: BookTraining): Promise<TrainResult> {
  // Everybody's accounts, whoever asks: a model needs all the history there is.
  const session = await openWholeSession(deps, options);
  try {
    const base = await customerBase(session);
    const { dated, barred } = churnMetrics();
    const days = await pastMonthEnds(session.asOf, options.horizon, await firstActivity(session.book));
    const parts: {
      readonly day: Day;
      readonly accounts: readonly string[];
      readonly table: TextTable;
      readonly rows: readonly number[];
    }[] = [];
    for (const day of days) {
      const { table, accounts, notice } = await customersOn(session, base, day, dated);
      const rows = [...accounts.keys()].filter((row) => !notice.has(accounts[row] ?? ""));
      parts.push({ day, accounts, table, rows });
    }
    const labels = parts.flatMap(({ day, accounts, rows }) =>
      rows.map((row) => (leavesWithin(base, accounts[row] ?? "", day, options.horizon) ? 1 : 0)),
    );
    const ids = parts.flatMap(({ accounts, rows }) => rows.map((row) => accounts[row] ?? ""));
    refuseFewLeavers(new Set(ids.filter((_, row) => labels[row] === 1)).size, days);
    const table: TextTable = {
      rows: ids.length,
      columns: dated.map(({ name }, column) => ({
        name,
        cells: parts.flatMap(({ table: part, rows }) => rows.map((row) => part.columns[column]?.cells[row] ?? null)),
      })),
    };
    const trained = trainChurn({ table, labels: Float64Array.from(labels), ids });
    const report = { ...trained.report, excluded: [...trained.report.excluded, ...barred] };
    return await finish({ ...trained, report }, { kind: "book", horizon: options.horizon, days }, options.out);
  } finally {
    session.close();
  }
}

async function finish(trained: Trained, source: Source, out: string): Promise<TrainResult> {
  await writeTextAtomic(out, printModel(toModel(trained, source)));
  return { report: trained.report, source };
}

function labelDaysOf(table: TextTable, option: string | undefined): { readonly days: Float64Array; readonly column?: string } | undefined {
  if (option !== undefined && isDay(option)) return { days: new Float64Array(table.rows).fill(readDate(option, true)) };
  const column =
    option === undefined
      ? table.columns.find(({ name }) => NAME_OF_LABEL_DATE.test(name.trim()))
      : columnNamed(table, option, "--label-date", "the column with the label's day");
  if (column === undefined) return undefined;
  const days = Float64Array.from(column.cells, (cell) => readDate(readCell(cell) ?? "", true));
  return days.some((day) => !Number.isNaN(day)) ? { days, column: column.name } : undefined;
}

async function pastMonthEnds(asOf: Day, horizon: number, first: Day | undefined): Promise<readonly Day[]> {
  const to = addDays(asOf, -horizon);
  const days = first === undefined ? [] : monthEnds(addDays(first, WARM_UP_DAYS), to, MOST_MONTHS);
  if (days.length > 0) return days;
  throw new DataError({
    code: "short-history",
    message: "The book's history is too short to learn from.",
    found: first === undefined ? "no use, ticket or meeting" : `activity from ${first} to ${asOf}`,
    allowed: [`at least ${WARM_UP_DAYS + horizon + 31} days: ${WARM_UP_DAYS} to look back on, a month-end, and ${horizon} to see who left`],
    fix: "Add older exports, shorten --horizon, or train on a file: echo-cs churn train FILE --label COL --id COL.",
  });
}

const LEAST_LEAVERS = 10;

/** An account that left stands at several month-ends; as evidence it is one. */
function refuseFewLeavers(leavers: number, days: readonly Day[]): void {
  if (leavers >= LEAST_LEAVERS) return;
  throw new DataError({
    code: "too-few-churns",
    message: "Too few accounts left for a model to learn from: what came out would be chance.",
    found: `${count(leavers, "account")} that left within the horizon of ${count(days.length, "month-end")} (${days[0] ?? ""} to ${days.at(-1) ?? ""})`,
    allowed: [`at least ${LEAST_LEAVERS} accounts that left`],
    fix: "Add older exports with the subscriptions that ended, or use `echo-cs health`, which needs no history of churn.",
  });
}
