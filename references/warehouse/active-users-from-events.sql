-- Usage a day and user from a table of raw events: one row an account, user, day and feature. Active users a week and a month are counted
-- from these, so it gives all that usage-from-events gives and more; it is as many times larger as a feature has users a day.
-- Use one of the two, not both: each counts every event.
--
-- Change: the table, and the columns account_id, user_id, event, occurred_at. A time without a zone is written
-- occurred_at AT TIME ZONE 'UTC' AT TIME ZONE :timezone.
--
--   sources:
--     product_usage: {table: usage, env: WAREHOUSE_URL, file: warehouse/usage.sql, watermark: day}
SELECT
  account_id,
  user_id,
  CAST(occurred_at AT TIME ZONE :timezone AS date) AS day,
  event AS feature,
  count(*) AS events
FROM events
WHERE occurred_at >= :since - INTERVAL '1 day'
  AND account_id IS NOT NULL
GROUP BY 1, 2, 3, 4
