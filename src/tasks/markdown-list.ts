import { escapeLine, unescapeLine } from "./escape.ts";

/** Stands where a section has nothing to say, so that a reader does not take it for unfinished. */
export const NONE = "_None._";

/** One bullet an item, without a final line end; "_None._" for an empty list. */
export function printList(items: readonly string[]): string {
  return items.length === 0 ? NONE : items.map((item) => `- ${escapeLine(item)}`.trimEnd()).join("\n");
}

/** The bullets of a section's text. */
export function parseList(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const words = /^\s*[-*+](?:\s+(.*))?$/.exec(line);
    return words === null ? [] : [unescapeLine(words[1] ?? "")];
  });
}
