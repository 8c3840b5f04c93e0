import { addDays, daysBetween } from "../../core/days.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { addMonths, lastFullQuarter, monthsIn, type Period } from "../../domain/metrics/period.ts";
import type { Params, Row } from "../book.ts";
import type { TableName } from "../schema.ts";
import type { Query, QueryContext } from "./query.ts";

interface AccountPeriodQuery {
  readonly name: string;
  readonly doc: string;
  readonly tables: readonly TableName[];
  /** One row an account; may use $from, $to, $before_from, $before_to, $as_of, and the condition `accountIs`. */
  readonly rows: (accountIs: string, context: QueryContext) => string | Promise<string>;
  /** The stored rows, wholly ordered; may use the same. */
  readonly evidence: (accountIs: string) => string;
}

/**
 * A question about accounts in the scope's period, else the last full quarter, and in the stretch of the same length before it. Days after
 * as-of are cut off. Every account of the book's list may have a row.
 */
export function accountPeriodQuery({ name, doc, tables, rows, evidence }: AccountPeriodQuery): Query {
  return {
    name,
    doc,
    tables,
    rows: async (context) => {
      const sql = await rows(accountIs(context), context);
      return context.book.rows<Cells>(sql, paramsOf(sql, context));
    },
    evidence: (context, _days, limit) => {
      const sql = `SELECT * FROM (${evidence(accountIs(context))}) LIMIT ${Math.trunc(limit)}`;
      return context.book.rows<Row>(sql, paramsOf(sql, context));
    },
  };
}

/** The stretch as long as `period` that ends the day before it: the quarter before a quarter, the month before a month. */
function periodBefore({ from, to }: Period): Period {
  const months = monthsIn({ from, to });
  const start = Number.isInteger(months) ? addMonths(from, -months) : addDays(from, -daysBetween(from, to) - 1);
  return { from: start, to: addDays(from, -1) };
}

function accountIs({ scope }: QueryContext): string {
  return scope.account === undefined ? "account IS NOT NULL" : "account = $account";
}

function paramsOf(sql: string, { scope }: QueryContext): Params {
  const period = scope.period ?? lastFullQuarter(scope.asOf);
  const before = periodBefore(period);
  const given: Params = {
    as_of: scope.asOf,
    from: period.from,
    to: period.to > scope.asOf ? scope.asOf : period.to,
    before_from: before.from,
    before_to: before.to,
    ...(scope.account === undefined ? {} : { account: scope.account }),
  };
  return Object.fromEntries(Object.entries(given).filter(([key]) => new RegExp(`\\$${key}\\b`).test(sql)));
}

/** Condition under which a day lies in the period, or in the stretch before it. */
export const IN_PERIOD = "BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)";
export const IN_BEFORE = "BETWEEN CAST($before_from AS DATE) AND CAST($before_to AS DATE)";
