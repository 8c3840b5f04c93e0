import { clean } from "../../core/text.ts";

/** The colours and weights that `paintFor` lays on, and their ends: bold, dim, underline, the eight colours and grey. */
const OURS = /(\u001B\[(?:0|1|2|4|22|24|3[0-7]|39|90)m)/;
const ENDS = new Set(["\u001B[0m", "\u001B[22m", "\u001B[24m", "\u001B[39m"]);

/**
 * A screen as `clean` leaves it, with the colours that were painted on it; without any where nothing is painted.
 * A text from outside may bring such a colour along too, never anything else, and no line hands one on to the next.
 */
export function cleanScreen(paint: { readonly bold: (text: string) => string }, screen: string): string {
  const isPlain = paint.bold("x") === "x";
  return isPlain ? clean(screen) : screen.split("\n").map(cleanLine).join("\n");
}

function cleanLine(line: string): string {
  let open = 0;
  const parts = line.split(OURS).map((part, index) => {
    // Every second part is one of our codes.
    if (index % 2 === 0) return clean(part);
    open += ENDS.has(part) ? -1 : 1;
    return part;
  });
  return open > 0 ? `${parts.join("")}\u001B[0m` : parts.join("");
}
