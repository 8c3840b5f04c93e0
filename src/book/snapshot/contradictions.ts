import { count } from "../../core/text.ts";
import type { Check } from "./finding-check.ts";

/** Recurring revenue of two sources that is this much apart is a contradiction, not rounding. */
const ARR_TOLERANCE = 0.01;

/** An account that its record calls lost; null where the record says nothing about it. */
const FLAGGED =
  "coalesce(churned, CASE WHEN lifecycle IS NOT NULL THEN regexp_matches(lower(lifecycle), '\\b(churn|churned|former|lost|cancelled|canceled)\\b') END)";

/** The last time each account left, and whether a subscription began after that. */
const LEFT = `(SELECT account, max(churned_on) AS left_on, (SELECT count(*) FROM subscriptions s WHERE s.account = e.account AND day_of(s.started_at) >= max(e.churned_on)) AS back FROM churn_events e WHERE account IS NOT NULL GROUP BY account)`;

const examples = (query: string): string => `SELECT count(*) AS n, coalesce(min(account), '') AS example FROM (${query})`;

/** Where two exports say different things of the same account. Each is told, none is settled: the sources have to be. */
export const CONTRADICTIONS: readonly Check[] = [
  {
    kind: "churned-without-event",
    sql: examples(
      `SELECT account FROM accounts WHERE ${FLAGGED} AND account NOT IN (SELECT account FROM churn_events WHERE account IS NOT NULL) AND (SELECT count(*) FROM churn_events) > 0`,
    ),
    message: (n, example) =>
      `${count(n, "account")} ${n === 1 ? "is" : "are"} flagged as churned without a churn event, such as ${example}`,
  },
  {
    kind: "churn-event-without-flag",
    sql: examples(`SELECT account FROM accounts JOIN ${LEFT} USING (account) WHERE back = 0 AND NOT ${FLAGGED}`),
    message: (n, example) =>
      `${count(n, "account")} ${n === 1 ? "has" : "have"} a churn event but ${n === 1 ? "is" : "are"} not flagged as churned, such as ${example}`,
  },
  {
    kind: "churn-event-with-subscription",
    sql: examples(
      `SELECT DISTINCT account FROM subscriptions JOIN ${LEFT} USING (account) WHERE ended_at IS NULL AND day_of(started_at) < left_on AND coalesce(lower(status), '') NOT IN ('canceled', 'cancelled', 'ended', 'expired')`,
    ),
    message: (n, example) =>
      `${count(n, "account")} left by a churn event, and a subscription of ${n === 1 ? "it" : "theirs"} goes on, such as ${example}: it still counts as recurring revenue`,
  },
  {
    kind: "crm-arr-differs",
    sql: examples(
      `SELECT account FROM accounts a JOIN (SELECT account, sum(arr_minor) AS arr_minor FROM subscriptions WHERE ended_at IS NULL AND coalesce(lower(status), '') NOT IN ('trialing', 'canceled', 'cancelled', 'incomplete', 'expired') AND currency = (SELECT value FROM meta WHERE key = 'currency') GROUP BY account) s USING (account) WHERE coalesce(a.currency, (SELECT value FROM meta WHERE key = 'currency')) = (SELECT value FROM meta WHERE key = 'currency') AND abs(a.arr_minor - s.arr_minor) > ${ARR_TOLERANCE} * greatest(abs(s.arr_minor), 1)`,
    ),
    message: (n, example) =>
      `${count(n, "account")} ${n === 1 ? "has" : "have"} another ARR in the CRM than in the subscriptions, by more than 1 %, such as ${example}: the subscriptions count`,
  },
];
