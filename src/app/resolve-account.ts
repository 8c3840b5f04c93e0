import { UserError } from "../core/errors.ts";
import { list, shortened } from "../core/text.ts";
import { findMention, type KnownAccount, type Match, matchAccount } from "../domain/accounts/match-account.ts";
import { unknownName } from "../domain/questions/unknown-name.ts";

/** The account a person named. Throws UserError: `unknown-account` with the nearest names, `ambiguous-account` with the candidates. */
export function resolveAccount(text: string, accounts: readonly KnownAccount[]): KnownAccount {
  return unsettled(text, matchAccount(text, accounts), accounts);
}

/** A name in such a question is a buyer's: that no account goes by it is no mistake. */
const PROSPECT =
  /\b(prospects?|new deal|new logo|new opportunity|new customer|lead|rfp|rfi|tender|evaluate (?:a|the|this) deal|qualify|cold (?:e-?)?mail)\b/i;

/** The account a question speaks of, or undefined where it speaks of none. Throws UserError where the name is ambiguous or unknown. */
export function accountInQuestion(question: string, accounts: readonly KnownAccount[]): KnownAccount | undefined {
  const mention = findMention(question, accounts);
  if (mention.kind === "one") return mention.account;
  if (mention.kind === "many") return unsettled("", mention, accounts);
  const name = PROSPECT.test(question) ? undefined : unknownName(question, accounts);
  return name === undefined ? undefined : unsettled(name, matchAccount(name, accounts), accounts);
}

/** The account of a match. Throws UserError as `resolveAccount` does where it is not one. */
export function unsettled(text: string, match: Match, accounts: readonly KnownAccount[]): KnownAccount {
  switch (match.kind) {
    case "one":
      return match.account;
    case "many":
      throw new UserError({
        code: "ambiguous-account",
        message: `${match.candidates.length} accounts go by that name.`,
        found: text === "" ? undefined : text,
        allowed: match.candidates.map(({ account, name }) => `${name} (${account})`),
        fix: "Write the whole name, or the id instead of it.",
      });
    case "none":
      throw new UserError({
        code: "unknown-account",
        message: `There is no account "${shortened(text, 80)}" in the book.`,
        found: shortened(text, 80),
        allowed: match.near.length > 0 ? match.near : firstNames(accounts),
        fix: match.near.length > 0 ? `Did you mean ${list(match.near, "or")}?` : "`echo-cs health --all` lists every account.",
      });
  }
}

const SHOWN = 8;

/** The names of the first accounts, and how many there are beside them. */
export function firstNames(accounts: readonly KnownAccount[]): string[] {
  const more = accounts.length - SHOWN;
  return [...accounts.slice(0, SHOWN).map(({ name }) => name), ...(more > 0 ? [`and ${more} more`] : [])];
}
