import { addDays, type Day } from "../core/days.ts";
import { hash } from "../core/ids.ts";
import { UserError } from "../core/errors.ts";
import { stableJson } from "../core/json.ts";
import type { Measurement, Subject, Window } from "../domain/facts/fact.ts";
import type { Cells, Metric } from "../domain/facts/metric.ts";
import { metricNamed } from "../domain/facts/metrics/registry.ts";
import { inTrueDays } from "../domain/facts/true-days.ts";
import { lastFullQuarter } from "../domain/metrics/period.ts";
import type { Book, Scope } from "./book.ts";
import { isOnRecord } from "./is-on-record.ts";
import { askOnce } from "./queries/ask-once.ts";
import type { Query, QueryContext } from "./queries/query.ts";
import { queryNamed } from "./queries/registry.ts";

/**
 * Measures metrics of one subject, in the order given. A metric of the book asked of an account is measured of the book.
 * Throws UserError for an unknown metric or health model, and for a metric of one account asked of the book.
 */
export async function measure(context: QueryContext, subject: Subject, names: readonly string[]): Promise<Measurement[]> {
  return Promise.all(
    names.map(async (name) => {
      const metric = metricNamed(name);
      const about: Subject = metric.about === "book" ? { book: context.book.owner ?? "all" } : subject;
      if (metric.about === "account" && !("account" in about)) throw needsAccount(name);
      const scoped: QueryContext = {
        ...context,
        scope: {
          asOf: context.scope.asOf,
          health: context.scope.health,
          ...periodOf(metric, context.scope),
          ...("account" in about ? { account: about.account } : {}),
        },
      };
      const rows = await askOnce(queryNamed(metric.query), scoped);
      const row = rowOf(rows, about);
      return toMeasurement(scoped, about, metric, row, row === undefined ? await whyNoRow(scoped, about, metric) : "");
    }),
  );
}

/** Measures metrics of several accounts at the cost of one: account → measurements in the order of `names`. The metrics must be about accounts. */
export async function measureAll(
  context: QueryContext,
  accounts: readonly string[],
  names: readonly string[],
): Promise<Map<string, Measurement[]>> {
  const whole: QueryContext = { ...context, scope: { asOf: context.scope.asOf, health: context.scope.health } };
  const byMetric = new Map<string, Map<unknown, Cells>>();
  const noRow = new Map<string, string>();
  const during = (name: string): Pick<Scope, "period"> => periodOf(metricNamed(name), context.scope);
  for (const name of names) {
    const rows = await askOnce(queryNamed(metricNamed(name).query), { ...whole, scope: { ...whole.scope, ...during(name) } });
    const byAccount = new Map<unknown, Cells>(rows.map((row) => [row["account"], row]));
    byMetric.set(name, byAccount);
    const [without] = accounts.filter((account) => !byAccount.has(account));
    if (without !== undefined) noRow.set(name, await whyNoRow(whole, { account: without }, metricNamed(name)));
  }
  const measured = (account: string): Measurement[] =>
    names.map((name) => {
      const scoped = { ...context, scope: { ...whole.scope, ...during(name), account } };
      return toMeasurement(scoped, { account }, metricNamed(name), byMetric.get(name)?.get(account), noRow.get(name) ?? "");
    });
  return new Map(accounts.map((account) => [account, measured(account)]));
}

function needsAccount(name: string): UserError {
  return new UserError({
    code: "needs-account",
    message: `"${name}" is measured of one account, and none is named.`,
    found: name,
    fix: "Name an account, or ask for a metric of the whole book.",
  });
}

function rowOf(rows: readonly Cells[], subject: Subject): Cells | undefined {
  return "account" in subject ? rows.find((row) => row["account"] === subject.account) : rows[0];
}

function toMeasurement(context: QueryContext, subject: Subject, metric: Metric, row: Cells | undefined, noRow: string): Measurement {
  const { asOf, health } = context.scope;
  const query: Query = queryNamed(metric.query);
  const value = row === undefined ? null : metric.value(row);
  const { period } = context.scope;
  const days = period === undefined && row !== undefined ? monthsOf(metric, row) : undefined;
  const window = period ?? windowOf(metric, asOf, days);
  const scored = metric.query === "health" || metric.query === "book-health";
  const params = {
    as_of: asOf,
    ...("account" in subject ? { account: subject.account } : ownerOf(context.book)),
    ...(scored ? { health } : {}),
    ...period,
  };
  const named =
    days === undefined ? metric.formula : inTrueDays(metric.formula, { ...days, upTo: window.to === asOf ? undefined : window.to });
  const formula = scored ? `${metric.formula} (model ${health})` : named;
  return {
    key: hash(stableJson([metric.name, subject, window, formula]), 12),
    snapshot: context.book.snapshot,
    metric: metric.name,
    subject,
    value,
    unit: metric.unit,
    ...(metric.unit === "money" ? { currency: currencyOf(row, context.book) } : {}),
    window,
    ...(days === undefined ? {} : { days: { last: days.last, before: days.before } }),
    asOf,
    formula,
    source: { query: query.name, params, tables: query.tables, rows: Number(row?.["n"] ?? 0) },
    ...(value === null ? { reason: row === undefined ? noRow : whyUnknown(metric, row) } : {}),
  };
}

/** Why a metric has no value although there is a row of its subject. */
function whyUnknown(metric: Metric, row: Cells): string {
  const nothing = Number(row["n"] ?? 1) === 0;
  return staleUse(metric, row) ?? metric.reason?.(row) ?? (nothing ? `no rows: it needs ${metric.needs}` : "the export does not say");
}

interface Months {
  readonly last: number;
  readonly before: number;
  /** Days from the last of them to as-of. */
  readonly endsAgo: number;
}

/** The days that stand for the 30 of a metric of use; undefined where they are 30 days to as-of, and for other metrics. */
function monthsOf({ window }: Metric, row: Cells): Months | undefined {
  const [last, before, endsAgo] = [row["days_last"], row["days_prior"], row["ends_ago"]].map(Number);
  if ((window !== 30 && window !== 60) || last === undefined || before === undefined || endsAgo === undefined) return undefined;
  if (row["use_by"] === "day" || Number.isNaN(last)) return undefined;
  return { last, before, endsAgo };
}

function windowOf(metric: Metric, asOf: Day, days: Months | undefined): Window {
  if (days === undefined) return { from: metric.window === 0 ? asOf : addDays(asOf, 1 - metric.window), to: asOf };
  const to = addDays(asOf, -days.endsAgo);
  return { from: addDays(to, 1 - days.last - (metric.window === 60 ? days.before : 0)), to };
}

/** Why a figure of the last month of use is not known although there is use: it is recorded by the week or month, and not up to now. */
function staleUse({ window }: Metric, row: Cells): string | undefined {
  const upTo = row["use_up_to"];
  if ((window !== 30 && window !== 60) || typeof upTo !== "string") return undefined;
  return `use is recorded by the ${String(row["use_by"])}, up to ${upTo} only`;
}

/** A metric of a period is of the days asked for, else of the last full quarter; any other looks back over a window of its own. */
function periodOf({ ofPeriod }: Metric, { asOf, period }: Scope): Pick<Scope, "period"> {
  return ofPeriod === true ? { period: period ?? lastFullQuarter(asOf) } : {};
}

function ownerOf({ owner }: Book): { owner?: string } {
  return owner === undefined ? {} : { owner };
}

function currencyOf(row: Cells | undefined, book: Book): string {
  const currency = row?.["currency"];
  return typeof currency === "string" ? currency : book.currency;
}

/**
 * Why there is no row of a subject: nobody's export was given, or the exports hold nothing of this account. Rows of others in the same tables do
 * not tell that others have a value (an export of subscriptions may lack the seats of all), so what is needed is said in both cases.
 */
async function whyNoRow({ book, scope }: QueryContext, subject: Subject, metric: Metric): Promise<string> {
  if ("account" in subject && (await isOnRecord(book, queryNamed(metric.query).tables, scope.asOf)))
    return `nothing is on record for this account: it needs ${metric.needs}`;
  return `no rows: it needs ${metric.needs}`;
}
