import type { Fact } from "../../domain/facts/fact.ts";
import { clauseAt, sentenceAt, type Span } from "./clauses.ts";

const THE_BOOK =
  /\b(?:book|base|portfolio|accounts|customers|average|median|overall|company|across|everyone|segment|programme|program|total|we|our)\b/iu;
const LEGAL_FORM =
  /[\s,]+(?:inc|corp|corporation|co|company|ltd|limited|llc|gmbh|ag|sa|plc|group|holdings?|industries|labs?|systems|technologies|international)\.?$/iu;

/**
 * Accounts that are named in a stretch of text, by id: by a full name, or by one without its legal form, unless that is another's full name. Of two
 * names that begin at the same place the longer is meant: "Acme Inc." is not Acme.
 */
export function accountsNamed(text: string, accounts: ReadonlyMap<string, readonly string[]>): { id: string; name: string; at: number }[] {
  const named = new Map<string, { id: string; name: string; at: number }>();
  for (const { id, name } of spokenNames(accounts)) {
    const at = named.has(id) ? -1 : wholeWordAt(text, name);
    if (at >= 0) named.set(id, { id, name, at });
  }
  const all = [...named.values()];
  return all.filter(({ name, at }) => !all.some((other) => other.at === at && other.name.length > name.length));
}

/** A book may hold thousands of accounts and a Brief dozens of statements, so the names are worked out once a book. */
const SPOKEN = new WeakMap<ReadonlyMap<string, readonly string[]>, readonly { id: string; name: string }[]>();

function spokenNames(accounts: ReadonlyMap<string, readonly string[]>): readonly { id: string; name: string }[] {
  const known = SPOKEN.get(accounts) ?? namesOf(accounts);
  SPOKEN.set(accounts, known);
  return known;
}

function namesOf(accounts: ReadonlyMap<string, readonly string[]>): { id: string; name: string }[] {
  const full = new Set([...accounts.values()].flat());
  return [...accounts].flatMap(([id, names]) => {
    const bare = names.map((name) => name.replace(LEGAL_FORM, "")).filter((name) => !full.has(name));
    return [...new Set([...names, ...bare])].map((name) => ({ id, name }));
  });
}

/**
 * `text`, letter for letter as long, in which the stops of accounts' names are none: "Blue Harbor Ltd. renews" is one sentence. For finding
 * where sentences end, and for nothing that is printed.
 */
export function withoutNameStops(text: string, accounts: ReadonlyMap<string, readonly string[]>): string {
  let stopless = text;
  for (const name of stoppedNames(accounts)) {
    for (let at = wholeWordAt(text, name); at >= 0; at = wholeWordAt(text, name, at + 1))
      stopless = stopless.slice(0, at) + name.replaceAll(STOP, "_") + stopless.slice(at + name.length);
  }
  return stopless;
}

const STOP = /[.!?]/gu;
const STOPPED = new WeakMap<ReadonlyMap<string, readonly string[]>, readonly string[]>();

function stoppedNames(accounts: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const known = STOPPED.get(accounts) ?? spokenNames(accounts).flatMap(({ name }) => (/[.!?]/u.test(name) ? [name] : []));
  STOPPED.set(accounts, known);
  return known;
}

/**
 * Why a Fact's subject is not what the words around it speak of; undefined where it is. A Fact of the Brief's own
 * account needs no name; one of another account, or of the whole book, must be named beside it.
 */
export function subjectProblem(
  text: string,
  at: number,
  fact: Fact,
  account: string | null,
  accounts: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const stopless = withoutNameStops(text, accounts);
  const sentence = sentenceAt(stopless, at);
  const clause = named(text, clauseAt(stopless, at), accounts);
  const here = clause.length > 0 ? clause : named(text, sentence, accounts);
  if (!("account" in fact.subject)) {
    return account === null || THE_BOOK.test(text.slice(sentence.from, sentence.to))
      ? undefined
      : `${fact.id} is about the whole book, and the sentence does not say so`;
  }
  const { account: subject } = fact.subject;
  if (here.includes(subject)) return undefined;
  if (here.length > 0) return `${fact.id} is about ${subject}, the sentence speaks of ${here.join(", ")}`;
  return subject === account ? undefined : `${fact.id} is about ${subject}, which the sentence does not name`;
}

function named(text: string, span: Span, accounts: ReadonlyMap<string, readonly string[]>): string[] {
  return accountsNamed(text.slice(span.from, span.to), accounts).map(({ id }) => id);
}

function wholeWordAt(text: string, name: string, from = 0): number {
  if (name.length < 2) return -1;
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test((text[at - 1] ?? " ") + (text[at + name.length] ?? " "))) return at;
  }
  return -1;
}
