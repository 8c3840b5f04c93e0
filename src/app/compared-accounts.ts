import { findMentions, type KnownAccount } from "../domain/accounts/match-account.ts";
import { resolveAccount } from "./resolve-account.ts";

/** Two accounts or more named in a question that sets them side by side or in one row; undefined for any other question. */
export function comparedAccounts(question: string, accounts: readonly KnownAccount[]): readonly KnownAccount[] | undefined {
  const compares = /\b(compare|comparison|versus|vs\.?|side by side|difference between|or)\b/i.test(question);
  if (!compares && !/\b(?:and|und)\b|[,&+]/i.test(question)) return undefined;
  const named = findMentions(question, accounts);
  return named.length < 2 || !(compares || inOneRow(question, named)) ? undefined : named;
}

/** "Is Acme and Globex ok?" asks for both; "did Acme hear of Globex, and when?" asks for one. */
function inOneRow(question: string, named: readonly KnownAccount[]): boolean {
  return ROW.test(named.reduce((rest, known) => withoutAccount(rest, known, MARK), question));
}

const MARK = "\u0001";
const ROW = /\u0001(?:['’]s?)?\s*(?:,|&|\+|,?\s*\b(?:and|und)\b)\s*(?:(?:the|with|at|for|of)\s+)?\u0001/i;

/** A comparison that leaves one of its names out in silence answers another question. Throws UserError with the nearest names. */
export function refuseUnknownPartner(
  question: string,
  compared: readonly KnownAccount[] | undefined,
  accounts: readonly KnownAccount[],
): void {
  if (!COMPARES.test(question) && (compared === undefined || !/\bor\b/i.test(question))) return;
  const named = compared ?? findMentions(question, accounts);
  if (named.length === 0) return;
  const rest = named.reduce((left, known) => withoutAccount(left, known), question);
  const parts = rest.split(
    /\b(?:and|versus|vs|or|with|to|against|between|compare|comparison|of|side by side|difference|the|is|what|s)\b|[,;:?.!&]/i,
  );
  const unknown = parts.map((part) => part.trim()).find((part) => /^\p{Lu}/u.test(part) && !NO_NAME.test(part));
  if (unknown !== undefined) resolveAccount(unknown, accounts);
}

const COMPARES = /\b(?:compare|comparison|versus|vs\.?|side by side|difference between)\b/i;
const NO_NAME = /^(?:ARR|MRR|NPS|CSAT|NRR|GRR|Which|Who|How|Why|When|Does|Do|Are|Can|Please|Show|Give|Tell|I|Q[1-4])\b/;

function withoutAccount(text: string, { name, account, keys }: KnownAccount, mark = ","): string {
  const first = name.split(/\s+/)[0] ?? name;
  const form = [name, ...keys, account, first].find((one) => one !== "" && text.toLowerCase().includes(one.toLowerCase()));
  if (form === undefined) return text;
  const at = text.toLowerCase().indexOf(form.toLowerCase());
  return `${text.slice(0, at)} ${mark} ${text.slice(at + form.length).replace(/^['’]s\b/, "")}`;
}
