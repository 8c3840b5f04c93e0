/** `'a', 'b'` for an IN list; words come from the user's own references, quotes doubled. An empty list matches nothing. */
export function phraseList(words: readonly string[]): string {
  return words.length === 0 ? "NULL" : words.map(sqlText).join(", ");
}

/** A SQL string literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Condition under which a usage export tells logins from other events up to as-of; where it does not, every event counts as one. */
function hasLogins(loginEvents: readonly string[]): string {
  return `EXISTS (SELECT 1 FROM usage_features named WHERE named.feature IN (${phraseList(loginEvents)}) AND named.first_on <= CAST($as_of AS DATE))`;
}

/** Condition under which a row of use counts as a login. */
export function isLogin(loginEvents: readonly string[]): string {
  return `(feature IN (${phraseList(loginEvents)}) OR NOT ${hasLogins(loginEvents)})`;
}
