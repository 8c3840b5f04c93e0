import { matchLines } from "./match-lines.ts";

/**
 * All lines of two pieces of text that were added at the same place: those in both once, the rest in an order that does not depend on which
 * side is which. In prose two paragraphs are parted by a blank line.
 */
export function joinAdded(a: readonly string[], b: readonly string[], isProse: boolean): string[] {
  const joined: string[] = [];
  let [atA, atB] = [0, 0];
  for (const [inA, inB] of [...matchLines(a, b), [a.length, b.length] as const]) {
    joined.push(...oneAfterTheOther(a.slice(atA, inA), b.slice(atB, inB), isProse));
    if (inA < a.length) joined.push(a[inA] ?? "");
    [atA, atB] = [inA + 1, inB + 1];
  }
  return joined;
}

function oneAfterTheOther(a: readonly string[], b: readonly string[], isProse: boolean): readonly string[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const [lastA, lastB] = [lastFilled(a), lastFilled(b)];
  const end = a.length - lastA > b.length - lastB ? a.slice(lastA) : b.slice(lastB);
  return [...inOrder(a.slice(0, lastA), b.slice(0, lastB), isProse), ...end];
}

function inOrder(a: readonly string[], b: readonly string[], isProse: boolean): readonly string[] {
  const [first, second] = a.join("\n") <= b.join("\n") ? [a, b] : [b, a];
  if (first.length === 0) return second;
  const [above = "", below = ""] = [first.at(-1), second[0]];
  const parted = !isProse || above.trim() === "" || below.trim() === "" || (isItem(above) && isItem(below));
  return parted ? [...first, ...second] : [...first, "", ...second];
}

/** How many lines there are up to the last one that says something. */
function lastFilled(lines: readonly string[]): number {
  return lines.findLastIndex((line) => line.trim() !== "") + 1;
}

/** A line of a list, or the key of one. */
function isItem(line: string): boolean {
  return line.startsWith("\u0000") || /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(line) || /^\s*\|/.test(line);
}
