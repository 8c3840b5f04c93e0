import { compareText } from "../core/compare-text.ts";
import { hash } from "../core/ids.ts";
import { endedLines, eolOf, openFenceIndex, plainLines, type Line } from "./markdown-lines.ts";

/**
 * What ECHO last wrote, part by part, as short hashes in one hidden comment at the end of a file. A part whose hash no longer fits was
 * changed by a person and is theirs from then on; without the comment every part is theirs.
 */
export type Seals = ReadonlyMap<string, string>;

const SEAL_LINE = /^<!-- echo-written:((?: [^\s=]+=[0-9a-f]{8})*) -->\s*$/;

/** The hash of a part. Layout does not count: an editor that re-aligns a table or changes the line ends has changed nothing. */
export function sealOf(text: string): string {
  return hash(text.replaceAll(/\s+/g, " ").replaceAll(/-{2,}/g, "-").trim(), 8);
}

/** True for the hidden line of seals; one inside a code fence is a person's text. */
export function isSealLine(line: Line): boolean {
  return !line.fenced && SEAL_LINE.test(line.text);
}

/** The seals by the name of their part; a later line goes before an earlier one. */
export function readSeals(lines: readonly Line[]): Map<string, string> {
  const pairs = lines.filter(isSealLine).flatMap((line) => (SEAL_LINE.exec(line.text)?.[1] ?? "").trim().split(" "));
  return new Map(pairs.filter((pair) => pair !== "").map((pair) => [pair.slice(0, -9), pair.slice(-8)]));
}

/** The lines with the seals brought up to date, where they stand or else at the end. */
export function writeSeals(lines: readonly Line[], seals: Seals): Line[] {
  const text = printSeals(seals);
  const first = lines.findIndex(isSealLine);
  if (first >= 0) {
    return lines.flatMap((line, index) => (index === first ? [{ ...line, text }] : isSealLine(line) ? [] : [line]));
  }
  const at = openFenceIndex(lines);
  const eol = eolOf(lines);
  const before = endedLines(lines.slice(0, at), eol);
  const blank = (before.at(-1)?.text ?? "").trim() === "" ? [] : [""];
  return [...before, ...plainLines([...blank, text], eol), ...lines.slice(at)];
}

/** The one line that holds the seals, in a fixed order. */
export function printSeals(seals: Seals): string {
  const pairs = [...seals].sort(([a], [b]) => compareText(a, b)).map(([part, seal]) => ` ${part}=${seal}`);
  return `<!-- echo-written:${pairs.join("")} -->`;
}
