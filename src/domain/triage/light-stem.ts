const VOWEL = /[aeiouy]/;
const SHORTEST = 4;

/**
 * A short stem of a folded word: endings of number, person and tense are cut, so that "export", "exports", "exported" and "exporting"
 * agree. Meant for matching, in English first; words of other languages lose a final vowel or "s" at most.
 *
 * It is one of three stems and stays apart from the others: the shipped weights know words by exactly these. Other than `englishStem` it
 * leaves -ly, -eed, the s of -is and words with a digit; other than the router's `stem` it leaves -al, -ion, -ment and -ness.
 */
export function lightStem(word: string): string {
  if (word.length < SHORTEST || DIGIT.test(word)) return word;
  const singular = withoutPlural(word);
  const base = withoutTense(singular);
  return base.length > SHORTEST - 1 && base.endsWith("e")
    ? base.slice(0, -1)
    : base.endsWith("y") && base.length > 3
      ? `${base.slice(0, -1)}i`
      : base;
}

const DIGIT = /\d/;

function withoutPlural(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function withoutTense(word: string): string {
  for (const ending of ["ing", "ed"]) {
    const base = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || base.length < SHORTEST - 1 || !VOWEL.test(base)) continue;
    if (ending === "ed" && base.endsWith("e")) return word;
    return /([bdfgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
  }
  return word;
}
