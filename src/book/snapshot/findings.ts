import { count } from "../../core/text.ts";
import type { Book } from "../book.ts";
import { CONTRADICTIONS } from "./contradictions.ts";
import type { Check } from "./finding-check.ts";

/** Something about the data as a whole that the reader of any number should know. */
export interface Finding {
  readonly kind: string;
  readonly message: string;
}

const UNJOINED = (table: string, one: string, many?: string): Check => ({
  kind: `${table}-without-account`,
  sql: `SELECT count(*) AS n, '' AS example FROM ${table} WHERE account IS NULL`,
  message: (n) => `${count(n, one, many)} ${n === 1 ? "belongs" : "belong"} to no known account`,
});

const CHECKS: readonly Check[] = [
  UNJOINED("contacts", "contact"),
  UNJOINED("subscriptions", "subscription"),
  UNJOINED("invoices", "invoice"),
  UNJOINED("tickets", "ticket"),
  UNJOINED("surveys", "survey answer"),
  UNJOINED("interactions", "meeting"),
  UNJOINED("opportunities", "opportunity", "opportunities"),
  UNJOINED("usage", "row of daily usage", "rows of daily usage"),
  {
    kind: "usage-before-subscription",
    sql: `SELECT count(*) AS n, coalesce(min(account), '') AS example FROM (SELECT account FROM usage JOIN (SELECT account, min(day_of(started_at)) AS starts_on FROM subscriptions GROUP BY account) USING (account) GROUP BY account HAVING min(day) < any_value(starts_on))`,
    message: (n, example) => `${count(n, "account")} used the product before the first subscription began, such as ${example}`,
  },
  {
    kind: "account-without-subscription",
    sql: "SELECT count(*) AS n, coalesce(min(account), '') AS example FROM accounts WHERE account NOT IN (SELECT account FROM subscriptions WHERE account IS NOT NULL) AND (SELECT count(*) FROM subscriptions) > 0",
    message: (n, example) =>
      `${count(n, "account")} ${n === 1 ? "has" : "have"} no subscription, such as ${example}: their recurring revenue is unknown`,
  },
  {
    kind: "ambiguous-domain",
    sql: "SELECT count(*) AS n, coalesce(min(value), '') AS example FROM (SELECT value FROM account_keys WHERE kind = 'domain' GROUP BY value HAVING count(DISTINCT account) > 1)",
    message: (n, example) =>
      `${count(n, "domain")} ${n === 1 ? "belongs" : "belong"} to several accounts, such as ${example}: rows are not joined by it`,
  },
  {
    kind: "ambiguous-name",
    sql: "SELECT count(*) AS n, coalesce(min(value), '') AS example FROM (SELECT value FROM account_keys WHERE kind = 'name' GROUP BY value HAVING count(DISTINCT account) > 1)",
    message: (n, example) =>
      `${count(n, "name")} ${n === 1 ? "is" : "are"} shared by several accounts, such as ${example}: rows are not joined by it`,
  },
  {
    kind: "other-currency",
    sql: "SELECT count(*) AS n, coalesce(min(currency), '') AS example FROM (SELECT currency FROM subscriptions UNION ALL SELECT currency FROM invoices UNION ALL SELECT currency FROM opportunities) WHERE currency <> (SELECT value FROM meta WHERE key = 'currency')",
    message: (n, example) =>
      `${count(n, "amount")} ${n === 1 ? "is" : "are"} in another currency than the reporting one, such as ${example}: they are kept apart, never added`,
  },
];

/** What stands out in a snapshot's data, each with how often; empty when nothing does. */
export async function importFindings(book: Book): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { kind, sql, message } of [...CHECKS, ...CONTRADICTIONS]) {
    const [row] = await book.rows<{ n: number; example: string }>(sql);
    if (row !== undefined && row.n > 0) findings.push({ kind, message: message(row.n, row.example) });
  }
  return findings;
}
