import { clean, count, list } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import type { Book } from "../book.ts";
import { BILLING_STATES } from "./billing-states.ts";
import { CONTRADICTIONS } from "./contradictions.ts";
import type { DataTable } from "../schema.ts";
import type { Check } from "./finding-check.ts";

interface FindingExample {
  /** Null where the row says nothing that names it. */
  readonly subject: string | null;
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

/** Rows that led to no account, by what they call their customer. */
const UNJOINED = (table: DataTable, one: string, many?: string): Check => ({
  kind: `${table}-without-account`,
  sql: `SELECT key AS subject, file_id, line, rows FROM unjoined WHERE table_name = '${table}'`,
  message: (n, such) => `${count(n, one, many)} ${n === 1 ? "belongs" : "belong"} to no known account, such as ${such}`,
  ofMany: true,
});

/** Keys of one kind that lead to several accounts, at the account that has the key first. */
const shared = (kind: string): string =>
  `SELECT value AS subject, min(a.file_id) AS file_id, arg_min(a.line, (a.file_id, a.line)) AS line FROM account_keys k LEFT JOIN accounts a USING (account) WHERE kind = '${kind}' GROUP BY value HAVING count(DISTINCT account) > 1`;

const meta = (key: string): string => `(SELECT value FROM meta WHERE key = '${key}')`;

/** What makes one account of two records. */
const TWICE = "; is it one account twice, overrides.csv makes it one (docs/mapping.md)";

const AMOUNTS =
  "SELECT currency, file_id, line FROM subscriptions UNION ALL SELECT currency, file_id, line FROM invoices UNION ALL SELECT currency, file_id, line FROM opportunities";

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
    sql: "SELECT account AS subject, file_id, line FROM accounts WHERE account NOT IN (SELECT account FROM subscriptions WHERE account IS NOT NULL) AND account NOT IN (SELECT account FROM no_customers) AND (SELECT count(*) FROM subscriptions) > 0",
    message: (n, such) =>
      `${count(n, "account")} ${n === 1 ? "has" : "have"} neither a subscription nor terms on record, such as ${such}: their recurring revenue is unknown`,
  },
  {
    kind: "terms-from-account-records",
    sql: "SELECT account AS subject, file_id, line FROM subscriptions WHERE basis IS NOT NULL AND ended_at IS NULL AND account IS NOT NULL",
    message: (n, such) =>
      `${count(n, "account")} ${n === 1 ? "has" : "have"} no subscription in the exports: renewal and revenue are those of the account's record, such as ${such}, with a term of one year where it tells only its end; retention figures leave them out`,
  },
  {
    kind: "prospects",
    sql: "SELECT account AS subject, file_id, line FROM no_customers WHERE why = 'prospect'",
    message: (n, such) =>
      `${count(n, "account")} ${n === 1 ? "is a prospect by its" : "are prospects by their"} life cycle and ${n === 1 ? "has" : "have"} bought nothing, such as ${such}: no customer, so in no customer count, health or warning`,
  },
  {
    kind: "left-by-record",
    sql: "SELECT account AS subject, file_id, line FROM subscriptions WHERE basis IS NOT NULL AND ended_at IS NOT NULL AND account IS NOT NULL",
    message: (n, such) =>
      `${count(n, "account")} ${n === 1 ? "has" : "have"} left by ${n === 1 ? "its" : "their"} life cycle or by a renewal that was lost, such as ${such}: a customer up to the day on record, and no longer`,
  },
  {
    kind: "left-undated",
    sql: "SELECT account AS subject, file_id, line FROM no_customers WHERE why = 'former'",
    message: (n, such) =>
      `${count(n, "account")} ${n === 1 ? "has" : "have"} left by ${n === 1 ? "its" : "their"} record without a word of when, such as ${such}: no customer on the last day of the exports; for earlier days nobody can tell`,
  },
  {
    kind: "tickets-over-undated",
    sql: "SELECT ticket AS subject, file_id, line FROM tickets WHERE over_at IS NOT NULL AND solved_at IS NULL",
    message: (n, such) =>
      `${count(n, "ticket")} ${n === 1 ? "is" : "are"} solved or closed by ${n === 1 ? "its" : "their"} status without a day, such as ${such}: not open on the last day of the exports, and in no time to solve (Zendesk: export metric_sets too)`,
  },
  {
    kind: "ambiguous-domain",
    sql: shared("domain"),
    message: (n, such) =>
      `${count(n, "domain")} ${n === 1 ? "belongs" : "belong"} to several accounts, such as ${such}: rows are not joined by it${TWICE}`,
  },
  {
    kind: "ambiguous-name",
    sql: shared("name"),
    message: (n, such) =>
      `${count(n, "name")} ${n === 1 ? "is" : "are"} shared by several accounts, such as ${such}: rows are joined by it only where they write it just as one of them does${TWICE}`,
  },
  {
    kind: "other-currency",
    sql: `SELECT currency AS subject, file_id, line FROM (${AMOUNTS}) WHERE currency <> ${meta("currency")} AND ${meta("currency_from")} <> 'commonest'`,
    message: (n, such) =>
      `${count(n, "amount")} ${n === 1 ? "is" : "are"} in another currency than the reporting one, such as ${such}: ${n === 1 ? "it is" : "they are"} kept apart, never added`,
  },
  {
    kind: "currency-of-exports",
    sql: `SELECT currency AS subject, file_id, line FROM (${AMOUNTS}) WHERE currency <> 'USD' AND currency = ${meta("currency")} AND ${meta("currency_from")} = 'exports'`,
    message: (_, such, currency) =>
      `echo.yaml names no currency, and all amounts are in ${such}: it is taken as the book's; the line \`currency: ${currency}\` settles it`,
  },
  {
    kind: "currency-not-set",
    sql: `SELECT currency AS subject, file_id, line FROM (${AMOUNTS}) WHERE currency <> ${meta("currency")} AND ${meta("currency_from")} = 'commonest'`,
    message: (n, such, currency) =>
      `echo.yaml names no currency, and amounts are in several: figures are in ${currency}, and ${count(n, "amount")} in others, such as ${such}, ${n === 1 ? "is" : "are"} kept apart; set the line \`currency: ${currency}\`, or the one you report in`,
  },
];

/** What stands out in a snapshot's data, each with how often and the first of its rows; empty when nothing does. */
export async function importFindings(book: Book): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of [...CHECKS, ...BILLING_STATES, ...CONTRADICTIONS]) {
    const found = await lookFor(book, check);
    if (found !== undefined) findings.push(found);
  }
  return findings;
}

async function lookFor(book: Book, { kind, sql, message, ofMany, priced }: Check): Promise<Finding | undefined> {
  // One example a subject: three rows of one customer show no more than its first.
  const subjects = `SELECT ${ofMany === true ? "sum(rows)" : "count(*)"} AS own, subject, arg_min({'file_id': file_id, 'line': line}, (file_id, line)) AS place FROM (${sql}) GROUP BY subject`;
  const order = `${ofMany === true ? "own DESC, " : ""}subject NULLS LAST, place.file_id, place.line`;
  const found = await book.rows<FindingExample & { readonly n: number }>(
    `SELECT n, subject, file, CAST(place.line AS INTEGER) AS line FROM (SELECT CAST(sum(own) OVER () AS BIGINT) AS n, subject, place, row_number() OVER (ORDER BY ${order}) AS nth FROM (${subjects})) LEFT JOIN files f ON f.file_id = place.file_id WHERE nth <= ${SHOWN_EXAMPLES} ORDER BY nth`,
  );
  const [first] = found;
  if (first === undefined) return undefined;
  const examples = found.map(({ subject, file, line }) => ({ subject, file, line }));
  const arr = priced === true ? await arrOf(book, sql) : "";
  return { kind, message: message(first.n, placed(first), book.currency, arr), count: first.n, examples };
}

async function arrOf(book: Book, sql: string): Promise<string> {
  const sums = await book.rows<{ currency: string; minor: number }>(
    `SELECT currency, CAST(sum(arr_minor) AS BIGINT) AS minor FROM (${sql}) WHERE arr_minor IS NOT NULL AND currency IS NOT NULL GROUP BY currency ORDER BY currency`,
  );
  return sums.length === 0 ? "an unknown amount" : list(sums.map(({ currency, minor }) => formatMoney(minor, currency)));
}

function placed({ subject, file, line }: FindingExample): string {
  const place = file === null ? null : `${file}${line === null ? "" : `:${line}`}`;
  return clean(subject === null ? `in ${place ?? "an export"}` : place === null ? subject : `${subject} (${place})`);
}
