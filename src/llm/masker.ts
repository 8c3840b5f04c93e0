import { hash } from "../core/ids.ts";
import { replacePersonal } from "../core/personal-data.ts";
import { literally } from "../core/whole-words.ts";

/** Replaces personal data by tokens and back. The same value has the same token in every run, so a cached prefix stays equal. */
export interface Masker {
  mask(text: string): string;
  unmask(text: string): string;
}

/** `[email-1a2b3c4d]`: what stands for a value. */
const TOKEN = /\[(?:person|email|account|card|ip|phone)-[0-9a-f]{8}\]/gu;

/** Values come back inside JSON that a model wrote: none may end its string. */
const UNSAFE = /["\\\u0000-\u001F]/u;

/** The longest beginning of a token that a streamed piece may end in. */
export const TOKEN_START = /\[[a-z]{0,7}(?:-[0-9a-f]{0,8})?$/u;

/** Masks what is known by its form (core/personal-data) and `people` (full names, any case). */
export function masker(people: readonly string[]): Masker {
  const values = new Map<string, string>();
  const names = [...new Set(people.map((name) => name.trim()).filter((name) => name.length > 2 && !UNSAFE.test(name)))].sort(
    (a, b) => b.length - a.length,
  );
  const person =
    names.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const hide = (kind: string, value: string): string => {
    // A secret is not put back, for nothing that a model writes needs it, and no hash of it leaves: a short one could be guessed by it.
    if (kind === "secret") return "[secret]";
    const token = `[${kind}-${hash(value.toLowerCase(), 8)}]`;
    if (!values.has(token)) values.set(token, value);
    return token;
  };
  return {
    mask: (text) => {
      const masked = replacePersonal(text, hide);
      return person === undefined ? masked : masked.replaceAll(person, (name) => hide("person", name));
    },
    unmask: (text) => text.replaceAll(TOKEN, (token) => values.get(token) ?? token),
  };
}

function escaped(name: string): string {
  return literally(name).replaceAll(/ +/gu, " +");
}
