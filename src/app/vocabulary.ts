import type { Book, Row } from "../book/book.ts";
import { stableJson } from "../core/json.ts";
import { Recent } from "../core/recent.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { Vocabulary } from "../run/verify/vocabulary.ts";
import type { Assignment } from "./assignment.ts";
import type { Session } from "./open-session.ts";

/** Wordings with figures that are the team's own rules, not claims about the book. */
const PHRASES = [
  "30 days",
  "90 days",
  "180 days",
  "12 months",
  "12 weeks",
  "30-60-90",
  "24 h",
  "48 h",
  "24 hours",
  "48 hours",
  "100 days",
  "five in",
  "third contact",
  "four in five",
  "ninety percent",
  "three days",
  "in 30 days",
  "in 90 days",
  "in 180 days",
  "last 90 days",
  "of 90 days",
  "within 90 days",
  "90 days ahead",
  "90 days before",
];

const COMMON: readonly string[] = [...PHRASES, ...[...METRICS.values()].map(({ title }) => title)].filter((phrase) => phrase !== "");

/** Vocabularies of the accounts that were asked about last, where many commands share a book. */
const MOST_KEPT = 200;
const KEPT = new WeakMap<Book, Recent<Promise<Vocabulary>>>();

/** What a statement may speak of without citing a Fact: the account's people and texts, the team, the references. */
export function vocabularyOf(
  session: Session,
  practice: Practice,
  assignment: Pick<Assignment, "account" | "accounts" | "choice">,
): Promise<Vocabulary> {
  const { book, asOf } = session;
  if (book.forMany !== true) return vocabularyFor(session, practice, assignment);
  const { account, choice } = assignment;
  const kept = KEPT.get(book) ?? new Recent(MOST_KEPT);
  KEPT.set(book, kept);
  const name = stableJson([account?.account ?? null, asOf, choice.asked ?? null, choice.phrases ?? null, practice.references.length]);
  return kept.get(name, () => vocabularyFor(session, practice, assignment));
}

async function vocabularyFor(
  session: Session,
  { team, references }: Practice,
  { account, accounts, choice }: Pick<Assignment, "account" | "accounts" | "choice">,
): Promise<Vocabulary> {
  const { book } = session;
  const about = account?.account ?? null;
  const of = (sql: string): Promise<Row[]> =>
    about === null ? Promise.resolve([]) : book.rows(sql, { account: about, as_of: session.asOf });
  const people = await of("SELECT name AS text FROM contacts WHERE account = $account AND CAST($as_of AS DATE) IS NOT NULL");
  const texts = await of(
    `SELECT concat_ws(chr(10), subject, description) AS text FROM tickets WHERE account = $account AND day_of(created_at) <= CAST($as_of AS DATE)
UNION ALL SELECT comment FROM surveys WHERE account = $account AND comment IS NOT NULL AND day_of(answered_at) <= CAST($as_of AS DATE)
UNION ALL SELECT notes FROM interactions WHERE account = $account AND notes IS NOT NULL AND on_day <= CAST($as_of AS DATE)
UNION ALL SELECT cancel_reason FROM subscriptions WHERE account = $account AND cancel_reason IS NOT NULL AND day_of(ended_at) <= CAST($as_of AS DATE)`,
  );
  const owners = await book.rows("SELECT DISTINCT csm AS text FROM accounts WHERE csm IS NOT NULL ORDER BY csm");
  return {
    metrics: METRICS,
    account: about,
    accounts: new Map(accounts.map((known) => [known.account, [known.name]])),
    names: [...textsOf(people), ...textsOf(owners), ...team.agents.map(({ name }) => name), book.company].filter((name) => name !== ""),
    phrases: phrasesOf(
      [...askedPhrases(choice.asked), ...(choice.phrases ?? []), ...modelPhrases(session)].filter((phrase) => phrase !== ""),
    ),
    texts: textsOf(texts),
    references: new Set(references.map(({ id }) => id)),
  };
}

/** Without phrases of the question's own it is one list for all: what is made of it is made once. */
function phrasesOf(asked: readonly string[]): readonly string[] {
  return asked.length === 0 ? COMMON : [...COMMON, ...asked];
}

/** How the metric that a question asks for is defined, and why it may have no value. */
function askedPhrases(asked: string | undefined): string[] {
  const metric = METRICS.get(asked ?? "");
  return metric === undefined ? [] : [metric.formula, metric.needs, metric.reason?.({}) ?? ""];
}

/** The digits in a health model's name are no figures. */
function modelPhrases({ knowledge }: Session): string[] {
  return [...knowledge.healthModels.keys()].filter((name) => /\d/u.test(name)).map((name) => `model ${name}`);
}

function textsOf(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => (typeof row["text"] === "string" ? [row["text"]] : []));
}
