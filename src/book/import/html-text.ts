/** SQL that takes the text out of the HTML in `cell`: a line a paragraph, no tags, no scripts. Text that holds no HTML stays as it is, but for blank lines. Null where nothing is left. */
export function htmlText(cell: string): string {
  const withoutScripts = replaced(cell, String.raw`(?is)<(script\b.*?</script|style\b.*?</style|!--.*?--)\s*>`, "''");
  const withLines = replaced(withoutScripts, String.raw`(?i)<br\s*/?>|</(p|div|li|tr|h[1-6]|blockquote|pre)\s*>`, "chr(10)");
  // A tag's name ends in a blank, a slash or the tag: `<mia@acme.example>` and `a < b` are text.
  const withoutTags = replaced(withLines, String.raw`</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>`, "''");
  const decoded = ENTITIES.reduce((sql, [entity, text]) => `replace(${sql}, '${entity}', ${text})`, withoutTags);
  return `nullif(trim(${replaced(decoded, String.raw`[ \t\r]*\n\s*`, "chr(10)")}, ' ' || chr(10) || chr(9)), '')`;
}

/** The ampersand last: `&amp;lt;` is `&lt;`, not `<`. */
const ENTITIES = [
  ["&nbsp;", "' '"],
  ["&lt;", "'<'"],
  ["&gt;", "'>'"],
  ["&quot;", "'\"'"],
  ["&#34;", "'\"'"],
  ["&#39;", "''''"],
  ["&#x27;", "''''"],
  ["&apos;", "''''"],
  ["&amp;", "'&'"],
] as const;

function replaced(sql: string, pattern: string, by: string): string {
  return `regexp_replace(${sql}, '${pattern}', ${by}, 'g')`;
}
