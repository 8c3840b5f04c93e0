/** What one tool call may give the model at most, in characters. */
export const MAX_CHARS = 12_000;

/** `parts` joined by blank lines as far as they fit; `more` tells how to get the rest. A part is never cut, except the first. */
export function bounded(parts: readonly string[], more: (shown: number) => string, limit = MAX_CHARS): string {
  const shown: string[] = [];
  let length = 0;
  for (const part of parts) {
    if (shown.length > 0 && length + part.length > limit) break;
    shown.push(part);
    length += part.length + 2;
  }
  const note = shown.length < parts.length ? `\n\n[${more(shown.length)}]` : "";
  return shown.join("\n\n") + note;
}

/** A long text cut at `limit` characters, with a mark that says so. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… [cut after ${limit} of ${text.length} characters]`;
}
