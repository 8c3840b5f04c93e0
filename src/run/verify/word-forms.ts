/** A word of a text, lower case and reduced to its stem, with where it stands. */
export interface Token {
  readonly stem: string;
  readonly at: number;
  readonly to: number;
}

/** Where a phrase occurs in a text, in characters. */
export interface Occurrence {
  readonly at: number;
  readonly to: number;
}

/** The words of `text`; hyphens, slashes and apostrophes separate ("log-ins" is found by "log ins" and by "logins"). */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}%]+/gu)].map((match) => ({
    stem: stem(match[0].toLowerCase()),
    at: match.index,
    to: match.index + match[0].length,
  }));
}

/** Every place where the words of `phrase` stand side by side, in any inflection; a long word also matches what is derived from it (renew: renewal). */
export function occurrences(tokens: readonly Token[], phrase: string): Occurrence[] {
  const wanted = stemsOf(phrase);
  if (wanted.length === 0) return [];
  const joined = wanted.join("");
  const found: Occurrence[] = [];
  for (let start = 0; start < tokens.length; start += 1) {
    // At nearly every word it is plain at once that nothing begins here.
    const first = tokens[start]?.stem ?? "";
    if (!joined.startsWith(first) && !isForm(first, wanted[0] ?? "")) continue;
    for (let size = 1; size <= wanted.length + 1 && start + size <= tokens.length; size += 1) {
      const part = tokens.slice(start, start + size);
      if (!(size === wanted.length && part.every((token, index) => isForm(token.stem, wanted[index] ?? ""))) && joinedStem(part) !== joined)
        continue;
      found.push({ at: part[0]?.at ?? 0, to: part.at(-1)?.to ?? 0 });
      break;
    }
  }
  return found;
}

/** Every statement is held against the same few hundred words of the metrics. */
const STEMS = new Map<string, readonly string[]>();

function stemsOf(phrase: string): readonly string[] {
  const stems = STEMS.get(phrase) ?? tokensOf(phrase).map((token) => token.stem);
  STEMS.set(phrase, stems);
  return stems;
}

/** A light English stem: plural and verb endings only, so that "renewals", "renewal" and "renewed", "renewing" each meet. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  const singular = word.length > 3 && /[^sui]s$/u.test(word) ? word.slice(0, -1) : word;
  const root = singular.length > 4 ? singular.replace(/(?:ing|ed|e)$/u, "") : singular;
  return root.length > 2 ? root : singular;
}

function isForm(found: string, wanted: string): boolean {
  return found === wanted || (wanted.length >= 5 && found.startsWith(wanted) && found.length - wanted.length <= 6);
}

function joinedStem(part: readonly Token[]): string {
  return part.map((token) => token.stem).join("");
}
