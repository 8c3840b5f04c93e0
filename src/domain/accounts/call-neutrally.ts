import { slug } from "../../core/text.ts";
import type { KnownAccount } from "./match-account.ts";

/** A name that is no word of a question. */
const NEUTRAL = "Acme";
const GAP = "[^\\p{L}\\p{N}]+(?:and[^\\p{L}\\p{N}]+)?";

/**
 * The question with the account called by a name that means nothing else: "Willow Health" and "Usage Labs" are no questions about health and
 * use. One that calls the account otherwise than by its name or id is left as it is.
 */
export function callNeutrally(question: string, { account, name }: KnownAccount): string {
  const forms = [name.replaceAll(/\band\b/gi, " "), account].map(slug).filter((form) => form.length >= 2);
  const said = [...new Set(forms)].sort((a, b) => b.length - a.length).map((form) => form.split("-").join(GAP));
  return said.length === 0
    ? question
    : question.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${said.join("|")})(?![\\p{L}\\p{N}])`, "giu"), NEUTRAL);
}
