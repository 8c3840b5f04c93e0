/** `'a', 'b'` for an IN list; words come from the user's own references, quotes doubled. An empty list matches nothing. */
export function phraseList(words: readonly string[]): string {
  return words.length === 0 ? "NULL" : words.map(sqlText).join(", ");
}

/** A SQL string literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
