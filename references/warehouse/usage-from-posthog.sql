-- Usage a day from the table that PostHog's batch export writes into PostgreSQL: uuid, event, properties (jsonb), distinct_id, "timestamp".
--
-- Change: the table, and `company`, the name of your group type: events carry it under $groups once group analytics is set up.
-- Events whose names begin with $ are PostHog's own (page views, auto-capture) and left out.
-- An event that was exported twice has the same uuid and counts once.
--
--   sources:
--     product_usage: {table: usage, env: WAREHOUSE_URL, file: warehouse/usage.sql, watermark: day}
SELECT
  properties -> '$groups' ->> 'company' AS account_id,
  distinct_id AS user_id,
  CAST("timestamp" AT TIME ZONE :timezone AS date) AS day,
  event AS feature,
  count(DISTINCT uuid) AS events
FROM posthog_events
WHERE "timestamp" >= :since - INTERVAL '1 day'
  AND event NOT LIKE '$%'
  AND properties -> '$groups' ->> 'company' IS NOT NULL
GROUP BY 1, 2, 3, 4
