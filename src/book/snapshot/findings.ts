import { clean, count } from "../../core/text.ts";
import type { Book } from "../book.ts";
import { CONTRADICTIONS } from "./contradictions.ts";
import type { Check } from "./finding-check.ts";

interface FindingExample {
  readonly subject: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** Something about the data as a whole that the reader of any number should know. */
export interface Finding {
  readonly kind: string;
  readonly message: string;
  /** How many accounts, rows or keys it is about. */
  readonly count?: number;
  /** The first of them in order, with the file and line that say so where the format has lines. */
  readonly examples?: readonly FindingExample[];
}

const SHOWN_EXAMPLES = 3;

const UNJOINED = (table: string, one: string, many?: string): Check => ({
  kind: `${table}-without-account`,
  sql: `SELECT NULL AS subject, NULL AS file_id, NULL AS line FROM ${table} WHERE account IS NULL`,
  message: (n) => `${count(n, one, many)} ${n === 1 ? "belongs" : "belong"} to no known account`,
  unnamed: true,
});

/** Keys of one kind that lead to several accounts, at the account that has the key first. */
const shared = (kind: string): string =>
  `SELECT value AS subject, min(a.file_id) AS file_id, arg_min(a.line, (a.file_id, a.line)) AS line FROM account_keys k LEFT JOIN accounts a USING (account) WHERE kind = '${kind}' GROUP BY value HAVING count(DISTINCT account) > 1`;

const CHECKS: readonly Check[] = [
  UNJOINED("contacts", "contact"),
  UNJOINED("subscriptions", "subscription"),
  UNJOINED("invoices", "invoice"),
  UNJOINED("tickets", "ticket"),
  UNJOINED("surveys", "survey answer"),
  UNJOINED("interactions", "meeting"),
  UNJOINED("opportunities", "opportunity", "opportunities"),
  UNJOINED("requests", "request"),
  UNJOINED("usage", "row of daily usage", "rows of daily usage"),
  {
    kind: "account-without-subscription",
    sql: "SELECT account AS subject, file_id, line FROM accounts WHERE account NOT IN (SELECT account FROM subscriptions WHERE account IS NOT NULL) AND (SELECT count(*) FROM subscriptions) > 0",
    message: (n, such) =>
      `${count(n, "account")} ${n === 1 ? "has" : "have"} no subscription, such as ${such}: their recurring revenue is unknown`,
  },
  {
    kind: "ambiguous-domain",
    sql: shared("domain"),
    message: (n, such) =>
      `${count(n, "domain")} ${n === 1 ? "belongs" : "belong"} to several accounts, such as ${such}: rows are not joined by it`,
  },
  {
    kind: "ambiguous-name",
    sql: shared("name"),
    message: (n, such) =>
      `${count(n, "name")} ${n === 1 ? "is" : "are"} shared by several accounts, such as ${such}: rows are not joined by it`,
  },
  {
    kind: "other-currency",
    sql: "SELECT currency AS subject, file_id, line FROM (SELECT currency, file_id, line FROM subscriptions UNION ALL SELECT currency, file_id, line FROM invoices UNION ALL SELECT currency, file_id, line FROM opportunities) WHERE currency <> (SELECT value FROM meta WHERE key = 'currency')",
    message: (n, such) =>
      `${count(n, "amount")} ${n === 1 ? "is" : "are"} in another currency than the reporting one, such as ${such}: they are kept apart, never added`,
  },
];

/** What stands out in a snapshot's data, each with how often and the first of its rows; empty when nothing does. */
export async function importFindings(book: Book): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of [...CHECKS, ...CONTRADICTIONS]) {
    const found = await lookFor(book, check);
    if (found !== undefined) findings.push(found);
  }
  return findings;
}

async function lookFor(book: Book, { kind, sql, message, unnamed }: Check): Promise<Finding | undefined> {
  if (unnamed === true) {
    const [counted] = await book.rows<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`);
    return counted === undefined || counted.n === 0 ? undefined : { kind, message: message(counted.n, "") };
  }
  const found = await book.rows<FindingExample & { readonly n: number }>(
    `SELECT n, subject, file, CAST(line AS INTEGER) AS line FROM (SELECT count(*) OVER () AS n, subject, file_id, line FROM (${sql}) ORDER BY subject, file_id, line LIMIT ${SHOWN_EXAMPLES}) LEFT JOIN files USING (file_id) ORDER BY subject, file_id, line`,
  );
  const [first] = found;
  if (first === undefined) return undefined;
  const examples = found.map(({ subject, file, line }) => ({ subject, file, line }));
  return { kind, message: message(first.n, placed(first)), count: first.n, examples };
}

function placed({ subject, file, line }: FindingExample): string {
  return clean(file === null ? subject : `${subject} (${file}${line === null ? "" : `:${line}`})`);
}
