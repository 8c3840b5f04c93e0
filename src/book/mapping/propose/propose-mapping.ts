import { DATA_TABLES, type DataTable } from "../../schema.ts";
import { lacking } from "../check-columns.ts";
import { TABLE_NEEDS } from "../table-needs.ts";
import type { Clue } from "./clue.ts";
import { customerColumns } from "./customer-columns.ts";
import type { ColumnSample } from "./column-sample.ts";
import { headerWords, phraseFit } from "./header-words.ts";
import type { Proposal, ProposedColumn } from "./proposal.ts";
import { soleRevenue } from "./sole-revenue.ts";
import { SHAPE_WORDS, shapeOfTarget, suits } from "./shape-of-target.ts";
import { type TableWords, TARGET_WORDS } from "./target-words.ts";
import { shapeShares } from "./value-shapes.ts";
import { proposeWideUsage } from "./wide-usage.ts";

const LEAST_FIT = 0.5;
const LEAST_CONFIDENCE = 0.35;

/** The table and columns that fit an unknown file best, by the words of its headers and the shapes of its values; undefined where none does. */
export function proposeMapping(path: string, samples: readonly ColumnSample[]): Proposal | undefined {
  const clues = samples.map((sample): Clue => ({ sample, words: headerWords(sample.header), shapes: shapeShares(sample.values) }));
  const fileWords = headerWords((path.split("/").at(-1) ?? path).replace(/(\.[a-z0-9]+)+$/i, "").replaceAll(/\d+/g, " "));
  const proposals = DATA_TABLES.flatMap((table) => {
    const words = TARGET_WORDS[table];
    return words === undefined ? [] : [proposeTable(table, words, clues, fileWords)];
  });
  const [best] = proposals
    .filter(({ confidence, columns }) => confidence >= LEAST_CONFIDENCE && columns.length >= 2)
    .sort((a, b) => b.confidence - a.confidence);
  const wide = proposeWideUsage(clues, fileWords);
  return wide !== undefined && (best === undefined || saysLess(best, wide)) ? wide : best;
}

/** Whether what a row counts is better told by its columns than by a reading of them as one table. */
function saysLess(best: Proposal, wide: Proposal): boolean {
  const isCounted = best.columns.some(({ target }) => target === "events" || target === "feature");
  return best.table === "usage" ? !isCounted : wide.confidence > best.confidence;
}

function proposeTable(table: DataTable, words: TableWords, clues: readonly Clue[], fileWords: string): Proposal {
  const needs = TABLE_NEEDS[table];
  const account = needs.ofAccounts ? customerColumns(clues) : {};
  const customers = new Set(Object.values(account).map(({ header }) => header));
  const named = assign(
    table,
    words,
    clues.filter(({ sample }) => !customers.has(sample.header)),
  );
  const money = table === "accounts" ? soleRevenue(clues, named) : { columns: [], notes: [] };
  const columns = withTimes(table, [...named, ...money.columns, ...byShapeOnly(table, clues, named, customers)], clues);
  const targets = columns.map(({ target }) => target);
  const used = new Set([...columns.map(({ header }) => header), ...customers]);
  const isHinted = phraseFit(fileWords, words.named.split("|")) >= LEAST_FIT;
  const telling = words.telling.filter((target) => named.some((column) => column.target === target));
  const hasCustomer =
    !needs.ofAccounts || customers.size > 0 || targets.some((target) => target === "email" || target === "requester_email");
  const met = needs.oneOf.filter((group) => group.some((target) => targets.includes(target))).length / needs.oneOf.length;
  const explained = clues.length === 0 ? 0 : (columns.reduce((sum, { sure }) => sum + sure, 0) + customers.size) / clues.length;
  const raw = 0.3 * met + 0.25 * explained + (isHinted ? 0.2 : 0) + 0.25 * Math.min(1, telling.length / 2);
  return {
    table,
    confidence: Math.round(Math.min(0.95, raw * (hasCustomer ? 1 : 0.6)) * 100) / 100,
    reasons: [
      ...(isHinted ? ["the file's name says so"] : []),
      `${used.size} of ${clues.length} columns fit`,
      ...(telling.length > 0 ? [`${telling.join(", ")} ${telling.length === 1 ? "is" : "are"} typical of ${table}`] : []),
    ],
    columns,
    account,
    sql: null,
    notes: money.notes,
    unused: clues.map(({ sample }) => sample.header).filter((header) => !used.has(header)),
    lacks: lacking(table, targets) ?? (hasCustomer ? null : "no column says whose rows these are: add `account:`"),
  };
}

/** Every target gets the column whose header says it best and whose values suit it; every column goes to one target. */
function assign(table: DataTable, words: TableWords, clues: readonly Clue[]): ProposedColumn[] {
  const pairs = Object.entries(words.columns).flatMap(([target, phrases]) =>
    clues.map((clue) => ({
      target,
      clue,
      fit: isPart(target, clue.words)
        ? 0
        : phraseFit(clue.words, phrases.split("|")) * suits(table, target, clue.shapes) * (isLikely(table, target, clue) ? 1 : EITHER),
    })),
  );
  const columns: ProposedColumn[] = [];
  for (const { target, clue, fit } of pairs.filter((pair) => pair.fit >= LEAST_FIT).sort((a, b) => b.fit - a.fit)) {
    if (columns.some((column) => column.target === target || column.header === clue.sample.header)) continue;
    const shape = shapeOfTarget(table, target);
    const holds =
      shape === null ? "" : `, and its values are ${SHAPE_WORDS[shape === "period" && clue.shapes.date >= 0.8 ? "date" : shape]}`;
    columns.push({
      target,
      header: clue.sample.header,
      sure: Math.round(fit * 100) / 100,
      reason: `the header says "${clue.words}"${holds}`,
    });
  }
  return columns;
}

/** An amount that is left, paid or a tax is no total, whatever else its header says. */
function isPart(target: string, words: string): boolean {
  return target === "total_minor" && /\b(remaining|due|paid|open|balance|refunded|tax|fees?|discount|coupon)\b/.test(words);
}

/** What two targets may claim goes to the other. */
const EITHER = 0.9;
/** Contracts nearly all have the day on which they are to end; services that ended are few. */
const MOST_ROWS = 0.6;

/** An "end date" is that of the contract where most rows have one, and that of the service where few do. */
function isLikely(table: DataTable, target: string, { sample, words }: Clue): boolean {
  if (table !== "subscriptions" || !/^(end|end date)$/.test(words)) return true;
  const isContract = sample.rows === 0 || sample.values.length >= MOST_ROWS * sample.rows;
  return target === "period_end_at" ? isContract : target !== "ended_at" || !isContract;
}

/** What the table needs and no header says is taken from the one column that looks like it, if there is just one. */
function byShapeOnly(
  table: DataTable,
  clues: readonly Clue[],
  named: readonly ProposedColumn[],
  customers: ReadonlySet<string>,
): ProposedColumn[] {
  const free = clues.filter(({ sample }) => !customers.has(sample.header) && !named.some(({ header }) => header === sample.header));
  return TABLE_NEEDS[table].oneOf.flatMap((group): ProposedColumn[] => {
    const [target] = group;
    if (target === undefined || group.some((one) => named.some((column) => column.target === one))) return [];
    const shape = shapeOfTarget(table, target);
    const fitting = shape === "date" || shape === "period" || shape === "score" ? free.filter(({ shapes }) => shapes[shape] >= 0.8) : [];
    const [only] = fitting;
    return only === undefined || fitting.length > 1 || shape === null
      ? []
      : [{ target, header: only.sample.header, sure: LEAST_FIT, reason: `the only free column of ${SHAPE_WORDS[shape]}` }];
  });
}

/** Use that is told by the minute goes where times are kept. */
function withTimes(table: DataTable, columns: readonly ProposedColumn[], clues: readonly Clue[]): ProposedColumn[] {
  return columns.map((column) => {
    const isTimed =
      table === "usage" &&
      column.target === "day" &&
      clues.some(({ sample, shapes }) => sample.header === column.header && shapes.time >= 0.8);
    return isTimed ? { ...column, target: "at" } : column;
  });
}
