import { clean } from "../core/text.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Audience } from "../reports/document.ts";
import { withoutAddresses } from "../run/model/without-addresses.ts";
import { findClaims } from "../run/verify/claims.ts";
import { parseTemplate } from "../run/verify/template.ts";
import { verifyStatement } from "../run/verify/verify-statement.ts";
import type { Complaint } from "../run/verify/vocabulary.ts";
import { defused } from "../tools/fence.ts";
import { meaningProblems } from "./qbr-polish-meaning.ts";
import { slotProblems } from "./qbr-polish-slots.ts";

/** What a rewording is held against, beside our own sentence. */
export interface PolishContext {
  readonly audience: Audience;
  readonly account: { readonly account: string; readonly name: string };
  readonly company: string;
  /** The Facts of the sentences that were sent, by id. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** Tells whether a text names another account of the book. */
  readonly namesOther: (text: string) => boolean;
  /** Tells whether a lower-case word belongs to the name of another account. */
  readonly isOthersWord: (word: string) => boolean;
}

/** A slide has room for two lines. */
const ROOM = 160;
const LONGER = 1.5;

/** How long a rewording of `ours` may be, in characters. */
export function mostCharacters(ours: string): number {
  return Math.max(ROOM, Math.round(ours.length * LONGER));
}

/**
 * Why `theirs` may not stand in the place of `ours` (both with slots, `{F7|pct}`); empty where it may. It is verified like a statement of a
 * Brief, and must besides hold the same Facts, figures and directions: a better wording says nothing that ours does not say.
 */
export function rewordingProblems(ours: string, theirs: string, context: PolishContext): Complaint[] {
  const { audience, account, company, facts } = context;
  const own = parseTemplate(ours);
  const { masked } = parseTemplate(theirs);
  const phrases = findClaims(own.masked).map(({ text }) => text);
  const vocabulary = {
    metrics: METRICS,
    account: account.account,
    // Names of others are looked for below: here their words would only make them known.
    accounts: new Map([[account.account, [account.name]]]),
    names: [company, own.masked].filter((name) => name !== ""),
    phrases,
    texts: [],
    references: new Set<string>(),
  };
  const found = [
    ...formProblems(ours, theirs, masked),
    ...otherAccounts(own.masked, masked, context),
    ...slotProblems(ours, theirs, facts),
    ...verifyStatement(theirs, facts, vocabulary),
    ...figureProblems(own.masked, masked),
    ...meaningProblems(own.masked, masked, audience),
  ];
  const seen = new Set<string>();
  return found.filter(({ claim, reason }) => {
    const key = `${claim}\n${reason}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
}

const MARKUP = /[`{}<>|*_#[\]\\]|\bF\d+\b/gu;
const FOREIGN = /[^\P{L}\p{Script=Latin}]/u;

function formProblems(ours: string, theirs: string, masked: string): Complaint[] {
  const most = mostCharacters(ours);
  const foreign = FOREIGN.test(ours) ? null : FOREIGN.exec(masked);
  return [
    ...(theirs === "" ? [{ claim: "", reason: "it is empty" }] : []),
    ...(theirs.length > most ? [{ claim: `${theirs.slice(0, 40)} …`, reason: `it is longer than ${most} characters` }] : []),
    ...(defused(theirs) === clean(theirs) ? [] : [{ claim: theirs.slice(0, 40), reason: "it holds characters that nobody sees" }]),
    ...(foreign === null ? [] : [{ claim: foreign[0], reason: "our sentence is written in other letters" }]),
    ...withoutAddresses(theirs).removed.map((claim) => ({ claim: claim.slice(0, 120), reason: "a slide holds no addresses or markup" })),
    ...[...new Set(masked.match(MARKUP) ?? [])].map((claim) => ({ claim, reason: "a slide holds no markup and no id of a Fact" })),
  ];
}

/** The name of another account in whole, or a part of it that is written like a name. */
function otherAccounts(ours: string, theirs: string, { account, namesOther, isOthersWord }: PolishContext): Complaint[] {
  const known = new Set(wordsOf(`${ours} ${account.name}`).map((word) => word.toLowerCase()));
  const parts = wordsOf(theirs).filter(
    (word) => /^\p{Lu}/u.test(word) && !known.has(word.toLowerCase()) && isOthersWord(word.toLowerCase()),
  );
  return [
    ...(namesOther(theirs) ? [{ claim: theirs.slice(0, 120), reason: "it names another account" }] : []),
    ...parts.map((claim) => ({ claim, reason: "this is in the name of another account; use another word" })),
  ];
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What is written out in figures or number words stands in ours too, and what ours writes out is not left out. */
function figureProblems(ours: string, theirs: string): Complaint[] {
  const written = (text: string): string[] => findClaims(text).map((claim) => claim.text.toLowerCase().replaceAll(/[\s-]+/gu, " "));
  const [own, other] = [written(ours), written(theirs)];
  return [
    ...without(other, own).map((claim) => ({ claim, reason: "our sentence does not hold this figure, and no Fact is cited for it" })),
    ...without(own, other).map((claim) => ({ claim, reason: "our sentence says this, and the rewording leaves it out" })),
  ];
}

/** The items of `all` that are left when each of `taken` has taken one away. */
function without(all: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return all.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
