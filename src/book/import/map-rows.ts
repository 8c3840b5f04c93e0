import { clean, count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import type { Adapter, ColumnRule } from "./adapter.ts";
import { cellName, cellSql, headerOf, NO_CELL } from "./cell-sql.ts";
import { instantSql } from "./date-text.ts";
import { type Dialect, type Locale, NEWEST, readDialect } from "./dialect.ts";
import { currencyCode, kindSql, type Reading } from "./kinds.ts";
import type { RawTable, Reject } from "./raw-table.ts";
import { identifier, literal } from "./sql.ts";
import { targetTypes } from "./staging.ts";
import { theirs } from "./theirs.ts";

/** How many refused cells of one file are listed; all are counted. */
export const LISTED_REJECTS = 10_000;

const WRITTEN_CURRENCY = currencyCode(cellName("currency"));

const CUSTOMER_LABEL = String.raw`(?i)(?:^|[;,"\s])(?:customer|client|account|company)\s*[:/=]\s*([^;,"]+)`;

export interface Mapped {
  readonly kept: number;
  readonly rejected: number;
  /** Rows of the file that are no records. */
  readonly skipped: number;
  readonly rejects: readonly Reject[];
  /** How cells were read where that had to be decided, and which of kept rows were left out. */
  readonly note: string | null;
}

/** Types the rows of `raw` by the adapter's rules and adds them to the staged table; rows with a cell that is not what its column holds are refused. */
export async function mapRows(db: Database, adapter: Adapter, raw: RawTable, fileId: number, locale: Locale): Promise<Mapped> {
  const skipped = await skipRows(db, adapter, raw);
  const dialect = await readDialect(db, adapter, raw, locale);
  const mapping = mappingSql(adapter, raw, dialect, locale.currency);
  await db.run(`CREATE OR REPLACE TEMP VIEW mapped AS ${mapping.view}`);
  const targets = Object.keys(targetTypes(adapter.table));
  const values = targets.map((target) => (mapping.targets.has(target) ? identifier(target) : "NULL"));
  const identity = adapter.table === "usage" ? "NULL" : `concat_ws(chr(31), ${adapter.identity.map(identifier).join(", ")})`;
  const before = await stagedCount(db, adapter);
  await db.run(
    `INSERT INTO staged_${adapter.table} SELECT ${values.join(", ")}, ${fileId}, line, n, ${literal(adapter.vendor)}, ref, ${adapter.account.teachesIds ?? false}, ${identity}, ${adapter.order ?? "version"}, ${dropSql(adapter)} FROM mapped WHERE ok`,
  );
  const kept = (await stagedCount(db, adapter)) - before;
  const [counted] = await db.rows<{ n: number }>("SELECT count(*) AS n FROM raw");
  const rejected = (counted?.n ?? 0) - kept;
  const notes = [
    ...dialect.notes,
    await leftOut(db, adapter, raw),
    skipped === 0 ? null : `${count(skipped, "row")} skipped: ${adapter.skip?.what ?? ""}`,
  ];
  return {
    kept,
    rejected,
    skipped,
    rejects: rejected === 0 ? [] : await db.rows<Reject>(mapping.rejects),
    note: notes.filter((note) => note !== null).join("; ") || null,
  };
}

/** Takes out what the adapter knows to be no record; the rows that stay keep their places. */
async function skipRows(db: Database, { skip }: Adapter, raw: RawTable): Promise<number> {
  if (skip === undefined) return 0;
  const is = `lower(${cellSql({ from: skip.from, kind: "text" }, raw)}) IN (${skip.values.map(literal).join(", ")})`;
  const [found] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM raw WHERE ${is}`);
  if (found === undefined || found.n === 0) return 0;
  await db.run(`DELETE FROM raw WHERE ${is}`);
  return found.n;
}

/** Tells of the cells that lenient columns could not take. */
async function leftOut(db: Database, adapter: Adapter, raw: RawTable): Promise<string | null> {
  const notes: string[] = [];
  for (const [target, { lenient, kind }] of Object.entries(adapter.columns)) {
    if (lenient !== true) continue;
    const where = `ok AND ${cellName(target)} IS NOT NULL AND ${parsedName(target)} IS NULL`;
    const [found] = await db.rows<{ n: number; value: string; line: number | null }>(
      `SELECT count(*) AS n, arg_min(${cellName(target)}, n) AS value, arg_min(line, n) AS line FROM mapped WHERE ${where}`,
    );
    if (found === undefined || found.n === 0) continue;
    const place = found.line === null ? "" : ` on line ${found.line}`;
    notes.push(
      `${headerOf(adapter, target, raw)} left out of ${count(found.n, "row")} where it is not ${kindSql(kind).allowed}, such as "${clean(found.value).slice(0, 60)}"${place}`,
    );
  }
  const [dropped] =
    adapter.drop === undefined ? [] : await db.rows<{ n: number }>(`SELECT count(*) AS n FROM mapped WHERE ok AND ${dropSql(adapter)}`);
  if (adapter.drop !== undefined && dropped !== undefined && dropped.n > 0)
    notes.push(`${count(dropped.n, "row")} of ${adapter.drop.what} left out, counted as repeated`);
  return [...notes, adapter.note ?? []].flat().join("; ") || null;
}

function dropSql({ drop }: Adapter): string {
  return drop === undefined ? "false" : `coalesce(${drop.when}, false)`;
}

async function stagedCount(db: Database, adapter: Adapter): Promise<number> {
  const [row] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM staged_${adapter.table}`);
  return row?.n ?? 0;
}

interface MappingSql {
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
function mappingSql(adapter: Adapter, raw: RawTable, dialect: Dialect, currency: string): MappingSql {
  const rules = Object.entries(adapter.columns);
  const types = targetTypes(adapter.table);
  const hasCurrency = "currency" in types;
  const cells = rules.map(([target, rule]) => `${cellSql(rule, raw)} AS ${cellName(target)}`);
  const told = ["currency" in adapter.columns ? WRITTEN_CURRENCY : null, dialect.signedCurrency, literal(currency)];
  const currencySql = hasCurrency ? `coalesce(${told.filter((sql) => sql !== null).join(", ")})` : "NULL";
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
  const base = `SELECT n, ${raw.line} AS line, ${[...cells, `${referenceSql(adapter, raw)} AS ref`, `${version} AS version`].join(", ")} FROM ${raw.source}`;
  // A derivation reads parsed values under the columns' plain names, so these are named one level below it.
  const named = `SELECT *, ${rules.map(([target]) => `${parsedName(target)} AS ${identifier(target)}`).join(", ")} FROM (SELECT *, ${parsed.join(", ")} FROM (${base}))`;
  const outer = `SELECT n, line, ref, version, ${[...rules.map(([target]) => cellName(target)), ...rules.map(([target]) => parsedName(target))].join(", ")}, ${[...plain, ...derived.map(([target, sql]) => `${sql} AS ${identifier(target)}`)].join(", ")} FROM (${named})`;
  return {
    view: `SELECT *, NOT coalesce(${faults.map(({ when }) => `(${when})`).join(" OR ")}, false) AS ok FROM (${outer})`,
    targets: new Set([...rules.map(([target]) => target), ...derived.map(([target]) => target)]),
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
function referenceSql({ account: { id, external, email, domain, name, any, labels, ours } }: Adapter, raw: RawTable): string {
  const cells = [
    cellSql({ from: id ?? [], kind: "text" }, raw),
    cellSql({ from: external ?? [], kind: "text" }, raw),
    theirs(cellSql({ from: email ?? [], kind: "text", join: ";" }, raw), cellSql({ from: ours ?? [], kind: "text" }, raw)),
    cellSql({ from: domain ?? [], kind: "text", join: ";" }, raw),
    cellSql({ from: name ?? [], kind: "text" }, raw),
    labels === undefined
      ? cellSql({ from: any ?? [], kind: "text" }, raw)
      : `coalesce(${cellSql({ from: any ?? [], kind: "text" }, raw)}, ${customerLabel(cellSql({ from: labels, kind: "text", join: ";" }, raw))})`,
  ];
  return cells.map((cell) => (cell === NO_CELL ? "''" : `coalesce(${cell}, '')`)).join(" || chr(31) || ");
}

/** NAME of the first label `customer: NAME` in a list; the cell may be JSON. */
function customerLabel(cell: string): string {
  return `nullif(trim(regexp_extract(${cell}, ${literal(CUSTOMER_LABEL)}, 1)), '')`;
}

function parsedName(target: string): string {
  return identifier(`parsed ${target}`);
}
