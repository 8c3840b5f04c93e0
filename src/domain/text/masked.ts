import { replacePersonal } from "../../core/personal-data.ts";

/**
 * The text without secrets, e-mail and internet addresses, account, card and telephone numbers: each is told by its kind alone, as `[email]`.
 */
export function masked(text: string): string {
  return replacePersonal(text, (kind) => `[${kind}]`);
}

/** A first line that only greets, and a last one that is only a name, are no part of what is quoted. */
const GREETING = /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|guten tag|hallo|bonjour|hola)\b[^\n]{0,60}\n+(?=\s*\S)/iu;
const NAME_BELOW = /(?<=\S)\s*\n\s*\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'.-]*){1,2}\s*$/u;

/** What a customer says in a message, to be quoted: without greeting, name below and personal data. */
export function ownWords(body: string): string {
  return masked(body.replace(GREETING, "").replace(NAME_BELOW, ""));
}
