import { compareText } from "../../core/compare-text.ts";
import { nearest, slug } from "../../core/text.ts";
import { shortMentions } from "./short-mention.ts";

export interface KnownAccount {
  /** ECHO's id. */
  readonly account: string;
  readonly name: string;
  /** Other names, domains and ids of the sources. */
  readonly keys: readonly string[];
}

export type Match =
  | { readonly kind: "one"; readonly account: KnownAccount }
  | { readonly kind: "many"; readonly candidates: readonly KnownAccount[] }
  | { readonly kind: "none"; readonly near: readonly string[] };

/**
 * The account that `text` names by id or name, else by domain or alias, else by the beginning of its name; several such are ambiguous. "Acme" is the
 * account of that name, though Acme Inc. goes by it too.
 */
export function matchAccount(text: string, accounts: readonly KnownAccount[]): Match {
  const wanted = plain(text);
  if (wanted === "") return { kind: "none", near: [] };
  const [own, ...others] = accounts.filter((known) => known.account === wanted || plain(known.name) === wanted);
  if (own !== undefined && others.length === 0) return { kind: "one", account: own };
  const exact = accounts.filter((known) => known.account === wanted || [known.name, ...known.keys].some((key) => plain(key) === wanted));
  const found =
    exact.length > 0
      ? exact
      : accounts.filter((known) => `${plain(known.name)}-`.startsWith(`${wanted}-`) || `${known.account}-`.startsWith(`${wanted}-`));
  const [first] = found;
  if (first !== undefined) return found.length === 1 ? { kind: "one", account: first } : { kind: "many", candidates: found };
  const calledBy = (called: string): string[] =>
    accounts.filter(({ name }) => name === called || name.split(/\s+/)[0] === called).map(({ name }) => name);
  const forms = new Set(accounts.flatMap(({ name }) => [name, name.split(/\s+/)[0] ?? name]));
  const near = nearest(text, [...forms]).flatMap(calledBy);
  return { kind: "none", near: near.length > 0 ? [...new Set(near)] : nearestBare(text, accounts) };
}

const LEGAL_FORM =
  /(?<=[\s,])(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|gmbh|ag|kg|ug|se|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy|aps|pty|pte)\.?(?=[\s,]|$)/giu;

/** The names most like `text` when blanks, punctuation and legal forms play no part: "gtxpor" finds GTX Pro Inc. */
function nearestBare(text: string, accounts: readonly KnownAccount[]): string[] {
  const bare = (name: string): string => slug(name.replaceAll(LEGAL_FORM, " ")).replaceAll("-", "");
  const wanted = bare(text);
  if (wanted.length < 4) return [];
  const near = nearest(wanted, [...new Set(accounts.map(({ name }) => bare(name)))]);
  return near.flatMap((form) => accounts.filter(({ name }) => bare(name) === form).map(({ name }) => name));
}

/**
 * The account a question speaks of: the longest full name or id in it, else the longest beginning of a name (whole words; one of two
 * or three letters only where it is written as a name). `none` where it names no account of the book.
 */
export function findMention(question: string, accounts: readonly KnownAccount[]): Match {
  const text = textOf(question);
  const mentions = accounts.flatMap((known) =>
    formsIn(text, known).map((form) => ({ known, length: form.length, own: form === known.account || form === plain(known.name) })),
  );
  const begun = accounts.flatMap((known) => beginnings(known, text));
  return longest(mentions) ?? longest([...begun, ...shortMentions(question, accounts)]) ?? { kind: "none", near: [] };
}

/**
 * Every account that a question names, in the order of their ids: by a full name or id, or by a beginning of its name that no other account
 * shares. A name inside a longer one that is named too does not count ("Juniper" in "Juniper Health").
 */
export function findMentions(question: string, accounts: readonly KnownAccount[]): KnownAccount[] {
  let rest = question;
  const found: KnownAccount[] = [];
  for (let round = 0; round < accounts.length; round += 1) {
    const mention = findMention(
      rest,
      accounts.filter((known) => !found.includes(known)),
    );
    const next = mention.kind === "one" ? mention.account : mention.kind === "many" ? namedAlone(mention.candidates, rest) : undefined;
    if (next === undefined) break;
    found.push(next);
    const [first] = next.name.split(/\s+/);
    const named = [next.name, ...next.keys, next.account, first ?? next.name].find((name) =>
      rest.toLowerCase().includes(name.toLowerCase()),
    );
    if (named === undefined) break;
    const at = rest.toLowerCase().indexOf(named.toLowerCase());
    rest = `${rest.slice(0, at)} ${rest.slice(at + named.length)}`;
  }
  return found.sort((a, b) => compareText(a.account, b.account));
}

/** Of accounts that a question names at equal length, one that it calls by a name no other of them bears. */
function namedAlone(candidates: readonly KnownAccount[], question: string): KnownAccount | undefined {
  const text = textOf(question);
  const alone = candidates.find((known) =>
    formsIn(text, known).some((form) => candidates.every((other) => other === known || !formsIn(text, other).includes(form))),
  );
  return alone ?? shortMentions(question, candidates)[0]?.known;
}

/** A question as names are looked for in it: slugs between hyphens, with and without the word "and". */
function textOf(question: string): string {
  const asked = question.replaceAll(/['’]s\b/g, "");
  return `-${slug(asked)}--${plain(asked)}-`;
}

/** The id and full names of an account that stand in a text; a single letter is none. */
function formsIn(text: string, { account, name, keys }: KnownAccount): string[] {
  return [account, plain(name), ...keys.map(slug)].filter((form) => form.length >= 2 && text.includes(`-${form}-`));
}

/** A name without case, punctuation and the word "and": "Ember and Oak" is Ember & Oak. */
function plain(name: string): string {
  return slug(name.replaceAll(/\band\b/gi, " "));
}

/** Words that begin many names and mean nothing alone. */
const COMMON = new Set([
  "the",
  "new",
  "our",
  "all",
  "first",
  "north",
  "south",
  "east",
  "west",
  "global",
  "united",
  "health",
  "media",
  "data",
  "cloud",
  "open",
  "renewal",
  "risk",
  "customer",
  "account",
]);

function beginnings(known: KnownAccount, text: string): { known: KnownAccount; length: number }[] {
  const words = slug(known.name).split("-");
  return words
    .map((_, index) => words.slice(0, index + 1).join("-"))
    .filter((start) => start.length >= 4 && !COMMON.has(start) && text.includes(`-${start}-`))
    .map((start) => ({ known, length: start.length }));
}

/** Of what is named at the greatest length, an account's own name goes before an alias of another. */
function longest(mentions: readonly { known: KnownAccount; length: number; own?: boolean }[]): Match | undefined {
  const length = Math.max(...mentions.map((mention) => mention.length));
  const named = mentions.filter((mention) => mention.length === length);
  const own = named.filter((mention) => mention.own === true);
  const found = [...new Set((own.length > 0 ? own : named).map((mention) => mention.known))];
  const [first] = found;
  if (first === undefined) return undefined;
  return found.length === 1 ? { kind: "one", account: first } : { kind: "many", candidates: found };
}
