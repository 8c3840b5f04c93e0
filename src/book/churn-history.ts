import type { Day } from "../core/days.ts";
import type { Departure, PaidSpan } from "../domain/survival/customer-periods.ts";
import type { Book } from "./book.ts";
import { PAID, REPORTED } from "./queries/subscription-terms.ts";

/** Every paid subscription's days and every recorded departure up to a day, and since when accounts without subscriptions are known. */
export interface ChurnHistory {
  readonly spans: readonly PaidSpan[];
  readonly departures: readonly Departure[];
}

/** Reads who paid from when to when, as known at the end of `asOf`: an end later than that is not seen, nor is a trial. */
export async function churnHistory(book: Book, asOf: Day): Promise<ChurnHistory> {
  const spans = await book.rows<PaidSpan & { readonly subscription: string | null }>(
    `SELECT account, greatest(day_of(started_at), day_of(trial_end_at)) AS "from",
  CASE WHEN day_of(ended_at) <= CAST($as_of AS DATE) THEN day_of(ended_at) END AS "to",
  CASE WHEN ${REPORTED} THEN arr_minor END AS arr_minor, subscription
FROM subscriptions WHERE account IS NOT NULL AND basis IS NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND ${PAID}
ORDER BY account, "from", "to" NULLS LAST, subscription`,
    { as_of: asOf },
  );
  const departures = await book.rows<Departure>(
    `SELECT e.account, e.churned_on AS "on", min(a.created_on) AS since FROM churn_events e LEFT JOIN accounts a USING (account)
WHERE e.account IS NOT NULL AND e.churned_on <= CAST($as_of AS DATE) GROUP BY ALL ORDER BY e.account, "on"`,
    { as_of: asOf },
  );
  return { spans, departures };
}

/** The first day from which use, tickets or meetings are recorded; undefined where none are. */
export async function firstActivity(book: Book): Promise<Day | undefined> {
  const [row] = await book.rows<{ day: Day | null }>(
    `SELECT CAST(min(day) AS DATE) AS day FROM (SELECT min(day) AS day FROM usage_days UNION ALL SELECT min(day_of(created_at)) FROM tickets
UNION ALL SELECT min(on_day) FROM interactions UNION ALL SELECT min(day_of(answered_at)) FROM surveys)`,
  );
  return row?.day ?? undefined;
}
