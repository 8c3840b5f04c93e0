import { hash } from "../core/ids.ts";

/** Replaces personal data by tokens and back. The same value has the same token in every run, so a cached prefix stays equal. */
export interface Masker {
  mask(text: string): string;
  unmask(text: string): string;
}

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** International or bracketed numbers only: plain digits are ids, amounts and dates. */
const PHONE = /\+\d[\d ().-]{6,18}\d|\(\d{2,5}\) ?\d[\d -]{4,12}\d/gu;
/** 13 to 19 digits in one, or in the groups of payment cards, whose check sum is right: two dates in a row are none. */
const CARD = /(?<![\d.-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}[ -]\d{6}[ -]\d{4,5})(?![\d-])/gu;
const TOKEN = /\[(?:person|email|phone|card)-[0-9a-f]{8}\]/gu;

/** Values come back inside JSON that a model wrote: none may end its string. */
const UNSAFE = /["\\\u0000-\u001F]/u;

/** The longest beginning of a token that a streamed piece may end in. */
export const TOKEN_START = /\[[a-z]{0,6}(?:-[0-9a-f]{0,8})?$/u;

/** Masks mail addresses, telephone and card numbers and `people` (full names, any case). */
export function masker(people: readonly string[]): Masker {
  const values = new Map<string, string>();
  const names = [...new Set(people.map((name) => name.trim()).filter((name) => name.length > 2 && !UNSAFE.test(name)))].sort(
    (a, b) => b.length - a.length,
  );
  const person =
    names.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const hide =
    (kind: string) =>
    (value: string): string => {
      const token = `[${kind}-${hash(value.toLowerCase(), 8)}]`;
      if (!values.has(token)) values.set(token, value);
      return token;
    };
  return {
    mask: (text) => {
      const card = hide("card");
      const masked = text
        .replaceAll(EMAIL, hide("email"))
        .replaceAll(CARD, (number) => (isCard(number) ? card(number) : number))
        .replaceAll(PHONE, hide("phone"));
      return person === undefined ? masked : masked.replaceAll(person, hide("person"));
    },
    unmask: (text) => text.replaceAll(TOKEN, (token) => values.get(token) ?? token),
  };
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`).replaceAll(/ +/gu, " +");
}

/** Luhn's check sum: the last digit is chosen so that the doubled sum ends in nought. */
function isCard(number: string): boolean {
  const digits = [...number.replaceAll(/\D/gu, "")].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const weighed = index % 2 === 0 ? digit : digit * 2;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}
