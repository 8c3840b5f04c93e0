import type { Book } from "../book/book.ts";
import { findMention, type KnownAccount } from "../domain/accounts/match-account.ts";
import { unknownName } from "../domain/questions/unknown-name.ts";
import { resolveAccount, unsettled } from "./resolve-account.ts";

const NAMELIKE = /(\b(?:bei|von|mit|für)\s+)?(\p{Lu}[\p{L}-]+)/gu;
/** In German every noun has a capital: only what stands behind such a word as "bei" is a name there. */
const GERMAN = /\b(?:und|der|das|wie|wer|ist|sind|haben|hat|bei|welche)\b/i;

/**
 * The account a conversation is about, as long as the question names nobody else: a name that two accounts share, or that none has, is
 * no word for it. `trade`: words, in lower case, that are no names. Throws UserError: `ambiguous-account`, `unknown-account`.
 */
export async function carriedAccount(
  before: string,
  question: string,
  accounts: readonly KnownAccount[],
  book: Book,
  trade: readonly string[],
): Promise<KnownAccount> {
  const account = resolveAccount(before, accounts);
  const mention = findMention(question, accounts);
  if (mention.kind === "one") return mention.account;
  if (mention.kind === "many") return mention.candidates.includes(account) ? account : unsettled("", mention, accounts);
  const people = await book.rows<{ name: string }>(
    "SELECT name FROM contacts WHERE account = $account AND name IS NOT NULL ORDER BY length(name) DESC, name",
    { account: account.account },
  );
  // Its own people and the words of the trade are known: "the last meeting with Harriet" is about it.
  const known = new Set(people.flatMap(({ name }) => name.toLowerCase().split(/\s+/)).concat(trade));
  const german = GERMAN.test(question);
  const plain = question.replaceAll(NAMELIKE, (whole, before: string | undefined, word: string) =>
    known.has(word.toLowerCase()) || (german && before === undefined) ? whole.toLowerCase() : whole,
  );
  const stranger = unknownName(plain, accounts);
  return stranger === undefined ? account : resolveAccount(stranger, accounts);
}

const LONE_WORD =
  /^\W*(?!(?:more|details?|why|how|when|continue|next|yes|thanks?|everything|calls?|e?mails?|notes?)\b)([\p{L}\p{N}&.-]{3,}?)\W*$/iu;

/** "What about zork?": a word alone that no playbook knows was meant as a name. Throws UserError `unknown-account`. */
export function refuseLoneWord(question: string, accounts: readonly KnownAccount[]): void {
  const word = findMention(question, accounts).kind === "none" ? LONE_WORD.exec(question)?.[1] : undefined;
  if (word !== undefined) resolveAccount(word, accounts);
}
