/** A statement as it may be sent: without its closing semicolon, and where placeholders stand in it. */
export interface SingleSelect {
  readonly sql: string;
  readonly placeholders: readonly { readonly name: string; readonly at: number; readonly length: number }[];
}

/** What makes a text no single SELECT, and where: an offset in it. */
export interface SelectFault {
  readonly fault: string;
  readonly at: number;
}

/** Values that a statement may ask for by `:name`. */
export const PLACEHOLDERS = ["since", "timezone"] as const;

/**
 * Reads SQL of PostgreSQL's form as far as it takes to tell that it is one statement that begins with SELECT or WITH and closes what it
 * opens, so that it can stand within parentheses. What it does to data, the engine decides: the session may only read.
 */
export function singleSelect(text: string): SingleSelect | SelectFault {
  const placeholders: SingleSelect["placeholders"][number][] = [];
  let depth = 0;
  let first: string | undefined;
  let end: number | undefined;
  for (let at = 0; at < text.length;) {
    const skipped = skipAt(text, at);
    if (skipped !== undefined) {
      if ("fault" in skipped) return skipped;
      if (!skipped.isBlank && end !== undefined) return { fault: "a second statement", at };
      if (!skipped.isBlank) first ??= "";
      at = skipped.to;
      continue;
    }
    if (end !== undefined) return { fault: "a second statement", at };
    const character = text.charAt(at);
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth < 0) return { fault: "a parenthesis that nothing opened", at };
    if (character === ";") {
      if (depth > 0) return { fault: "a parenthesis that is not closed before the statement ends", at };
      end = at;
    }
    const [word] = /^[\p{L}_][\p{L}\p{N}_$]*/u.exec(text.slice(at, at + 64)) ?? [];
    if (word !== undefined) first ??= word.toLowerCase();
    const [named] = /^:[a-z]+\b/.exec(text.slice(at, at + 64)) ?? [];
    const isCast = text.charAt(at - 1) === ":";
    const name = PLACEHOLDERS.find((known) => named === `:${known}`);
    if (name !== undefined && !isCast && named !== undefined) placeholders.push({ name, at, length: named.length });
    at += (word ?? named ?? character).length;
  }
  if (depth > 0) return { fault: "a parenthesis that is not closed", at: text.length };
  if (first !== "select" && first !== "with") return { fault: "a statement that does not begin with SELECT or WITH", at: firstWord(text) };
  return { sql: text.slice(0, end), placeholders };
}

type Skip = { readonly to: number; readonly isBlank: boolean } | SelectFault | undefined;

/** What begins at a place and is not read: blanks and comments, and texts and quoted names. Undefined where anything else stands there. */
function skipAt(text: string, at: number): Skip {
  const rest = text.slice(at, at + 80);
  const [blank] = /^\s+/.exec(rest) ?? [];
  if (blank !== undefined) return { to: at + blank.length, isBlank: true };
  if (rest.startsWith("--")) {
    const line = text.indexOf("\n", at);
    return { to: line < 0 ? text.length : line + 1, isBlank: true };
  }
  if (rest.startsWith("/*")) return comment(text, at);
  const [escaped] = /^[eE]'/.exec(rest) ?? [];
  if (escaped !== undefined && !isInWord(text, at)) return quoted(text, at + 1, "'", true);
  if (rest.startsWith("'")) return quoted(text, at, "'", false);
  if (rest.startsWith('"')) return quoted(text, at, '"', false);
  const [tag] = /^\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(rest) ?? [];
  if (tag === undefined || isInWord(text, at)) return undefined;
  const close = text.indexOf(tag, at + tag.length);
  return close < 0 ? { fault: `a text that begins with ${tag} and is not closed`, at } : { to: close + tag.length, isBlank: false };
}

function isInWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}_$]/u.test(text.charAt(at - 1));
}

/** Comments of this kind nest. */
function comment(text: string, at: number): Skip {
  let depth = 0;
  for (let here = at; here < text.length;) {
    const two = text.slice(here, here + 2);
    if (two === "/*") depth += 1;
    if (two === "*/") depth -= 1;
    here += two === "/*" || two === "*/" ? 2 : 1;
    if (depth === 0) return { to: here, isBlank: true };
  }
  return { fault: "a comment that is not closed", at };
}

function quoted(text: string, at: number, quote: string, hasEscapes: boolean): Skip {
  for (let here = at + 1; here < text.length; here += 1) {
    if (hasEscapes && text.charAt(here) === "\\") here += 1;
    else if (text.charAt(here) === quote) {
      if (text.charAt(here + 1) !== quote) return { to: here + 1, isBlank: false };
      here += 1;
    }
  }
  return { fault: quote === '"' ? "a quoted name that is not closed" : "a text that is not closed", at };
}

function firstWord(text: string): number {
  for (let at = 0; at < text.length;) {
    const skipped = skipAt(text, at);
    if (skipped === undefined || "fault" in skipped || !skipped.isBlank) return at;
    at = skipped.to;
  }
  return 0;
}
