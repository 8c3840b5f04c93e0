import type { Adapter, ColumnRule } from "./adapter.ts";
import { cellName, cellSql, headerOf, NO_CELL } from "./cell-sql.ts";
import { instantSql } from "./date-text.ts";
import { type Dialect, NEWEST } from "./dialect.ts";
import { currencyCode, kindSql, type Reading } from "./kinds.ts";
import type { RawTable } from "./raw-table.ts";
import { identifier, literal } from "./sql.ts";
import { targetTypes } from "./staging.ts";
import { theirs } from "./theirs.ts";

/** How many refused cells and rows of one file are listed; all are counted. */
export const LISTED_REJECTS = 10_000;

const WRITTEN_CURRENCY = currencyCode(cellName("currency"));

const CUSTOMER_LABEL = String.raw`(?i)(?:^|[;,"\s])(?:customer|client|account|company)\s*[:/=]\s*([^;,"]+)`;

export interface MappingSql {
  /** Select of n, line, targets, ref, version, ok (the row can be kept) and whole (none of its cells is refused). */
  readonly view: string;
  /** The targets that the file has cells for, or that are derived; all others are empty. */
  readonly targets: ReadonlySet<string>;
  /** Whose addresses an event names beside its reference: nobody's, its user's id, or those of a cell. */
  readonly mail: "none" | "user" | "cell";
  /** Select of the wrong cells of rows that are refused, and of those that kept rows go without; `cells` is the number of all the latter. */
  readonly rejects: string;
}

interface Fault {
  readonly when: string;
  /** SQL, true where the row cannot be kept without this cell. */
  readonly refuses: string;
  readonly header: string;
  readonly value: string;
  readonly reason: string;
}

/** The SQL that an adapter's declaration stands for, given the columns that the file has. */
export function mappingSql(adapter: Adapter, raw: RawTable, dialect: Dialect, currency: string): MappingSql {
  const rules = Object.entries(adapter.columns);
  const types = targetTypes(adapter.table);
  const hasCurrency = "currency" in types;
  const cells = rules.map(([target, rule]) => `${cellSql(rule, raw)} AS ${cellName(target)}`);
  const currencies = ["currency" in adapter.columns ? WRITTEN_CURRENCY : null, dialect.signedCurrency, literal(currency)];
  const currencySql = hasCurrency ? `coalesce(${currencies.filter((sql) => sql !== null).join(", ")})` : "NULL";
  const reading = (target: string): Reading => ({ currency: currencySql, numbers: dialect.numbers(target), dates: dialect.dates(target) });
  // An amount of a currency that cannot be read is no amount of the reporting one.
  const isUnknown = "currency" in adapter.columns ? unknownCurrency(dialect) : null;
  const unlessUnknown = (value: string): string => (isUnknown === null ? value : `CASE WHEN NOT (${isUnknown}) THEN ${value} END`);
  const parsed = rules.map(([target, { kind }]) => {
    const read = target === "currency" ? currencySql : kindSql(kind).parse(cellName(target), reading(target));
    const value = target === "currency" || isAmount(kind) ? unlessUnknown(read) : read;
    return `CAST(${value} AS ${types[target] ?? "VARCHAR"}) AS ${parsedName(target)}`;
  });
  const derived = Object.entries(adapter.derive ?? {});
  const plain = rules
    .filter(([target]) => !derived.some(([name]) => name === target))
    .map(([target]) => `${parsedName(target)} AS ${identifier(target)}`);
  const version =
    adapter.newest === undefined ? "CAST(NULL AS TIMESTAMP)" : instantSql(cellSql(adapter.newest, raw), dialect.dates(NEWEST));
  const faults = faultsOf(adapter, raw, isUnknown);
  const base = `SELECT n, ${raw.line} AS line, ${[...cells, `${referenceSql(adapter, raw)} AS ref`, mailSql(adapter, raw), `${version} AS version`].join(", ")} FROM ${raw.source}`;
  // A derivation reads parsed values under the columns' plain names, so these are named one level below it.
  const named = `SELECT *, ${rules.map(([target]) => `${parsedName(target)} AS ${identifier(target)}`).join(", ")} FROM (SELECT *, ${parsed.join(", ")} FROM (${base}))`;
  const outer = `SELECT n, line, ref, mail, mailed, version, ${[...rules.map(([target]) => cellName(target)), ...rules.map(([target]) => parsedName(target))].join(", ")}, ${[...plain, ...derived.map(([target, sql]) => `${sql} AS ${identifier(target)}`)].join(", ")} FROM (${named})`;
  // An id that only says again whose row it is need not be kept with every event.
  const told = adapter.table === "usage" && "insert_id" in adapter.columns ? adapter.columns["insert_id"] : undefined;
  const repeated = told !== undefined && isInReference(told, adapter, raw) ? "insert_id" : undefined;
  const refusing = faults.filter(({ refuses }) => refuses !== "false");
  const never = (conditions: readonly string[]): string =>
    conditions.length === 0 ? "true" : `NOT coalesce(${conditions.map((condition) => `(${condition})`).join(" OR ")}, false)`;
  const ok = never(refusing.map(({ when, refuses }) => (refuses === "true" ? when : `${when} AND ${refuses}`)));
  // A cell that fills two columns is one cell.
  const listed = `list_distinct(list_filter([${faults.map(faultSql).join(", ")}], lambda x: x IS NOT NULL))`;
  return {
    view: `SELECT *, ${ok} AS ok, ${never(faults.map(({ when }) => when))} AS whole FROM (${outer})`,
    targets: new Set(
      [...rules.filter(([target, rule]) => !isEmpty(target, rule, raw)), ...derived]
        .map(([target]) => target)
        .filter((target) => target !== repeated),
    ),
    mail: mailOf(adapter, raw),
    rejects: `SELECT line, fault.header AS "column", fault.value AS value, fault.reason AS reason, CASE WHEN ok THEN 'cell' ELSE 'row' END AS refused, count(*) FILTER (WHERE ok) OVER () AS cells FROM (SELECT n, line, ok, unnest(${listed}) AS fault FROM mapped WHERE NOT whole) ORDER BY n, "column" LIMIT ${LISTED_REJECTS}`,
  };
}

/**
 * A row goes without a cell that is wrong, unless that is its id, something it is nothing without, or a choice: in place of one that
 * is left out the row would be given the usual one.
 */
function faultsOf(adapter: Adapter, raw: RawTable, isUnknown: string | null): Fault[] {
  const judged = Object.entries(adapter.columns).filter(([, { kind }]) => kindSql(kind).forgiving !== true);
  const [id] = adapter.identity.length === 1 ? adapter.identity : [];
  const isGuessed = (target: string, kind: ColumnRule["kind"]): boolean =>
    typeof kind === "object" && adapter.derive?.[target] !== undefined;
  const cells = judged.map(([target, { kind }]): Fault => ({
    when: `${cellName(target)} IS NOT NULL AND ${isWrong(target, kind, isUnknown)}`,
    refuses:
      target === id || isGuessed(target, kind) ? "true" : adapter.required.includes(target) ? `${identifier(target)} IS NULL` : "false",
    header: headerOf(adapter, target, raw),
    value: cellName(target),
    reason: `expected ${kindSql(kind).allowed}${target === "currency" && isUnknown !== null ? "; without it the row's amounts are left out" : ""}`,
  }));
  const missing = adapter.required.map((target): Fault => {
    const empty = target in adapter.columns ? `${cellName(target)} IS NULL AND ` : "";
    return {
      when: `${empty}${identifier(target)} IS NULL`,
      refuses: "true",
      header: headerOf(adapter, target, raw),
      value: "NULL",
      reason: "a value is required",
    };
  });
  const checks = (adapter.checks ?? []).map((check): Fault => ({
    when: `NOT coalesce(${check.holds}, true)`,
    refuses: "true",
    header: headerOf(adapter, check.column, raw),
    value: cellName(check.column),
    reason: `expected ${check.reason}`,
  }));
  return [...cells, ...missing, ...checks];
}

function isWrong(target: string, kind: ColumnRule["kind"], isUnknown: string | null): string {
  if (target === "currency" && kind === "currency") return isUnknown ?? "false";
  const isNone = `${parsedName(target)} IS NULL`;
  return isAmount(kind) && isUnknown !== null ? `${isNone} AND NOT (${isUnknown})` : isNone;
}

function isAmount(kind: ColumnRule["kind"]): boolean {
  return kind === "money-major" || kind === "money-minor";
}

/** SQL, true where a row names a currency that is none, and no sign stands by its amounts. */
function unknownCurrency({ signedCurrency }: Dialect): string {
  return `${cellName("currency")} IS NOT NULL AND coalesce(${WRITTEN_CURRENCY}${signedCurrency === null ? "" : `, ${signedCurrency}`}, NULL) IS NULL`;
}

function faultSql({ when, header, value, reason }: Fault): string {
  return `CASE WHEN ${when} THEN {'header': ${literal(header)}, 'value': CAST(${value} AS VARCHAR), 'reason': ${literal(reason)}} END`;
}

/** What a row says about its customer, as written, in the order in which reference.ts reads it: that is done once for all rows that say the same. */
function referenceSql(adapter: Adapter, raw: RawTable): string {
  const cells = referenceCells(adapter, raw).map((cell, index) => (index === MAIL && adapter.table === "usage" ? NO_CELL : cell));
  // `concat` leaves nulls out.
  return `concat(${cells.flatMap((cell, index) => [...(index === 0 ? [] : ["chr(31)"]), ...(cell === NO_CELL ? [] : [cell])]).join(", ")})`;
}

/** Place of the addresses in a reference. */
const MAIL = 2;

/** The addresses that an event names, which its reference leaves out; `mailed` where the user's id is all of them. */
function mailSql(adapter: Adapter, raw: RawTable): string {
  const mail = mailOf(adapter, raw);
  const cell = referenceCells(adapter, raw)[MAIL] ?? NO_CELL;
  return `${mail === "cell" ? cell : NO_CELL} AS mail, ${mail === "user"} AS mailed`;
}

function mailOf(adapter: Adapter, raw: RawTable): MappingSql["mail"] {
  const cell = referenceCells(adapter, raw)[MAIL] ?? NO_CELL;
  const user = adapter.columns["user"];
  const mailed = user?.kind === "text" && cell === cellSql(user, raw) && adapter.derive?.["user"] === undefined;
  return mailed ? "user" : cell === NO_CELL ? "none" : "cell";
}

/** True where the file has no column for a target, whose kind makes nothing of no cell. */
function isEmpty(target: string, rule: ColumnRule, raw: RawTable): boolean {
  return target !== "currency" && typeof rule.kind === "string" && cellSql(rule, raw) === NO_CELL;
}

/** True where a column holds what the reference holds already. */
function isInReference(rule: ColumnRule, adapter: Adapter, raw: RawTable): boolean {
  const cell = cellSql(rule, raw);
  return cell !== NO_CELL && referenceCells(adapter, raw).includes(cell);
}

function referenceCells({ account: { id, external, email, domain, name, any, labels, ours } }: Adapter, raw: RawTable): string[] {
  return [
    cellSql({ from: id ?? [], kind: "text" }, raw),
    cellSql({ from: external ?? [], kind: "text" }, raw),
    theirs(cellSql({ from: email ?? [], kind: "text", join: ";" }, raw), cellSql({ from: ours ?? [], kind: "text" }, raw)),
    cellSql({ from: domain ?? [], kind: "text", join: ";" }, raw),
    cellSql({ from: name ?? [], kind: "text" }, raw),
    labels === undefined
      ? cellSql({ from: any ?? [], kind: "text" }, raw)
      : `coalesce(${cellSql({ from: any ?? [], kind: "text" }, raw)}, ${customerLabel(cellSql({ from: labels, kind: "text", join: ";" }, raw))})`,
  ];
}

/** NAME of the first label `customer: NAME` in a list; the cell may be JSON. */
function customerLabel(cell: string): string {
  return `nullif(trim(regexp_extract(${cell}, ${literal(CUSTOMER_LABEL)}, 1)), '')`;
}

/** The name of a target's cell, typed. */
export function parsedName(target: string): string {
  return identifier(`parsed ${target}`);
}
