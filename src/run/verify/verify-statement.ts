import { Recent } from "../../core/recent.ts";
import { wholeWords } from "../../core/whole-words.ts";
import type { Fact } from "../../domain/facts/fact.ts";
import { checkSlot, usageProblems } from "./check-slot.ts";
import { claimIsWindow, claimMatches } from "./claim-match.ts";
import { findClaims, type Claim } from "./claims.ts";
import type { Span } from "./clauses.ts";
import { unknownNames, wordsOf } from "./names.ts";
import { isVerbatim, quotesIn } from "./quotes.ts";
import { accountsNamed } from "./subjects.ts";
import { fillTemplate, parseTemplate, SLOT } from "./template.ts";
import type { Complaint, Vocabulary } from "./vocabulary.ts";

const REFERENCE_ID = /\b[A-Z]{2,6}-\d{1,4}\b/gu;
/** A command of ECHO's own, given as advice. */
const COMMAND = /`echo-cs [^`]*`/gu;
const FACT_ID = /\bF\d+\b/gu;

/**
 * The claims of a statement that nothing backs, in order; empty where all is well. `cited` are Facts that the statement
 * rests on without printing them: a number in the author's own words may equal one of these after rounding, if it is
 * also called by its name and moves the right way.
 */
export function verifyStatement(
  template: string,
  facts: ReadonlyMap<string, Fact>,
  vocabulary: Vocabulary,
  cited: readonly string[] = [],
): Complaint[] {
  const { masked, slots } = parseTemplate(withAccountNames(template, facts));
  // The slots of the template as written: a name printed from its Fact is cited by it.
  const printed = parseTemplate(template).slots.map((slot) => slot.id);
  const beside = [...new Set([...printed, ...cited])].flatMap((id) => facts.get(id) ?? []);
  const commands = places(masked, COMMAND);
  // How a Fact is defined is no claim about it: "logins in the 28 days to as-of".
  const phrases = [...phrasePlaces(masked, vocabulary.phrases), ...beside.flatMap(({ formula }) => formulaPlaces(masked, formula))];
  const quotes = quotesIn(masked).filter((quote) => !commands.some((command) => command.at <= quote.at && quote.to <= command.to));
  const settled = [...commands, ...quotes, ...places(masked, REFERENCE_ID), ...places(masked, FACT_ID), ...phrases];
  const open = (at: number): boolean => !settled.some((place) => place.at <= at && at < place.to);
  return [
    ...slots.flatMap((slot) => checkSlot(masked, slot, facts, vocabulary).map((reason) => ({ claim: slot.raw, reason }))),
    ...strayBraces(masked),
    ...quotes
      .filter((quote) => !isKnownQuote(quote.text, vocabulary))
      .map((quote) => ({ claim: quote.text, reason: "this quote stands in none of the texts that were read" })),
    ...ids(masked, facts, vocabulary, phrases),
    ...findClaims(masked)
      .filter((claim) => open(claim.at))
      .flatMap((claim) => checkClaim(claim, masked, beside, vocabulary)),
    ...checkNames(masked, beside, vocabulary, open),
  ];
}

/** A printed account name names the account as if it were typed, so that the Facts beside it have their subject. */
function withAccountNames(template: string, facts: ReadonlyMap<string, Fact>): string {
  return fillTemplate(template, ({ raw, id }) => {
    const fact = facts.get(id);
    return fact?.metric === "account_name" && typeof fact.value === "string" ? fact.value : raw;
  });
}

function checkClaim(claim: Claim, masked: string, beside: readonly Fact[], vocabulary: Vocabulary): Complaint[] {
  if (beside.some((fact) => claimIsWindow(claim, masked, fact))) return [];
  const equal = beside.filter((fact) => claimMatches(claim, fact)).map((fact) => usageProblems(masked, claim.at, fact, vocabulary));
  if (equal.some((problems) => problems.length === 0)) return [];
  const reason = equal[0]?.[0] ?? `this ${claim.kind} comes from no Fact that the statement cites`;
  return [{ claim: claim.text, reason }];
}

function checkNames(masked: string, beside: readonly Fact[], vocabulary: Vocabulary, open: (at: number) => boolean): Complaint[] {
  const others = accountsNamed(masked, vocabulary.accounts).filter(({ id }) => id !== vocabulary.account);
  const uncited = others.filter(
    ({ id, at }) => open(at) && !beside.some((fact) => "account" in fact.subject && fact.subject.account === id),
  );
  const isKnown = knows(vocabulary);
  const printed = new Set(beside.flatMap((fact) => (typeof fact.value === "string" ? wordsOf(fact.value) : [])));
  return [
    ...uncited.map(({ name, id }) => ({ claim: name, reason: `another account is named and no Fact of ${id} is cited` })),
    ...unknownNames(masked, (word) => printed.has(word) || isKnown(word))
      .filter(({ at }) => open(at))
      .map(({ text }) => ({ claim: text, reason: "this name is in none of the data that was read" })),
  ];
}

/** Whether a word (lower case) stands in what was read. Accounts and phrases are the same for many Briefs; names and texts are mostly known too. */
function knows({ accounts, names, phrases, texts }: Vocabulary): (word: string) => boolean {
  const own = [...names, ...texts];
  return (word) =>
    wordsTogether(accounts, () => [...accounts].flat(2)).has(word) ||
    wordsTogether(phrases, () => phrases).has(word) ||
    own.some((text) => WORDS.get(text, () => new Set(wordsOf(text))).has(word));
}

/** The words of what belongs together, gathered once as long as that lives. */
const TOGETHER = new WeakMap<object, ReadonlySet<string>>();

function wordsTogether(owner: object, texts: () => readonly string[]): ReadonlySet<string> {
  const known = TOGETHER.get(owner) ?? new Set(texts().flatMap(wordsOf));
  TOGETHER.set(owner, known);
  return known;
}

const WORDS = new Recent<ReadonlySet<string>>(5_000);

function ids(masked: string, facts: ReadonlyMap<string, Fact>, vocabulary: Vocabulary, phrases: readonly Place[]): Complaint[] {
  const written = places(masked, REFERENCE_ID).filter((place) => !phrases.some((phrase) => phrase.at <= place.at && place.to <= phrase.to));
  return [
    ...places(masked, FACT_ID)
      .filter(({ text }) => !facts.has(text))
      .map(({ text }) => ({ claim: text, reason: `there is no Fact ${text}` })),
    ...written
      .filter(({ text }) => !vocabulary.references.has(text) && !vocabulary.texts.some((known) => known.includes(text)))
      .map(({ text }) => ({ claim: text, reason: "there is no such entry in the references" })),
  ];
}

function isKnownQuote(quote: string, vocabulary: Vocabulary): boolean {
  // A quoted slot is the data itself.
  return (
    quote.trim() === SLOT || vocabulary.phrases.includes(quote) || vocabulary.names.includes(quote) || isVerbatim(quote, vocabulary.texts)
  );
}

function strayBraces(masked: string): Complaint[] {
  return [...masked.matchAll(/\{[^{}]*\}?/gu)].map((match) => ({
    claim: match[0],
    reason: "this is no citation; one is written {F7} or {F7|pct}",
  }));
}

interface Place extends Omit<Span, "from"> {
  readonly at: number;
  readonly text: string;
}

function places(text: string, pattern: RegExp): Place[] {
  return [...text.matchAll(pattern)].map((match) => ({ at: match.index, to: match.index + match[0].length, text: match[0] }));
}

function phrasePlaces(text: string, phrases: readonly string[]): Place[] {
  const lower = text.toLowerCase();
  // Almost no phrase occurs in a given statement: looking for its letters first spares nearly every pattern.
  return patternsOf(phrases).flatMap(({ letters, pattern }) => (lower.includes(letters) ? places(text, pattern) : []));
}

function formulaPlaces(text: string, formula: string): Place[] {
  const at = formula === "" ? -1 : text.indexOf(formula);
  return at < 0 ? [] : [{ at, to: at + formula.length, text: formula }];
}

/** A Brief has dozens of statements and a vocabulary hundreds of phrases: the patterns are made once a vocabulary. */
const PATTERNS = new WeakMap<readonly string[], readonly PhrasePattern[]>();

interface PhrasePattern {
  readonly letters: string;
  readonly pattern: RegExp;
}

function patternsOf(phrases: readonly string[]): readonly PhrasePattern[] {
  const known = PATTERNS.get(phrases);
  if (known !== undefined) return known;
  const patterns = phrases
    .filter((phrase) => phrase !== "")
    .map((phrase) => {
      const plain = phrase.normalize("NFKC");
      return { letters: plain.toLowerCase(), pattern: wholeWords(plain, "giu") };
    });
  PATTERNS.set(phrases, patterns);
  return patterns;
}
