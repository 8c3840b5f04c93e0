import type { Three } from "./three.ts";

/** A place where two people changed the same words: the lines of each. */
export type Conflict = Three<readonly string[]>;

/** A merged text: its lines, and between them what a person has to decide. */
export type MergedLines = readonly (string | Conflict)[];

/** What a merge leaves to be written. */
export interface MergedText {
  readonly text: string;
  /** How many places hold conflict marks. */
  readonly conflicts: number;
}

const MARK = /^(?:<{7} |={7}$|>{7} )/;

/** The text with git's own marks around what is to be decided. `isSwapped` where `b` is this side's. */
export function printMerged(lines: MergedLines, isSwapped: boolean, eol: string): MergedText {
  const printed = lines.flatMap((line) => {
    if (typeof line === "string") return [line];
    const [ours, theirs] = isSwapped ? [line.b, line.a] : [line.a, line.b];
    return ["<<<<<<< ours", ...ours, "=======", ...theirs, ">>>>>>> theirs"];
  });
  return {
    text: printed.length === 0 ? "" : printed.map((line) => line + eol).join(""),
    conflicts: lines.filter((line) => typeof line !== "string").length,
  };
}

/** The number (from 1) of the first line that holds a conflict mark; undefined where none does. */
export function firstMark(text: string): number | undefined {
  const at = text.split("\n").findIndex((line) => MARK.test(line.trimEnd() === "=======" ? "=======" : line));
  return at < 0 ? undefined : at + 1;
}
