import { sqlText } from "./sql-literals.ts";

/** A SQL expression: the words of `text`, lower case, each between single blanks. Punctuation and line ends are blanks. */
export function wordsSql(text: string): string {
  return `' ' || lower(trim(regexp_replace(${text}, '[^\\pL\\pN]+', ' ', 'g'))) || ' '`;
}

/**
 * A SQL condition: `words` (made by wordsSql) holds any of the phrases as whole words. A phrase that ends in `*` also matches its
 * longer forms. No phrase: false. Plain searches: a hundred patterns would cost more to compile than to run.
 */
export function holdsAny(words: string, phrases: readonly string[]): string {
  const tests = phrases.map((phrase) => {
    const open = phrase.endsWith("*");
    const plain = phrase.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
    return `contains(${words}, ${sqlText(open ? ` ${plain}` : ` ${plain} `)})`;
  });
  return tests.length === 0 ? "false" : `(${tests.join(" OR ")})`;
}
