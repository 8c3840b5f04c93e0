import { type CheckSql, DAY, FILE } from "./check-sql.ts";

const EXECUTIVE =
  "(coalesce(role, '') LIKE '%sponsor%' OR regexp_matches(lower(coalesce(title, '')), '\\b(chief|c[efotims]o|ciso|president|vp|vice president|evp|svp|founder|owner|managing director|head of)\\b'))";
const PRE_READ = "regexp_matches(lower(coalesce(notes, '')), 'pre-?read|agenda')";
const SUMMARY = "regexp_matches(lower(coalesce(notes, '')), 'summary|recap|minutes|follow-?up')";

/** The business reviews held in the last 92 days: who was there, and the e-mails around them. */
export const checkReviews: CheckSql = () => `
WITH reviews AS (SELECT account, interaction, on_day, attendees, file_id, line FROM interactions WHERE account IS NOT NULL AND status = 'held' AND kind IN ('qbr', 'executive-review') AND on_day <= ${DAY} AND on_day > ${DAY} - 92),
guests AS (SELECT DISTINCT interaction, account, lower(trim(unnest(string_split(attendees, ';')))) AS person FROM reviews),
present AS (SELECT g.interaction, g.account, count(DISTINCT c.email) AS executives FROM guests g JOIN contacts c ON c.account = g.account AND (c.email = g.person OR lower(c.name) = g.person) WHERE ${EXECUTIVE} GROUP BY ALL),
mails AS (SELECT account, on_day, ${PRE_READ} AS pre_read, ${SUMMARY} AS summary FROM interactions WHERE account IS NOT NULL AND kind = 'email' AND status = 'held' AND on_day <= ${DAY}),
around AS (
  SELECT r.interaction, r.account, max(r.on_day - m.on_day) FILTER (pre_read AND m.on_day BETWEEN r.on_day - 30 AND r.on_day) AS pre_read_days, 24.0 * min(m.on_day - r.on_day) FILTER (summary AND m.on_day BETWEEN r.on_day AND r.on_day + 30) AS summary_hours
  FROM reviews r JOIN mails m USING (account) GROUP BY ALL
)
SELECT t.account, coalesce(t.interaction, CAST(t.on_day AS VARCHAR)) AS subject, ${FILE}, t.line, t.on_day AS review_on, 24 * (${DAY} - t.on_day) AS review_age_hours, coalesce(executives, 0) AS executives, pre_read_days, summary_hours
FROM reviews t LEFT JOIN present USING (account, interaction) LEFT JOIN around USING (account, interaction) ORDER BY t.account, subject`;
