-- Usage a day from a table of raw events: one row an account, day and feature. The engine counts; ECHO pulls the counts.
--
-- Change: the table, and the columns account_id, event, occurred_at. A time without a zone is written
-- occurred_at AT TIME ZONE 'UTC' AT TIME ZONE :timezone.
-- Without users there are no active users a week or month: take active-users-from-events for these.
--
--   sources:
--     product_usage: {table: usage, env: WAREHOUSE_URL, file: warehouse/usage.sql, watermark: day}
--
-- :since is the beginning of the window that is asked for, :timezone the company's. The day before is read too, so that a day is never
-- counted from its middle; ECHO leaves out what is older than the window.
SELECT
  account_id,
  CAST(occurred_at AT TIME ZONE :timezone AS date) AS day,
  event AS feature,
  count(*) AS events
FROM events
WHERE occurred_at >= :since - INTERVAL '1 day'
  AND account_id IS NOT NULL
GROUP BY 1, 2, 3
