import { ORIGIN, sqlQuery } from "./query.ts";

const LAST_USE = `(SELECT max(u.day) FROM usage u WHERE u.account = contacts.account AND u."user" = contacts.email AND u.day <= CAST($as_of AS DATE))`;

/** The people who matter: champions here and gone, decision makers, sponsors. A departure later than as-of is not seen. */
export const people = sqlQuery({
  name: "people",
  doc: "champions present and gone, decision makers and sponsors among the contacts",
  tables: ["contacts", "usage"],
  // Whose last use was when is found in the largest table, so only for those who ask.
  rows: (accountIs, _knowledge, cells) => ({
    sql: `
WITH known AS (
  SELECT account, name, title, email, coalesce(role, '') AS role, CASE WHEN left_on <= CAST($as_of AS DATE) THEN left_on END AS left_on,
    ${cells?.has("champion_silent_days") === false ? "CAST(NULL AS DATE)" : LAST_USE} AS last_use_on
  FROM contacts WHERE ${accountIs}
), roles AS (SELECT *, role LIKE '%champion%' AS champion, role LIKE '%sponsor%' AS sponsor, role LIKE '%decision%' OR role LIKE '%budget%' AS decides FROM known)
SELECT account,
  count(*) FILTER (left_on IS NULL) AS contacts,
  count(*) FILTER (champion AND left_on IS NULL) AS champions,
  count(*) FILTER (champion AND left_on IS NOT NULL) AS champions_gone,
  count(*) FILTER (sponsor AND left_on IS NULL) AS sponsors,
  count(*) FILTER (decides AND left_on IS NULL) AS deciders,
  count(*) FILTER (left_on > CAST($as_of AS DATE) - 90) AS people_gone,
  first(name ORDER BY left_on DESC, email, name) FILTER (champion AND left_on IS NOT NULL) AS champion_gone_name,
  first(title ORDER BY left_on DESC, email, name) FILTER (champion AND left_on IS NOT NULL) AS champion_gone_title,
  max(left_on) FILTER (champion) AS champion_left_on,
  min(name) FILTER (champion AND left_on IS NULL) AS champion_name,
  first(name ORDER BY name, email) FILTER (decides AND left_on IS NULL) AS decider_name,
  first(title ORDER BY name, email) FILTER (decides AND left_on IS NULL) AS decider_title,
  CAST($as_of AS DATE) - max(last_use_on) FILTER (champion AND left_on IS NULL) AS champion_silent_days,
  count(*) AS n
FROM roles GROUP BY account ORDER BY account`,
  }),
  evidence: (accountIs) => ({
    sql: `SELECT account, name, title, email, role, CASE WHEN left_on <= CAST($as_of AS DATE) THEN left_on END AS left_on, ${ORIGIN} FROM contacts t WHERE ${accountIs} ORDER BY account, role DESC, name`,
  }),
});
