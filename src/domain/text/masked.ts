const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** 13 to 19 digits in one or in groups; only those whose check sum is right are card numbers. */
const CARD = /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/gu;
/** International numbers, those with an area code in brackets or in the American form, and any that follow the word for one. */
const PHONE =
  /\+\d[\d ()./-]{6,18}\d|\(\d{2,5}\) ?\d[\d -]{4,12}\d|(?<![\d.-])\d{3}[-. ]\d{3}[-. ]\d{4}(?![\d-])|(?<=\b(?:tel|telephone|phone|mobile|cell|call|ring|fax|telefon|mobil|téléphone|teléfono)\b[^\d\n]{0,20})\d[\d ()./-]{4,16}\d/giu;

/** The text without e-mail addresses, account, card and telephone numbers: each is told by its kind alone, as `[email]`. */
export function masked(text: string): string {
  return text
    .replaceAll(EMAIL, "[email]")
    .replaceAll(IBAN, "[account]")
    .replaceAll(CARD, (number) => (isCard(number) ? "[card]" : number))
    .replaceAll(PHONE, "[phone]");
}

/** A first line that only greets, and a last one that is only a name, are no part of what is quoted. */
const GREETING = /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|guten tag|hallo|bonjour|hola)\b[^\n]{0,60}\n+(?=\s*\S)/iu;
const NAME_BELOW = /(?<=\S)\s*\n\s*\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'.-]*){1,2}\s*$/u;

/** What a customer says in a message, to be quoted: without greeting, name below and personal data. */
export function ownWords(body: string): string {
  return masked(body.replace(GREETING, "").replace(NAME_BELOW, ""));
}

/** Luhn's check sum: every second digit from the right doubled, its digits added; the whole ends in nought. */
function isCard(number: string): boolean {
  const digits = [...number.replaceAll(/\D/gu, "")].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const weighed = index % 2 === 0 ? digit : digit * 2;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}
