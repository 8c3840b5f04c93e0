-- Usage a day from Segment's warehouse tables (RudderStack and Hightouch Events write the same): `tracks` has a row an event, `groups` a row
-- each time a user was put into a company.
--
-- Change: the schema `product`. A user counts for the company of the last group call. Where tracks has a column context_group_id, take
-- coalesce(t.context_group_id, g.group_id).
-- Columns: tracks.user_id, tracks.event_text, tracks."timestamp"; groups.user_id, groups.group_id, groups.received_at. On Redshift these times
-- have no zone: t."timestamp" AT TIME ZONE 'UTC' AT TIME ZONE :timezone.
--
--   sources:
--     product_usage: {table: usage, env: WAREHOUSE_URL, file: warehouse/usage.sql, watermark: day, overlap: 7d}
SELECT
  g.group_id AS account_id,
  t.user_id,
  CAST(t."timestamp" AT TIME ZONE :timezone AS date) AS day,
  t.event_text AS feature,
  count(*) AS events
FROM product.tracks t
JOIN (
  SELECT user_id, group_id, row_number() OVER (PARTITION BY user_id ORDER BY received_at DESC, group_id) AS place
  FROM product.groups
) g ON g.user_id = t.user_id AND g.place = 1
WHERE t."timestamp" >= :since - INTERVAL '1 day'
GROUP BY 1, 2, 3, 4
