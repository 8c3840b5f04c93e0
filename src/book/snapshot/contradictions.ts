import { count } from "../../core/text.ts";
import { saysFormer } from "../account-standing.ts";
import { LAST_TOLD_DAY } from "../queries/last-told-day.ts";
import { rowEnd } from "../queries/row-end.ts";
import { NEVER_BEGAN } from "../queries/subscription-terms.ts";
import type { Check } from "./finding-check.ts";

/** Amounts of two sources that are this much apart are a contradiction, not rounding. */
const TOLERANCE = 0.01;
/** People tidy up after they have left: what comes within these days is no contradiction. */
const GRACE_DAYS = 30;

const REPORTING = "(SELECT value FROM meta WHERE key = 'currency')";
const GONE = "('canceled', 'cancelled', 'ended', 'expired', 'incomplete_expired')";

/** An account that its record calls lost; null where the record says nothing about it. */
const FLAGGED = `coalesce(churned, ${saysFormer("lifecycle")})`;

/** The last time each account left, where that is told, and whether a subscription began after that. */
const LEFT = `(SELECT account, max(churned_on) AS left_on, arg_max(file_id, (churned_on, file_id, line)) AS file_id, arg_max(line, (churned_on, file_id, line)) AS line, (SELECT count(*) FROM subscriptions s WHERE s.account = e.account AND day_of(s.started_at) >= max(e.churned_on)) AS back FROM churn_events e WHERE account IS NOT NULL GROUP BY account)`;

/** Subscriptions that nothing calls ended. */
const GOING_ON = `(SELECT * FROM subscriptions WHERE account IS NOT NULL AND ended_at IS NULL AND NOT ${NEVER_BEGAN} AND coalesce(lower(status), '') NOT IN ${GONE})`;

/** The first row of each account among rows of a table. */
const firstOf = (rows: string): string =>
  `SELECT account AS subject, min(file_id) AS file_id, arg_min(line, (file_id, line)) AS line FROM (${rows}) GROUP BY account`;

const isAre = (n: number): string => (n === 1 ? "is" : "are");
const hasHave = (n: number): string => (n === 1 ? "has" : "have");

/** Files whose days of use are so far apart, as domain/metrics/use-windows.ts tells them: from so many days on where there is `one`, where there are `several`. */
const spaced = (apart: string, days: { readonly one: number; readonly several: number }): string =>
  `SELECT CAST(NULL AS VARCHAR) AS subject, file_id, CAST(NULL AS INTEGER) AS line FROM (SELECT file_id, day - lag(day) OVER (PARTITION BY file_id ORDER BY day) AS gap FROM usage_days)
GROUP BY file_id HAVING ${apart} AND count(*) >= CASE WHEN (SELECT count(DISTINCT file_id) FROM usage_days) = 1 THEN ${days.one} ELSE ${days.several} END`;

/** Where two exports, or two columns of one, say different things. Each is told, none is settled: the sources have to be. */
export const CONTRADICTIONS: readonly Check[] = [
  {
    kind: "usage-by-week",
    sql: spaced("bool_and(gap % 7 = 0) AND 2 * count(*) FILTER (gap = 7) > count(gap)", { one: 4, several: 8 }),
    message: (_, such) =>
      `use is recorded by the week ${such}: figures of 30 days count 28 days, four whole weeks against the four before (a row of a Monday or Sunday is the week that begins there, once it is over), and nothing is known of single days`,
  },
  {
    kind: "usage-by-month",
    sql: spaced("bool_and(gap BETWEEN 27 AND 36)", { one: 3, several: 4 }),
    message: (_, such) =>
      `use is recorded by the month ${such}: figures of 30 days are of a month against the month before (a row of the first of a month is the month that begins there, once it is over), and nothing is known of weeks and days`,
  },
  {
    kind: "usage-before-subscription",
    sql: `SELECT account AS subject, min(file_id) AS file_id, CAST(NULL AS INTEGER) AS line FROM usage JOIN (SELECT account, min(day_of(started_at)) AS starts_on FROM subscriptions GROUP BY account) USING (account) WHERE ${rowEnd("day")} < starts_on GROUP BY account`,
    message: (n, such) => `${count(n, "account")} used the product before the first subscription began, such as ${such}`,
  },
  {
    kind: "churned-without-event",
    sql: `SELECT account AS subject, file_id, line FROM accounts WHERE ${FLAGGED} AND account NOT IN (SELECT account FROM churn_events WHERE account IS NOT NULL) AND (SELECT count(*) FROM churn_events) > 0`,
    message: (n, such) => `${count(n, "account")} ${isAre(n)} flagged as churned without a churn event, such as ${such}`,
  },
  {
    kind: "churn-event-without-flag",
    sql: `SELECT account AS subject, e.file_id, e.line FROM accounts JOIN ${LEFT} e USING (account) WHERE back = 0 AND NOT ${FLAGGED}`,
    message: (n, such) => `${count(n, "account")} ${hasHave(n)} a churn event but ${isAre(n)} not flagged as churned, such as ${such}`,
  },
  {
    kind: "flagged-with-subscription",
    sql: firstOf(`SELECT account, s.file_id, s.line FROM ${GOING_ON} s JOIN accounts USING (account) WHERE ${FLAGGED}`),
    message: (n, such) =>
      `${count(n, "account")} ${isAre(n)} flagged as churned while a subscription of ${n === 1 ? "it" : "theirs"} goes on, such as ${such}: it still counts as recurring revenue`,
  },
  {
    kind: "churn-event-with-subscription",
    sql: firstOf(
      `SELECT account, s.file_id, s.line FROM ${GOING_ON} s JOIN (SELECT account, left_on FROM ${LEFT}) USING (account) WHERE day_of(started_at) < left_on`,
    ),
    message: (n, such) =>
      `${count(n, "account")} left by a churn event, and a subscription of ${n === 1 ? "it" : "theirs"} goes on, such as ${such}: it still counts as recurring revenue`,
  },
  {
    kind: "tickets-after-churn",
    sql: firstOf(
      `SELECT account, t.file_id, t.line FROM tickets t JOIN (SELECT account, left_on FROM ${LEFT} WHERE back = 0) USING (account) WHERE day_of(created_at) > left_on + ${GRACE_DAYS}`,
    ),
    message: (n, such) =>
      `${count(n, "account")} opened tickets more than ${GRACE_DAYS} days after leaving, such as ${such}: it came back, or did not leave`,
  },
  {
    kind: "usage-after-churn",
    sql: `SELECT account AS subject, min(u.file_id) AS file_id, CAST(NULL AS INTEGER) AS line FROM usage u JOIN (SELECT account, left_on FROM ${LEFT} WHERE back = 0) USING (account) WHERE day > left_on + ${GRACE_DAYS} GROUP BY account`,
    message: (n, such) =>
      `${count(n, "account")} used the product more than ${GRACE_DAYS} days after leaving, such as ${such}: it came back, or did not leave`,
  },
  {
    kind: "negative-revenue",
    sql: "SELECT subscription AS subject, file_id, line FROM subscriptions WHERE amount_minor < 0 UNION ALL SELECT account, file_id, line FROM accounts WHERE arr_minor < 0",
    message: (n, such) =>
      `${count(n, "price")} ${isAre(n)} below zero, such as ${such}: recurring revenue never is, so no figure of revenue or retention counts ${n === 1 ? "it" : "them"}; take a discount off the price it belongs to`,
  },
  {
    kind: "ended-without-day",
    sql: `SELECT subscription AS subject, file_id, line FROM subscriptions WHERE ended_at IS NULL AND NOT ${NEVER_BEGAN} AND lower(status) IN ${GONE}`,
    message: (n, such) =>
      `${count(n, "subscription")} ${isAre(n)} called ended without the day it ended on, such as ${such}: it counts as in force on every day`,
  },
  {
    kind: "ended-but-active",
    sql: "SELECT subscription AS subject, file_id, line FROM subscriptions WHERE ended_at IS NOT NULL AND lower(status) = 'active' AND canceled_at IS NULL",
    message: (n, such) =>
      `${count(n, "subscription")} ${isAre(n)} called active though ended on a day, such as ${such}: the day counts, not the status`,
  },
  {
    kind: "renewal-passed",
    sql: `SELECT subscription AS subject, file_id, line FROM ${GOING_ON} WHERE canceled_at IS NULL AND day_of(period_end_at) < ${LAST_TOLD_DAY} - ${GRACE_DAYS}`,
    message: (n, such) =>
      `${count(n, "subscription")} ${isAre(n)} called active though the current period ended more than ${GRACE_DAYS} days before the exports do, such as ${such}: either it was renewed, or it is gone`,
  },
  {
    kind: "crm-arr-differs",
    sql: `SELECT account AS subject, a.file_id, a.line FROM accounts a JOIN (SELECT account, sum(arr_minor) AS arr_minor FROM subscriptions WHERE ended_at IS NULL AND coalesce(lower(status), '') <> 'trialing' AND NOT ${NEVER_BEGAN} AND coalesce(lower(status), '') NOT IN ${GONE} AND currency = ${REPORTING} GROUP BY account) s USING (account) WHERE coalesce(a.currency, ${REPORTING}) = ${REPORTING} AND abs(a.arr_minor - s.arr_minor) > ${TOLERANCE} * greatest(abs(s.arr_minor), 1)`,
    message: (n, such) =>
      `${count(n, "account")} ${hasHave(n)} another ARR in the CRM than in the subscriptions, by more than 1 %, such as ${such}: the subscriptions count`,
  },
  {
    kind: "arr-is-not-the-price",
    sql: `SELECT subscription AS subject, file_id, line FROM subscriptions WHERE abs(arr_minor - amount_minor * CASE interval WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 WHEN 'half-year' THEN 2 WHEN 'year' THEN 1 END) > ${TOLERANCE} * greatest(abs(arr_minor), 1)`,
    message: (n, such) =>
      `${count(n, "subscription")} ${hasHave(n)} another ARR than price and interval make, by more than 1 %, such as ${such}: the ARR counts`,
  },
  {
    kind: "invoice-without-subscription",
    sql: "SELECT invoice AS subject, file_id, line FROM invoices WHERE subscription IS NOT NULL AND subscription NOT IN (SELECT subscription FROM subscriptions WHERE subscription IS NOT NULL) AND (SELECT count(*) FROM subscriptions) > 0",
    message: (n, such) => `${count(n, "invoice")} ${isAre(n)} for a subscription that no export tells of, such as ${such}`,
  },
  {
    kind: "solved-before-opened",
    sql: "SELECT ticket AS subject, file_id, line FROM tickets WHERE solved_at < created_at",
    message: (n, such) => `${count(n, "ticket")} ${isAre(n)} solved before being opened, such as ${such}`,
  },
];
