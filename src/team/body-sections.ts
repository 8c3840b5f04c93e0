/** A heading of a Markdown text with the lines up to the next heading of the same or a higher level. */
export interface Section {
  readonly title: string;
  readonly level: number;
  /** Line of the heading within the text, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** The sections of a Markdown text in order; headings inside code fences are text. */
export function sectionsOf(body: string): Section[] {
  const lines = body.split("\n");
  const headings = headingsOf(lines);
  return headings.map(({ title, level, index }, position) => {
    const next = headings.slice(position + 1).find((heading) => heading.level <= level);
    return { title, level, line: index + 1, lines: lines.slice(index + 1, next?.index ?? lines.length) };
  });
}

/** The text of a list line without its bullet, number, check box or bold marks; undefined for any other line. */
export function bulletText(line: string): string | undefined {
  const match = /^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.*)$/.exec(line);
  return match?.[1]?.replaceAll("**", "").trim();
}

function headingsOf(lines: readonly string[]): { title: string; level: number; index: number }[] {
  const headings: { title: string; level: number; index: number }[] = [];
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) fence = fence === undefined ? mark.slice(0, 3) : undefined;
    const heading = fence === undefined ? /^(#{1,6})\s+(\S.*)$/.exec(line) : null;
    if (heading?.[1] !== undefined && heading[2] !== undefined) {
      headings.push({ title: heading[2].replace(/\s*#*\s*$/, ""), level: heading[1].length, index });
    }
  }
  return headings;
}
