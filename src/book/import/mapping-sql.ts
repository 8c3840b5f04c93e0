import type { Adapter, ColumnRule } from "./adapter.ts";
import { cellName, cellSql, headerOf, NO_CELL } from "./cell-sql.ts";
import { instantSql } from "./date-text.ts";
import { type Dialect, NEWEST } from "./dialect.ts";
import { currencyCode, kindSql, type Reading } from "./kinds.ts";
import type { RawTable } from "./raw-table.ts";
import { identifier, literal } from "./sql.ts";
import { targetTypes } from "./staging.ts";
import { theirs } from "./theirs.ts";

/** How many refused cells of one file are listed; all are counted. */
export const LISTED_REJECTS = 10_000;

const WRITTEN_CURRENCY = currencyCode(cellName("currency"));

const CUSTOMER_LABEL = String.raw`(?i)(?:^|[;,"\s])(?:customer|client|account|company)\s*[:/=]\s*([^;,"]+)`;

export interface MappingSql {
  /** Select of n, line, targets, ref, version and ok. */
  readonly view: string;
  readonly targets: ReadonlySet<string>;
  /** Select of the refused cells of the rows that are not ok. */
  readonly rejects: string;
}

interface Fault {
  readonly when: string;
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
  const parsed = rules.map(([target, { kind }]) => {
    const value = target === "currency" ? currencySql : kindSql(kind).parse(cellName(target), reading(target));
    return `CAST(${value} AS ${types[target] ?? "VARCHAR"}) AS ${parsedName(target)}`;
  });
  const derived = Object.entries(adapter.derive ?? {});
  const plain = rules
    .filter(([target]) => !derived.some(([name]) => name === target))
    .map(([target]) => `${parsedName(target)} AS ${identifier(target)}`);
  const version =
    adapter.newest === undefined ? "CAST(NULL AS TIMESTAMP)" : instantSql(cellSql(adapter.newest, raw), dialect.dates(NEWEST));
  const faults = faultsOf(adapter, raw);
  const base = `SELECT n, ${raw.line} AS line, ${[...cells, `${referenceSql(adapter, raw)} AS ref`, mailSql(adapter, raw), `${version} AS version`].join(", ")} FROM ${raw.source}`;
  // A derivation reads parsed values under the columns' plain names, so these are named one level below it.
  const named = `SELECT *, ${rules.map(([target]) => `${parsedName(target)} AS ${identifier(target)}`).join(", ")} FROM (SELECT *, ${parsed.join(", ")} FROM (${base}))`;
  const outer = `SELECT n, line, ref, mail, mailed, version, ${[...rules.map(([target]) => cellName(target)), ...rules.map(([target]) => parsedName(target))].join(", ")}, ${[...plain, ...derived.map(([target, sql]) => `${sql} AS ${identifier(target)}`)].join(", ")} FROM (${named})`;
  // An id that only says again whose row it is need not be kept with every event.
  const told = adapter.table === "usage" && "insert_id" in adapter.columns ? adapter.columns["insert_id"] : undefined;
  const repeated = told !== undefined && isInReference(told, adapter, raw) ? "insert_id" : undefined;
  return {
    view: `SELECT *, NOT coalesce(${faults.map(({ when }) => `(${when})`).join(" OR ")}, false) AS ok FROM (${outer})`,
    targets: new Set([...rules, ...derived].map(([target]) => target).filter((target) => target !== repeated)),
    rejects: `SELECT line, fault.header AS "column", fault.value AS value, fault.reason AS reason FROM (SELECT n, line, unnest(list_filter([${faults.map(faultSql).join(", ")}], lambda x: x IS NOT NULL)) AS fault FROM mapped WHERE NOT ok) ORDER BY n, "column" LIMIT ${LISTED_REJECTS}`,
  };
}

function faultsOf(adapter: Adapter, raw: RawTable): Fault[] {
  const strict = Object.entries(adapter.columns).filter(([, { lenient, kind }]) => lenient !== true && kindSql(kind).forgiving !== true);
  const cells = strict.map(([target, { kind }]): Fault => ({
    when: `${cellName(target)} IS NOT NULL AND ${isWrong(target, kind)}`,
    header: headerOf(adapter, target, raw),
    value: cellName(target),
    reason: `expected ${kindSql(kind).allowed}`,
  }));
  const missing = adapter.required.map((target): Fault => {
    const empty = target in adapter.columns ? `${cellName(target)} IS NULL` : `${identifier(target)} IS NULL`;
    return { when: empty, header: headerOf(adapter, target, raw), value: "NULL", reason: "a value is required" };
  });
  const checks = (adapter.checks ?? []).map((check): Fault => ({
    when: `NOT coalesce(${check.holds}, true)`,
    header: headerOf(adapter, check.column, raw),
    value: cellName(check.column),
    reason: `expected ${check.reason}`,
  }));
  return [...cells, ...missing, ...checks];
}

/** An unreadable currency falls back for the parsing of amounts, but is still refused. */
function isWrong(target: string, kind: ColumnRule["kind"]): string {
  return kind === "currency" ? `(${WRITTEN_CURRENCY}) IS NULL` : `${parsedName(target)} IS NULL`;
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
  const cell = referenceCells(adapter, raw)[MAIL] ?? NO_CELL;
  const user = adapter.columns["user"];
  const mailed = user?.kind === "text" && cell === cellSql(user, raw) && adapter.derive?.["user"] === undefined;
  return `${mailed ? NO_CELL : cell} AS mail, ${mailed} AS mailed`;
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
