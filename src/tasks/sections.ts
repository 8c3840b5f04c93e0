import { endedLines, eolOf, openFenceIndex, plainLines, type Line } from "./markdown-lines.ts";
import { isSealLine } from "./seal.ts";

/** A `##` heading and all that stands below it; the first section of a file has no title and holds what comes before any heading. */
export interface Section {
  readonly title: string | null;
  readonly lines: readonly Line[];
}

/** The file cut at its `##` headings; all lines of all sections in order are the file's lines. */
export function splitSections(lines: readonly Line[]): Section[] {
  const sections: { title: string | null; lines: Line[] }[] = [{ title: null, lines: [] }];
  for (const line of lines) {
    const title = headingOf(line);
    if (title !== undefined) sections.push({ title, lines: [] });
    sections.at(-1)?.lines.push(line);
  }
  return sections;
}

/** The title of a `##` heading, undefined for every other line. */
export function headingOf(line: Line): string | undefined {
  if (line.fenced) return undefined;
  return /^ {0,3}##(?!#)(?:\s+(.*?))?(?:\s+#*)?\s*$/.exec(line.text)?.[1] ?? (/^ {0,3}##\s*$/.test(line.text) ? "" : undefined);
}

/** What stands below a section's heading, with `\n` line ends and without the seal. */
export function bodyOf(section: Section | undefined): string {
  const lines = section?.lines.filter((line, index) => !isSealLine(line) && !(index === 0 && headingOf(line) !== undefined)) ?? [];
  return lines
    .map((line) => line.text)
    .join("\n")
    .trim();
}

/** The lines of a section written anew below its heading; a seal that stood in it stays its last line. */
export function replaceBody(section: Section, body: string, eol: string): Section {
  const heading = endedLines(section.lines.slice(0, 1), eol);
  const below = body === "" ? [""] : ["", ...body.split("\n"), ""];
  return { title: section.title, lines: [...heading, ...plainLines(below, eol), ...section.lines.filter(isSealLine)] };
}

/** The lines with list lines added at the end of a section; the section is made at the end of the file where it is missing. */
export function appendToSection(lines: readonly Line[], title: string, added: readonly string[]): Line[] {
  if (added.length === 0) return [...lines];
  const heading = lines.findIndex((line) => headingOf(line) === title);
  return heading < 0 ? appendSection(lines, title, added) : insertAfter(lines, lastLineOf(lines, heading), added);
}

function appendSection(lines: readonly Line[], title: string, added: readonly string[]): Line[] {
  return insertAfter(lines, lastFilled(lines, -1, endOf(lines, 0)), ["", `## ${title}`, "", ...added]);
}

function lastLineOf(lines: readonly Line[], heading: number): number {
  const next = lines.findIndex((line, index) => index > heading && headingOf(line) !== undefined);
  return lastFilled(lines, heading, Math.min(next < 0 ? lines.length : next, endOf(lines, heading)));
}

// Never below the seal, and never inside a code fence that is left open: there our lines would be code.
function endOf(lines: readonly Line[], from: number): number {
  const seal = lines.findIndex((line, index) => index > from && isSealLine(line));
  return Math.min(seal < 0 ? lines.length : seal, openFenceIndex(lines));
}

function lastFilled(lines: readonly Line[], from: number, end: number): number {
  let last = end - 1;
  while (last > from && (lines[last]?.text ?? "").trim() === "") last -= 1;
  return last;
}

function insertAfter(lines: readonly Line[], index: number, added: readonly string[]): Line[] {
  const eol = eolOf(lines);
  const above = lines[index]?.text ?? "";
  const continues = /^\s*(?:[-*+]|\d+[.)])\s/.test(above) || /^\s+\S/.test(above);
  const gap = above.trim() === "" || continues || added[0] === "" ? [] : [""];
  const below = lines[index + 1];
  const gapBelow = below === undefined || below.text.trim() === "" ? [] : [""];
  return [...endedLines(lines.slice(0, index + 1), eol), ...plainLines([...gap, ...added, ...gapBelow], eol), ...lines.slice(index + 1)];
}
