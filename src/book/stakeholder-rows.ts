import type { Day } from "../core/days.ts";
import type { StakeholderRow } from "../domain/people/stakeholder.ts";
import type { Book } from "./book.ts";

/**
 * Contacts of every account with what is known of them on as-of: buying role, departure, own use of the product, meetings, tickets and survey answers.
 * An address alone, such as an invoice's, is no second person beside a contact with that address and a name.
 */
export async function stakeholderRows(book: Book, asOf: Day, account: string | undefined): Promise<StakeholderRow[]> {
  const mine = account === undefined ? "account IS NOT NULL" : "account = $account";
  return book.rows<StakeholderRow>(
    `WITH used AS (
  SELECT account, lower("user") AS email, max(day) AS last_use_on, count(DISTINCT day) FILTER (day > CAST($as_of AS DATE) - 90) AS days_90d,
    count(DISTINCT day) FILTER (day <= CAST($as_of AS DATE) - 30 AND day > CAST($as_of AS DATE) - 120) AS days_before
  FROM usage WHERE ${mine} AND "user" IS NOT NULL AND day <= CAST($as_of AS DATE) AND day > CAST($as_of AS DATE) - 365 GROUP BY ALL
), met AS (
  SELECT account, unnest(string_split(lower(attendees), ';')) AS email, on_day FROM interactions
  WHERE ${mine} AND attendees IS NOT NULL AND status = 'held' AND on_day <= CAST($as_of AS DATE)
), meetings AS (SELECT account, trim(email) AS email, max(on_day) AS last_met_on, count(*) AS meetings FROM met GROUP BY ALL),
answers AS (
  SELECT account, lower(email) AS email, last(score ORDER BY answered_at, survey) AS nps, max(day_of(answered_at)) AS nps_on FROM surveys
  WHERE ${mine} AND kind = 'nps' AND email IS NOT NULL AND day_of(answered_at) <= CAST($as_of AS DATE) GROUP BY ALL
), wrote AS (
  SELECT account, email, max(on_day) AS last_wrote_on FROM (
    SELECT account, lower(requester_email) AS email, day_of(created_at) AS on_day FROM tickets WHERE ${mine} AND requester_email IS NOT NULL
    UNION ALL SELECT account, lower(email), day_of(answered_at) FROM surveys WHERE ${mine} AND email IS NOT NULL
  ) WHERE on_day <= CAST($as_of AS DATE) GROUP BY ALL
), told AS (
  SELECT * FROM contacts WHERE ${mine}
  QUALIFY NOT (name IS NULL AND role IS NULL AND email IS NOT NULL AND bool_or(name IS NOT NULL) OVER (PARTITION BY account, lower(email)))
), present AS (SELECT DISTINCT account FROM usage WHERE ${mine} AND "user" IS NOT NULL AND day <= CAST($as_of AS DATE))
SELECT c.account, c.contact, c.name, c.title, c.email, coalesce(c.role, '') AS role, CASE WHEN c.left_on <= CAST($as_of AS DATE) THEN c.left_on END AS left_on,
  CASE WHEN c.last_activity_on <= CAST($as_of AS DATE) THEN c.last_activity_on END AS last_activity_on,
  u.last_use_on, coalesce(u.days_90d, 0) AS days_90d, coalesce(u.days_before, 0) AS days_before, m.last_met_on, coalesce(m.meetings, 0) AS meetings, a.nps, a.nps_on, w.last_wrote_on, p.account IS NOT NULL AS use_known
FROM told c LEFT JOIN used u ON u.account = c.account AND u.email = lower(c.email) LEFT JOIN meetings m ON m.account = c.account AND m.email = lower(c.email)
  LEFT JOIN answers a ON a.account = c.account AND a.email = lower(c.email) LEFT JOIN wrote w ON w.account = c.account AND w.email = lower(c.email)
  LEFT JOIN present p ON p.account = c.account
ORDER BY c.account, c.name, c.contact`,
    { as_of: asOf, ...(account === undefined ? {} : { account }) },
  );
}
