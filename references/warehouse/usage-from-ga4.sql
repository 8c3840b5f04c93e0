-- Usage a day from Google Analytics 4 events that were copied from BigQuery into a table of this engine under the names of its export:
-- event_timestamp (microseconds since 1970, UTC), event_name, user_id. BigQuery itself does not speak the PostgreSQL protocol.
--
-- Change: the table, and user_accounts, your own table of which user belongs to which account.
-- Analytics changes a day for three more days, which is also the usual overlap. Its automatic events are left out.
--
--   sources:
--     product_usage: {table: usage, env: WAREHOUSE_URL, file: warehouse/usage.sql, watermark: day}
SELECT
  u.account_id,
  e.user_id,
  CAST((TIMESTAMP '1970-01-01 00:00:00' + e.event_timestamp / 1000000 * INTERVAL '1 second') AT TIME ZONE 'UTC' AT TIME ZONE :timezone AS date) AS day,
  e.event_name AS feature,
  count(*) AS events
FROM ga4_events e
JOIN user_accounts u ON u.user_id = e.user_id
WHERE TIMESTAMP '1970-01-01 00:00:00' + e.event_timestamp / 1000000 * INTERVAL '1 second' >= :since - INTERVAL '1 day'
  AND e.event_name NOT IN ('session_start', 'first_visit', 'user_engagement', 'scroll')
GROUP BY 1, 2, 3, 4
