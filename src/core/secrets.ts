import { compareText } from "./compare-text.ts";

/** Shorter ones would be found in words that are none: they are no secrets worth the name. */
const SHORTEST = 8;

/** Takes secrets out of a text: as they are, as an address or JSON writes them, and in Base64. */
export type Redact = (text: string) => string;

/** Replaces each of `secrets` by `[secret]`, the longest first. Unset ones, and those of fewer than eight signs, are left alone. */
export function redactor(secrets: readonly (string | undefined)[]): Redact {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret === undefined || secret.length < SHORTEST) continue;
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString("base64")])
      forms.add(form);
  }
  const longestFirst = [...forms].sort((a, b) => b.length - a.length || compareText(a, b));
  return longestFirst.length === 0
    ? (text) => text
    : (text) => longestFirst.reduce((rest, form) => (rest.includes(form) ? rest.replaceAll(form, "[secret]") : rest), text);
}

/** What in an address may be secret: the password, the user's name where it stands alone, and the values behind the question mark. */
export function secretsOfUrl(address: string | undefined): readonly string[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const { username, password, searchParams } = new URL(address);
  return [password, password === "" ? username : "", ...searchParams.values()].flatMap((part) =>
    part === "" ? [] : [part, decoded(part)],
  );
}

/** An address to be shown: without user, password, query and fragment. `unreadable` where it is no address. */
export function shownUrl(address: string): string {
  if (!URL.canParse(address)) return "unreadable";
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
