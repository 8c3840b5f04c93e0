/** A lower-case word without accents and apostrophes, so that "Größe", "grosse" and "grösse" are one. Plain ASCII is returned as it is. */
export function foldWord(lower: string): string {
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize("NFKD")
    .replaceAll(/[\p{M}'’]/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l");
}

const PLAIN = /^[a-z0-9]*$/;
