/** The greatest sum of money and the greatest number of people that a text names; 0 where it names none. Sums are in major units. */
export interface MentionedNumbers {
  readonly amount: number;
  readonly users: number;
  /** What `users` counts, where it is not people. */
  readonly usersAs?: "seats" | "accounts" | undefined;
}

const NUMBER = String.raw`\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`;
const AMOUNT = new RegExp(
  String.raw`(?:[$€£]|\b(?:usd|eur|gbp|chf)\b)\s*(${NUMBER})(k\b)?|(${NUMBER})(k)?\s*(?:[$€£]|\b(?:usd|eur|euros?|gbp|pounds|chf|dollars)\b)`,
  "gi",
);
const USERS = new RegExp(
  String.raw`(${NUMBER})\s+(?:(?:of|von|de)\s+(?:\p{L}+\s+)?)?(?:\p{L}+\s+)?(users?|people|staff|colleagues|employees|agents|operators|seats|accounts|nutzer|benutzer|mitarbeiter\p{L}*|leute|personen|kollegen|utilisateurs|personnes|salariés|collaborateurs|usuarios|personas|empleados|trabajadores)`,
  "giu",
);

/** Of a text that names none. */
export const NO_NUMBERS: MentionedNumbers = { amount: 0, users: 0 };

/** Reads both out of a text. */
export function mentionedNumbers(text: string): MentionedNumbers {
  let [amount, users] = [0, 0];
  let usersAs: MentionedNumbers["usersAs"];
  if (SIGNS.test(text))
    for (const [, before, thousandBefore, after, thousandAfter] of text.matchAll(AMOUNT)) {
      const value = numberOf(before ?? after ?? "") * ((thousandBefore ?? thousandAfter) === undefined ? 1 : 1000);
      amount = Math.max(amount, value);
    }
  if (PEOPLE.test(text))
    for (const [, value = "", noun = ""] of text.matchAll(USERS)) {
      const number = numberOf(value);
      if (number <= users) continue;
      users = number;
      const what = noun.toLowerCase();
      usersAs = what === "seats" || what === "accounts" ? what : undefined;
    }
  return { amount, users, usersAs };
}

const SIGNS = /[$€£]|\b(?:usd|eur|euros?|gbp|chf|dollars|pounds)\b/i;
const PEOPLE =
  /\b(?:user|people|staff|colleague|employee|agent|operator|seat|account|nutzer|benutzer|mitarbeiter|leute|person|kollegen|utilisateur|salarié|collaborateur|usuario|empleado|trabajador)/i;

/** "18,400", "6.300", "1 400", "9.99": a mark before exactly three digits parts thousands. */
function numberOf(text: string): number {
  const plain = text.replaceAll(/[.,' \u00a0\u202f](?=\d{3})/g, "").replace(",", ".");
  const value = Number(plain);
  return Number.isFinite(value) ? value : 0;
}
