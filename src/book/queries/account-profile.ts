import { isNoCustomer } from "../no-customers.ts";
import { ORIGIN, sqlQuery } from "./query.ts";

/** Who the account is: name, owner, industry, strategic flag. */
export const accountProfile = sqlQuery({
  name: "account-profile",
  doc: "name, owner in success, industry, country and strategic flag (current state)",
  tables: ["accounts"],
  rows: (accountIs) => ({
    sql: `SELECT account, name, csm, industry, country, employees, strategic, created_on, CASE WHEN ${isNoCustomer("account", "CAST($as_of AS DATE)")} THEN 0 ELSE 1 END AS is_customer, 1 AS n FROM accounts WHERE ${accountIs} AND (created_on IS NULL OR created_on <= CAST($as_of AS DATE)) ORDER BY account`,
  }),
  evidence: (accountIs) => ({
    sql: `SELECT account, name, csm, industry, country, strategic, created_on, ${ORIGIN} FROM accounts t WHERE ${accountIs} AND (created_on IS NULL OR created_on <= CAST($as_of AS DATE)) ORDER BY account`,
  }),
});
