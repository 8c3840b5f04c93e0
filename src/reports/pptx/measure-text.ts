import { clean } from "../../core/text.ts";

/** Advance widths of Arial for the characters from blank to tilde, in thousandths of the font size. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
  278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
  667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD = 1.08;
/** A machine without Arial takes another font, and the common ones are up to a seventh wider: text fits there too. */
const SAFETY = 1.15;
const LINE_HEIGHT = 1.22;
const POINTS_AN_INCH = 72;

/** How wide a text is in Arial of `size` points, in inches; a generous estimate. */
function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character.codePointAt(0) ?? 0);
  return (sum / 1000) * size * (bold ? BOLD : 1) * SAFETY * (1 / POINTS_AN_INCH);
}

/** How many lines a text takes in a box `width` inches wide; a word longer than a line is broken. */
export function lineCount(text: string, size: number, width: number, bold = false): number {
  return clean(text)
    .split("\n")
    .reduce((lines, paragraph) => lines + paragraphLines(paragraph, size, width, bold), 0);
}

/** The height of so many lines, in inches. */
export function linesHeight(lines: number, size: number): number {
  return (lines * size * LINE_HEIGHT) / POINTS_AN_INCH;
}

/** The text, cut at a word with "…" where it takes more than `most` lines. */
export function cutToLines(text: string, size: number, width: number, most: number, bold = false): string {
  if (lineCount(text, size, width, bold) <= most) return text;
  const characters = [...text];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lineCount(`${characters.slice(0, middle).join("")}…`, size, width, bold) <= most) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join("").trimEnd()}…`;
}

function paragraphLines(text: string, size: number, width: number, bold: boolean): number {
  let lines = 1;
  let used = 0;
  const blank = textWidth(" ", size, bold);
  for (const word of text.split(/\s+/)) {
    const length = textWidth(word, size, bold);
    if (used > 0 && used + blank + length > width) {
      lines += 1;
      used = 0;
    }
    if (length > width) {
      const over = Math.ceil(length / width) - 1;
      lines += over;
      used = length - over * width;
    } else used += (used > 0 ? blank : 0) + length;
  }
  return lines;
}

function widthOf(code: number): number {
  if (code >= 32 && code < 127) return WIDTHS[code - 32] ?? 600;
  if ((code >= 0x300 && code <= 0x36f) || code === 0x200b || code === 0x200d || code === 0xfe0f) return 0;
  if (
    code >= 0x1100 &&
    (code <= 0x115f ||
      (code >= 0x2e80 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xff00 && code <= 0xffe6) ||
      code >= 0x1f000)
  )
    return 1000;
  return 620;
}
