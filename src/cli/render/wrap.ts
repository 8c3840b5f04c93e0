import { stripVTControlCharacters } from "node:util";

/** Wraps text at `width` columns; lines after the first begin with `indent` spaces. Words longer than a line stay whole. */
export function wrap(text: string, width: number, indent = 0): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const next = line === "" ? word : `${line} ${word}`;
    const room = width - (lines.length === 0 ? 0 : indent);
    if (line !== "" && columns(next) > room) {
      lines.push(line);
      line = word;
    } else line = next;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}

/** How many columns a text takes on a terminal (colours take none). */
export function columns(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** `text` filled up to `width` columns. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}
