-- Usage a day from Snowplow's atomic.events. Times are UTC without a zone; collector_tstamp, by which the table is sorted, bounds what is
-- read, and derived_tstamp says when it happened. Structured events are called by their action.
--
-- Change: user_accounts, your own table of which user belongs to which account. page_ping (reading on) is no use of a feature.
--
--   sources:
--     product_usage: {table: usage, env: WAREHOUSE_URL, file: warehouse/usage.sql, watermark: day}
SELECT
  u.account_id,
  e.user_id,
  CAST(coalesce(e.derived_tstamp, e.collector_tstamp) AT TIME ZONE 'UTC' AT TIME ZONE :timezone AS date) AS day,
  coalesce(e.se_action, e.event_name) AS feature,
  count(*) AS events
FROM atomic.events e
JOIN user_accounts u ON u.user_id = e.user_id
WHERE e.collector_tstamp >= :since - INTERVAL '1 day'
  AND e.event_name <> 'page_ping'
GROUP BY 1, 2, 3, 4
