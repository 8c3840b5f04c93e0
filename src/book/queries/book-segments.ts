import { segmentOf } from "../../domain/segments.ts";
import type { Cells } from "../../domain/facts/metric.ts";
import { ORIGIN, type Query, sqlQuery } from "./query.ts";
import { PAID, REPORTED } from "./subscription-terms.ts";

const payers = sqlQuery({
  name: "book-segments",
  doc: "accounts and recurring revenue by segment, in the reporting currency",
  tables: ["subscriptions", "meta"],
  rows: () => ({
    sql: `SELECT account, sum(arr_minor)::BIGINT AS arr_minor, count(*) AS n FROM subscriptions
WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID} AND ${REPORTED} GROUP BY account ORDER BY account`,
  }),
  evidence: () => ({
    sql: `SELECT account, subscription, plan, arr_minor, currency, ${ORIGIN} FROM subscriptions t
WHERE account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID} ORDER BY account, subscription`,
  }),
});

/** Accounts and ARR of each segment: the bounds are those of every other figure. */
export const bookSegments: Query = {
  ...payers,
  rows: async (context) => {
    const rows = await payers.rows(context);
    const arrOf = (row: Cells): number => Number(row["arr_minor"] ?? 0);
    const cells = (["enterprise", "mid-market", "SMB"] as const).flatMap((segment) => {
      const own = rows.filter((row) => segmentOf(arrOf(row)) === segment);
      const key = segment.toLowerCase().replace("-", "_");
      return [[`${key}_accounts`, own.length] as const, [`${key}_minor`, own.reduce((sum, row) => sum + arrOf(row), 0)] as const];
    });
    const n = rows.reduce((sum, row) => sum + Number(row["n"] ?? 0), 0);
    return [{ ...Object.fromEntries(cells), currency: context.book.currency, n }];
  },
};
