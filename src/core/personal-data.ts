/** Personal and secret data that is known by its form. */
export type PersonalKind = "secret" | "email" | "account" | "card" | "ip" | "phone";

/** Keys and passwords: those with a known beginning, signed tokens, private keys, and what follows the word for one. */
const SECRET =
  /\b(?:sk-[\w-]{12,}|(?:gh[oprsu]|github_pat)_\w{16,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{35}|eyJ[\w-]{8,500}\.[\w-]{8,2000}\.[\w-]{8,500})|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?-----END [A-Z ]{0,30}PRIVATE KEY-----|(?<=\bbearer )[\w.~+/-]{16,}=*|(?<=\b(?:password|passwort|mot de passe|contraseña|passphrase|api[ _-]?key|access[ _-]?token|client[ _-]?secret)["']?\s{0,2}[:=]\s{0,2}["']?)(?=\D{0,40}[\d!$%&*#_])[^\s"',;\\]{6,200}/giu;

/** As it is, and as people write it to hide it from machines. A run of letters is entered at its beginning only: none is read twice. */
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+(?:@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+| ?[([{] ?at ?[)\]}] ?[\p{L}\p{N}-]+(?: ?(?:\.|[([{] ?dot ?[)\]}]) ?[\p{L}\p{N}-]+)+)/giu;

/** Bank accounts whose check sum is right. */
const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ \u00A0-]?[A-Z0-9]{4}){2,7}(?:[ \u00A0-]?[A-Z0-9]{1,4})?(?![\p{L}\p{N}])/giu;

/** 13 to 19 digits in one, or in the groups of payment cards, whose check sum is right: two dates in a row are none. */
const CARD = /(?<![\d.-])(?:\d{13,19}|\d{4}([ .\u00A0-])\d{4}\1\d{4}\1\d{1,7}|\d{4}[ \u00A0-]\d{6}[ \u00A0-]\d{4,5})(?![\d-])/gu;

/** Addresses of machines on the internet; those inside a network are no one's, and a version is none. */
const IP =
  /(?<![\w.:-])(?<!\b(?:v|version|release|build) ?)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)|(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){1,5}::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,4})?)(?![\w:])/giu;
const OWN_NETWORK = /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|255)\./u;

/** International numbers, those with an area code in brackets or in the American form, and any that follow the word for one. */
const PHONE =
  /\+\d[\d ()./\u00A0-]{6,18}\d|(?<!\w)\(\d{2,5}\) ?\d[\d \u00A0-]{4,12}\d|(?<![\d.-])\d{3}[-. ]\d{3}[-. ]\d{4}(?![\d-])|(?<![\d+][ .-]?)00[1-9]\d{1,2}[ \u00A0/.-]\d[\d ()./\u00A0-]{5,14}\d|(?<=\b(?:tel|telephone|phone|mobile|cell|call|ring|fax|whatsapp|telefon|mobil|handy|téléphone|teléfono|móvil)\b[^\d\n]{0,20})\d[\d ()./\u00A0-]{4,16}\d/giu;

/** The text with each piece of personal or secret data replaced by what `hide` makes of it. Names are not known by their form. */
export function replacePersonal(text: string, hide: (kind: PersonalKind, value: string) => string): string {
  return text
    .replaceAll(SECRET, (value) => hide("secret", value))
    .replaceAll(EMAIL, (value) => hide("email", value))
    .replaceAll(IBAN, (value) => hideAccount(value, hide))
    .replaceAll(CARD, (value) => (isCard(value) ? hide("card", value) : value))
    .replaceAll(IP, (value) => (OWN_NETWORK.test(value) ? value : hide("ip", value)))
    .replaceAll(PHONE, (value) => hide("phone", value));
}

/** Words behind the number look like groups of it: the longest beginning that is an account is taken. */
function hideAccount(value: string, hide: (kind: PersonalKind, value: string) => string): string {
  for (let end = value.length; end >= 15; end = Math.max(value.lastIndexOf(" ", end - 1), value.lastIndexOf("-", end - 1))) {
    if (isIban(value.slice(0, end))) return hide("account", value.slice(0, end)) + value.slice(end);
  }
  return value;
}

/** ISO 13616: the first four signs moved to the end, letters as 10 to 35; the remainder by 97 is one. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(/[^A-Z0-9]/giu, "").toUpperCase();
  if (plain.length < 15 || plain.length > 34) return false;
  let rest = 0;
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Luhn's check sum: every second digit from the right doubled, its digits added; the whole ends in nought. */
function isCard(number: string): boolean {
  const digits = [...number.replaceAll(/\D/gu, "")].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const weighed = index % 2 === 0 ? digit : digit * 2;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0 && digits.some((digit) => digit !== 0);
}
