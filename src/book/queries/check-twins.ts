import { type CheckSql, DAY, FILE } from "./check-sql.ts";

const LEGAL = "\\b(inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|kg|co|corp|corporation|company|sa|sas|srl|bv|nv|ab|oy|as|pty|the)\\b";

/** Pairs of accounts that look like one: the same web domain, or the same name without its legal form. */
export const checkTwins: CheckSql = () => `
WITH known AS (SELECT account, min(name) AS name, min(parent) AS parent, arg_min(file_id, (file_id, line)) AS file_id, arg_min(line, (file_id, line)) AS line FROM accounts WHERE created_on IS NULL OR created_on <= ${DAY} GROUP BY account),
named AS (SELECT account, trim(regexp_replace(regexp_replace(regexp_replace(lower(name), '[^\\pL\\pN]+', ' ', 'g'), '${LEGAL}', ' ', 'g'), ' +', ' ', 'g')) AS word FROM known),
keyed AS (
  SELECT account, 'domain ' || value AS word, value AS shared, 1 AS rank FROM account_keys WHERE kind = 'domain'
  UNION ALL SELECT account, 'name ' || word, 'the name ' || word, 2 FROM named WHERE length(word) > 2
), pairs AS (SELECT a.account, b.account AS other_account, arg_min(a.shared, (a.rank, a.shared)) AS shared FROM keyed a JOIN keyed b ON a.word = b.word AND a.account < b.account GROUP BY ALL)
SELECT t.account, other_account AS subject, ${FILE}, t.line, NULL AS currency, o.name AS other, shared FROM pairs JOIN known t USING (account) JOIN known o ON o.account = other_account
WHERE t.parent IS DISTINCT FROM other_account AND o.parent IS DISTINCT FROM t.account ORDER BY t.account, subject`;
