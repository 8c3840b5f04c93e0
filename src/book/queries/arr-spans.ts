import type { Day } from "../../core/days.ts";
import type { RevenueSpan } from "../../domain/metrics/revenue-history.ts";
import type { Book } from "../book.ts";
import { PAID } from "./subscription-terms.ts";

/** Recurring revenue by subscription, and what of the export could not become any. */
export interface ArrSpans {
  readonly spans: readonly RevenueSpan[];
  /** Subscriptions that belong to no known account, and those without an amount or currency. */
  readonly unjoined: number;
  readonly unpriced: number;
  /** Subscriptions that the export calls over (current state) without a day on which they ended: they count as running. */
  readonly endless: number;
}

interface SpanRow {
  readonly account: string | null;
  readonly subscription: string | null;
  readonly product: string | null;
  readonly currency: string | null;
  readonly arr_minor: number | null;
  readonly started_on: Day;
  readonly ended_on: Day | null;
  readonly months: number;
  readonly term_ends_on: Day | null;
  readonly endless: boolean;
}

const OVER = "('canceled', 'cancelled', 'expired', 'ended', 'terminated', 'churned', 'closed')";

/** Every subscription begun by `asOf`, from its start (the end of its trial) to its end; an end recorded later is not seen, trials are left out. */
export async function arrSpans(book: Book, asOf: Day): Promise<ArrSpans> {
  const rows = await book.rows<SpanRow>(
    `SELECT account, subscription, product, currency, arr_minor, greatest(day_of(started_at), day_of(trial_end_at)) AS started_on,
  CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN day_of(ended_at) END AS ended_on,
  CASE interval WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half-year' THEN 6 ELSE 12 END AS months, day_of(period_end_at) AS term_ends_on,
  coalesce(ended_at IS NULL AND lower(trim(status)) IN ${OVER} AND (canceled_at IS NULL OR day_of(canceled_at) <= CAST($as_of AS DATE)), false) AS endless
FROM subscriptions WHERE day_of(started_at) <= CAST($as_of AS DATE) AND ${PAID} AND basis IS NULL ORDER BY account, subscription, started_on, ended_on, arr_minor`,
    { as_of: asOf },
  );
  const spans = rows.flatMap((row): RevenueSpan[] =>
    row.account === null || row.arr_minor === null || row.currency === null
      ? []
      : [
          {
            account: row.account,
            subscription: row.subscription ?? "",
            product: row.product,
            currency: row.currency,
            arrMinor: row.arr_minor,
            startedOn: row.started_on,
            endedOn: row.ended_on,
            termMonths: row.months,
            termEndsOn: row.term_ends_on,
          },
        ],
  );
  const unjoined = rows.filter(({ account }) => account === null).length;
  const endless = rows.filter((row) => row.account !== null && row.endless).length;
  return { spans, unjoined, unpriced: rows.length - spans.length - unjoined, endless };
}
