import { sqlQuery } from "./query.ts";
import { PAID, REPORTED } from "./subscription-terms.ts";

const IN_FORCE = `account IS NOT NULL AND day_of(started_at) <= CAST($as_of AS DATE) AND (ended_at IS NULL OR day_of(ended_at) > CAST($as_of AS DATE)) AND ${PAID}`;
const BOOKS = `force AS (SELECT account, sum(CASE WHEN ${REPORTED} THEN arr_minor END) AS arr_minor FROM subscriptions WHERE ${IN_FORCE} GROUP BY account),
books AS (SELECT a.csm, count(*) AS accounts, sum(force.arr_minor) AS arr_minor FROM force JOIN accounts a USING (account) WHERE a.csm IS NOT NULL GROUP BY a.csm)`;

/** How the accounts are spread over their success managers. Owners are the export's current state. */
export const bookTeam = sqlQuery({
  name: "book-team",
  doc: "success managers, their books of accounts and the accounts without one",
  tables: ["accounts", "subscriptions", "meta"],
  rows: () => ({
    sql: `
WITH ${BOOKS}
SELECT (SELECT count(*) FROM books) AS csms, (SELECT avg(accounts) FROM books) AS mean_accounts,
  (SELECT first(csm ORDER BY accounts DESC, arr_minor DESC, csm) FROM books) AS most_accounts_csm, (SELECT max(accounts) FROM books) AS most_accounts,
  (SELECT first(csm ORDER BY arr_minor DESC NULLS LAST, csm) FROM books) AS most_arr_csm, (SELECT max(arr_minor) FROM books) AS most_arr_minor,
  (SELECT count(*) FROM force LEFT JOIN accounts a USING (account) WHERE a.csm IS NULL) AS unowned, (SELECT value FROM meta WHERE key = 'currency') AS currency, (SELECT count(*) FROM force) AS n`,
  }),
  evidence: () => ({ sql: `WITH ${BOOKS} SELECT csm, accounts, arr_minor FROM books ORDER BY accounts DESC, csm` }),
});
