/** A header as lower-case words: "CustomerName", "customer_name" and "Customer name" are the same. Accents are folded. */
export function headerWords(header: string): string {
  return header
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** How well words say one of these phrases, 0–1: 1 for just that phrase, less for a phrase among other words. */
export function phraseFit(words: string, phrases: readonly string[]): number {
  const own = words.split(" ");
  const fits = phrases.map((phrase) => {
    if (phrase === words) return 1;
    const wanted = phrase.split(" ");
    return wanted.every((word) => own.includes(word)) ? 0.4 + (0.5 * wanted.length) / own.length : 0;
  });
  return Math.max(0, ...fits);
}
