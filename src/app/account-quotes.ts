import type { Book } from "../book/book.ts";
import { churnedAccounts } from "../book/churn-reasons.ts";
import { holdsAny, mayHoldAny, wordsSql } from "../book/queries/phrase-sql.ts";
import type { Day } from "../core/days.ts";
import { clean, oneLine } from "../core/text.ts";

/** A customer's own words, with where they stand. */
export interface Quote {
  readonly account: string;
  readonly name: string;
  readonly kind: "ticket" | "meeting" | "survey" | "request" | "exit";
  /** The source's own id; for an exit the day. */
  readonly id: string;
  readonly said_on: Day | null;
  /** Word for word; where it is a part of a longer text, `…` stands for what is left out. */
  readonly text: string;
}

export interface QuotesWanted {
  readonly asOf: Day;
  /** Phrases as in references/cues.yaml; a text that holds one is quoted. */
  readonly phrases: readonly string[];
  /** What the source calls a departure for this reason: codes, or the name of the product they went to. */
  readonly exits: (exit: { readonly reason: string | null; readonly competitor: string | null }) => boolean;
  /** One account alone. */
  readonly account?: string | undefined;
  /** How many days back texts count; all of history where left out. */
  readonly days?: number | undefined;
  readonly limit: number;
}

interface Said {
  readonly account: string;
  readonly name: string;
  readonly kind: Quote["kind"];
  readonly id: string;
  readonly said_on: Day | null;
  readonly title: string | null;
  readonly body: string | null;
}

/** What customers said with one of the phrases in it, in tickets, meeting notes, surveys, requests and exits, up to as-of; the newest first. */
export async function quotesOf(book: Book, wanted: QuotesWanted): Promise<Quote[]> {
  const said = wanted.phrases.length === 0 ? [] : await book.rows<Said>(saidSql(wanted), paramsOf(wanted));
  const patterns = wanted.phrases.map(patternOf);
  const quotes = said.map(({ title, body, ...rest }): Quote => ({ ...rest, text: excerpt([body, title], patterns) }));
  return [...quotes, ...(await exitsOf(book, wanted, patterns))].sort(newestFirst).slice(0, wanted.limit);
}

function saidSql({ phrases, account, days }: QuotesWanted): string {
  const mine = account === undefined ? "t.account IS NOT NULL" : "t.account = $account";
  const parts = [
    ["ticket", "ticket", "day_of(created_at)", "subject", "description", "tickets"],
    ["meeting", "interaction", "on_day", "NULL", "notes", "interactions"],
    ["survey", "survey", "day_of(answered_at)", "NULL", "comment", "surveys"],
    ["request", "request", "day_of(created_at)", "title", "description", "requests"],
  ].map(([kind, id, day, title, body, table]) => {
    const may = [title, body].filter((column) => column !== "NULL").map((column) => mayHoldAny(column ?? "", phrases));
    return `SELECT account, '${kind}' AS kind, ${id} AS id, ${day} AS said_on, ${title} AS title, ${body} AS body FROM ${table} t WHERE ${mine} AND (${may.join(" OR ")})`;
  });
  const since = days === undefined ? "" : ` AND said_on > CAST($as_of AS DATE) - ${Math.trunc(days)}`;
  return `SELECT s.account, coalesce((SELECT any_value(a.name) FROM accounts a WHERE a.account = s.account), s.account) AS name, s.kind, s.id, s.said_on, s.title, s.body
FROM (${parts.join(" UNION ALL ")}) s WHERE s.said_on <= CAST($as_of AS DATE)${since} AND ${holdsAny(`(${wordsSql("concat_ws(' ', s.title, s.body)")})`, phrases)}
ORDER BY s.said_on DESC, s.account, s.kind, s.id`;
}

function paramsOf({ asOf, account }: QuotesWanted): Record<string, string> {
  return { as_of: asOf, ...(account === undefined ? {} : { account }) };
}

async function exitsOf(book: Book, { asOf, exits, account }: QuotesWanted, patterns: readonly RegExp[]): Promise<Quote[]> {
  const left = await churnedAccounts(book, asOf);
  return left
    .filter((one) => account === undefined || one.account === account)
    .filter((one) => exits(one) || patterns.some((pattern) => pattern.test(one.detail ?? "")))
    .map(({ account: id, name, churned_on: on, reason, detail, competitor }): Quote => ({
      account: id,
      name,
      kind: "exit",
      id: on,
      said_on: on,
      text: detail !== null && detail.trim() !== "" ? excerpt([detail], patterns) : exitText(reason, competitor),
    }));
}

/** The source's own words for a departure that nobody told more about. */
function exitText(reason: string | null, competitor: string | null): string {
  const told = [reason, competitor === null ? null : `went to ${competitor}`].filter((part) => part !== null);
  return told.length === 0 ? "no reason given" : clean(told.join("; "));
}

/** A phrase as it may stand in a text: its words with anything but letters between them, a `*` for longer forms. */
function patternOf(phrase: string): RegExp {
  const words = [...phrase.matchAll(/([\p{L}\p{N}]+)(\*?)/gu)].map(
    ([, word = "", star]) => `${word}${star === "*" ? "[\\p{L}\\p{N}]*" : ""}`,
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join("[^\\p{L}\\p{N}]+")}(?![\\p{L}\\p{N}])`, "iu");
}

const LONGEST = 320;

/** The first text that holds a phrase, cut at sentences around it where it is long. */
function excerpt(texts: readonly (string | null)[], patterns: readonly RegExp[]): string {
  const known = texts.flatMap((text) => (text === null || text.trim() === "" ? [] : [oneLine(text)]));
  for (const text of known) {
    const at = Math.min(...patterns.map((pattern) => text.search(pattern)).filter((found) => found >= 0));
    if (Number.isFinite(at)) return around(text, at);
  }
  return around(known[0] ?? "", 0);
}

function around(text: string, at: number): string {
  if (text.length <= LONGEST) return text;
  const sentence = Math.max(0, ...[...text.slice(0, at).matchAll(/[.!?]\s+/g)].map((match) => match.index + match[0].length));
  const start = at - sentence > LONGEST - 80 ? Math.max(0, at - 120) : sentence;
  const end = Math.min(text.length, start + LONGEST);
  return `${start > 0 ? "…" : ""}${text.slice(start, end).trim()}${end < text.length ? "…" : ""}`;
}

function newestFirst(a: Quote, b: Quote): number {
  const [left, right] = [a, b].map((quote) => [quote.said_on ?? "", quote.account, quote.kind, quote.id]);
  for (const [index, part] of (left ?? []).entries()) {
    const other = right?.[index] ?? "";
    if (part !== other) return (part < other ? -1 : 1) * (index === 0 ? -1 : 1);
  }
  return 0;
}
