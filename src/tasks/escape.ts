import { clean, oneLine } from "../core/text.ts";
import { fenceFinder } from "./markdown-lines.ts";

const HEADING = /^( {0,3})(\\*#{1,2}(?:\s|$))/;
const ESCAPED_HEADING = /^( {0,3})\\(\\*#{1,2}(?:\s|$))/;
const FENCE = /^(\s*)(\\*(?:```|~~~))/;
const ESCAPED_FENCE = /^(\s*)\\(\\*(?:```|~~~))/;

/**
 * Text as the body of a section. What would read as structure of the file (a heading, a hidden comment, a code fence that swallows the
 * rest) gets a backslash, so that a ticket's words can neither forge a section nor hide one. `unescapeBlock` takes it back.
 */
export function escapeBlock(text: string): string {
  // Trimmed first: without its indentation a first line may turn into structure.
  const lines = clean(text).trim().split("\n");
  return outsideFences(lines, (line, opensForever) => {
    const plain = escapeComment(line.replace(HEADING, "$1\\$2"));
    return opensForever || /^\s*\\/.test(line) ? plain.replace(FENCE, "$1\\$2") : plain;
  });
}

/** The text that `escapeBlock` was given. */
export function unescapeBlock(text: string): string {
  return outsideFences(text.split("\n"), (line) => unescapeComment(line.replace(ESCAPED_HEADING, "$1$2").replace(ESCAPED_FENCE, "$1$2")));
}

/** Text as part of a Markdown line: a single line without a hidden comment. */
export function escapeLine(text: string): string {
  return escapeComment(oneLine(text));
}

/** The text that `escapeLine` was given. */
export function unescapeLine(text: string): string {
  return unescapeComment(text.trim());
}

/** An id as it stands in a line or a hidden comment: white space and what could end either becomes a hyphen. */
export function idText(id: string): string {
  return id.replaceAll(/[^\p{L}\p{N}._/:@+-]+/gu, "-");
}

/** `<!--` so that it shows as itself and neither hides text nor passes for one of our own marks. */
export function escapeComment(text: string): string {
  return text.replaceAll(/<(\\*)!--/g, "<\\$1!--");
}

/** The text that `escapeComment` was given. */
export function unescapeComment(text: string): string {
  return text.replaceAll(/<\\(\\*)!--/g, "<$1!--");
}

function outsideFences(lines: readonly string[], change: (line: string, opensForever: boolean) => string): string {
  const endOf = fenceFinder(lines);
  const changed: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const end = endOf(index);
    if (typeof end === "number") {
      changed.push(...lines.slice(index, end + 1));
      index = end;
    } else {
      changed.push(change(lines[index] ?? "", end === "open"));
    }
  }
  return changed.join("\n");
}
