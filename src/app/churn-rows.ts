import { arrOn, type CustomerPeriod, customerPeriods, grouped, type PaidSpan, periodOn } from "../domain/survival/customer-periods.ts";
import { BASE_QUERIES } from "../book/queries/base-queries.ts";
import { churnHistory } from "../book/churn-history.ts";
import { readPanel } from "../book/queries/panel.ts";
import { addDays, type Day } from "../core/days.ts";
import { undatedReason } from "../domain/backtest/dated-metrics.ts";
import type { Excluded } from "../domain/churn/choose-columns.ts";
import type { TextTable } from "../domain/churn/frame.ts";
import type { Metric } from "../domain/facts/metric.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Session } from "./open-session.ts";

/** When each account of the book was a customer, and what it paid. */
export interface CustomerBase {
  readonly periods: ReadonlyMap<string, readonly CustomerPeriod[]>;
  readonly spans: ReadonlyMap<string, readonly PaidSpan[]>;
}

/** Reads the customers of the book as known at the end of as-of. */
export async function customerBase({ book, asOf }: Session): Promise<CustomerBase> {
  const { spans, departures } = await churnHistory(book, asOf);
  return { periods: grouped(customerPeriods(spans, departures)), spans: grouped(spans) };
}

/** True where the account leaves after `day` and at most `horizon` days later. */
export function leavesWithin(base: CustomerBase, account: string, day: Day, horizon: number): boolean {
  const period = periodOn(base.periods.get(account) ?? [], day);
  const left = period?.to ?? null;
  return left !== null && left <= addDays(day, horizon);
}

/** What an account pays on a day, in minor units of the reporting currency. */
export function arrOf(base: CustomerBase, account: string, day: Day): number | null {
  return arrOn(base.spans.get(account) ?? [], day);
}

const NUMBERS: ReadonlySet<string> = new Set(["ratio", "count", "money", "days", "hours", "score", "points"]);
/** A notice already given is the outcome itself. */
const NOTICE = "cancel_requested";

/** The metrics of accounts that can be known for a past day, and those that cannot, with why. */
export function churnMetrics(): { readonly dated: readonly Metric[]; readonly barred: readonly Excluded[] } {
  const candidates = [...METRICS.values()].filter(
    ({ about, unit, query, name }) => about === "account" && NUMBERS.has(unit) && BASE_QUERIES.has(query) && name !== NOTICE,
  );
  const judged = candidates.map((metric) => ({ metric, reason: undatedReason(metric) }));
  return {
    dated: judged.filter(({ reason }) => reason === null).map(({ metric }) => metric),
    barred: [
      ...judged.flatMap(({ metric, reason }) => (reason === null ? [] : [{ column: metric.name, reason }])),
      { column: NOTICE, reason: "a notice already given is the outcome itself; accounts that have given it are not learnt from" },
    ],
  };
}

/** One row an account: who is a customer on `day`, with its metrics as of that day. Accounts that have given notice are told apart. */
export async function customersOn(
  session: Session,
  base: CustomerBase,
  day: Day,
  metrics: readonly Metric[],
): Promise<{ readonly table: TextTable; readonly accounts: readonly string[]; readonly notice: ReadonlySet<string> }> {
  const context = session.context();
  const panel = await readPanel({ ...context, scope: { ...context.scope, asOf: day } }, [...metrics.map(({ name }) => name), NOTICE]);
  const numbers = panel.days[0]?.numbers;
  const rows = [...panel.accounts.keys()].filter((row) => periodOn(base.periods.get(panel.accounts[row] ?? "") ?? [], day) !== undefined);
  const accounts = rows.map((row) => panel.accounts[row] ?? "");
  return {
    accounts,
    notice: new Set(rows.filter((row) => numbers?.get(NOTICE)?.[row] === 1).map((row) => panel.accounts[row] ?? "")),
    table: {
      rows: accounts.length,
      columns: metrics.map(({ name }) => ({ name, cells: rows.map((row) => cellOf(numbers?.get(name)?.[row])) })),
    },
  };
}

function cellOf(value: number | undefined): string | null {
  return value === undefined || Number.isNaN(value) ? null : String(value);
}
