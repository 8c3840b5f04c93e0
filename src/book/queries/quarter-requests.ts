import { accountPeriodQuery, IN_PERIOD } from "./account-period-query.ts";
import { ORIGIN } from "./query.ts";

/** What each account has asked for: open at a period's end, asked and shipped in it; and how much was released then. */
export const quarterRequests = accountPeriodQuery({
  name: "quarter-requests",
  doc: "enhancements asked for and open at the end of a period, asked and shipped in it, and releases of the period",
  tables: ["requests", "releases"],
  rows: (accountIs) => `
WITH known AS (SELECT account FROM accounts WHERE ${accountIs} AND (EXISTS (SELECT 1 FROM requests) OR EXISTS (SELECT 1 FROM releases))),
asked AS (SELECT account, day_of(created_at) AS asked_on, shipped_on FROM requests WHERE ${accountIs} AND title IS NOT NULL AND (created_at IS NULL OR day_of(created_at) <= CAST($to AS DATE))),
counted AS (SELECT account, count(*) FILTER (shipped_on IS NULL OR shipped_on > CAST($to AS DATE)) AS open, count(*) FILTER (asked_on ${IN_PERIOD}) AS asked,
    count(*) FILTER (shipped_on ${IN_PERIOD}) AS shipped, count(*) AS n
  FROM asked GROUP BY account),
released AS (SELECT count(*) AS releases FROM releases WHERE released_on ${IN_PERIOD})
SELECT account, coalesce(open, 0) AS open, coalesce(asked, 0) AS asked, coalesce(shipped, 0) AS shipped, releases,
  (SELECT count(*) FROM requests) AS any_requests, (SELECT count(*) FROM releases) AS any_releases, coalesce(n, 0) AS n
FROM known CROSS JOIN released LEFT JOIN counted USING (account) ORDER BY account`,
  evidence: (accountIs) =>
    `SELECT request, account, title, status, importance, day_of(created_at) AS asked_on, CASE WHEN shipped_on <= CAST($as_of AS DATE) THEN shipped_on END AS shipped_on, ${ORIGIN} FROM requests t WHERE ${accountIs} AND (created_at IS NULL OR day_of(created_at) <= CAST($to AS DATE)) ORDER BY account, created_at DESC, request`,
});
