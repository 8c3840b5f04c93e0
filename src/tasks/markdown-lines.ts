/** One line of a file, with the line end it was written with, so that a file can be put together again byte for byte. */
export interface Line {
  readonly text: string;
  readonly eol: string;
  /** Inside a code fence, or one of its two ends: never structure, whatever it looks like. */
  readonly fenced: boolean;
}

interface Fence {
  readonly mark: string;
  readonly length: number;
}

/** The lines of `text`; `joinLines` gives back exactly `text`. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let fence: Fence | undefined;
  for (const raw of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const eol = /\r?\n?$/.exec(raw)?.[0] ?? "";
    const line = raw.slice(0, raw.length - eol.length);
    const opened = fence === undefined ? openingFence(line) : undefined;
    lines.push({ text: line, eol, fenced: fence !== undefined || opened !== undefined });
    fence = fence === undefined ? opened : closesFence(line, fence) ? undefined : fence;
  }
  return lines;
}

/** The text of the lines, each with its own ending. */
export function joinLines(lines: readonly Line[]): string {
  return lines.map((line) => line.text + line.eol).join("");
}

/** Lines of our own making, to be put among lines that end in `eol`. */
export function plainLines(texts: readonly string[], eol: string): Line[] {
  return texts.map((text) => ({ text, eol, fenced: false }));
}

/** The lines, each with a line end: what is put behind them begins on a line of its own. */
export function endedLines(lines: readonly Line[], eol: string): Line[] {
  return lines.map((line) => (line.eol.endsWith("\n") ? line : { ...line, eol: line.eol === "" ? eol : `${line.eol}\n` }));
}

/** How the file ends its lines: as its first line does, `\n` where it has none. */
export function eolOf(lines: readonly Line[]): string {
  return lines.find((line) => line.eol.endsWith("\n"))?.eol ?? "\n";
}

/** Index of the line that opens a fence nobody closes (all after it is code); the number of lines where every fence is closed. */
export function openFenceIndex(lines: readonly Line[]): number {
  const endOf = fenceFinder(lines.map((line) => line.text));
  let index = 0;
  while (index < lines.length) {
    const end = endOf(index);
    if (end === "open") return index;
    index = (end ?? index) + 1;
  }
  return lines.length;
}

/**
 * A function that tells where the fence opened by line `index` ends: the index of its last line, "open" when it never does, undefined
 * when that line opens none. The possible ends are listed once: a hostile text of nothing but fences must not cost quadratic time.
 */
export function fenceFinder(texts: readonly string[]): (index: number) => number | "open" | undefined {
  const marks = texts.flatMap((text, index) => (/^\s*(?:`{3,}|~{3,})\s*$/.test(text) ? [index] : []));
  return (index) => {
    const fence = openingFence(texts[index] ?? "");
    if (fence === undefined) return undefined;
    return marks.find((end) => end > index && closesFence(texts[end] ?? "", fence)) ?? "open";
  };
}

// Any indentation counts: a fence below a list item is indented by as much as the item's words are.
function openingFence(line: string): Fence | undefined {
  const run = /^\s*(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line);
  const marks = run?.[1] ?? run?.[2];
  return marks === undefined ? undefined : { mark: marks.charAt(0), length: marks.length };
}

function closesFence(line: string, fence: Fence): boolean {
  const marks = line.trim();
  return marks.length >= fence.length && marks === fence.mark.repeat(marks.length);
}
