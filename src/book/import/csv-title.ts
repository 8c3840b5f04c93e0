import { CSV_DELIMITERS, csvHeader, type CsvHeader, recordCells } from "./csv-header.ts";

/** A header with lines above it that are none of the table. */
interface TitledHeader extends CsvHeader {
  /** Lines above the header, blank ones included. */
  readonly above: number;
  /** What they say. */
  readonly title: string;
}

/** Titles and the like stand in the first lines. */
const SEARCHED_LINES = 20;
const SHOWN_TITLE = 80;

/**
 * The header of a delimited text that begins with a report's title, its filters and the like; undefined where the first line is the header. A
 * title has one cell, or a blank line below it; a header has several, and as many as the line below it.
 */
export function titledHeader(text: string): TitledHeader | undefined {
  const all = text.split(/\r?\n/, SEARCHED_LINES + 2);
  const lines = all.slice(0, SEARCHED_LINES);
  const first = lines.findIndex((line) => line.trim() !== "");
  const top = lines[first];
  if (top === undefined) return undefined;
  const { delimiter } = csvHeader(top);
  const isAlone = all[first + 1]?.trim() === "";
  if (filled(top, delimiter) > 1 && !isAlone) return undefined;
  const [best] = CSV_DELIMITERS.flatMap((each) => {
    const at = lines.findIndex((line, index) => filled(line, each) > 1 && isAbove(all, index, each));
    return at > first ? [{ at, cells: filled(lines[at] ?? "", each) }] : [];
  }).sort((a, b) => b.cells - a.cells);
  if (best === undefined || best.cells <= filled(top, delimiter)) return undefined;
  const titles = lines.slice(0, best.at);
  // What is quoted may go on in the next line, and would not be told by its line alone.
  if (titles.some((line) => isOpen(line))) return undefined;
  const said = titles.map((line) => recordCells(line, delimiter).filter((cell) => cell !== ""));
  return {
    ...csvHeader(text.split("\n").slice(best.at).join("\n")),
    above: best.at,
    title: said.flat().join(" · ").slice(0, SHOWN_TITLE),
  };
}

/** Whether a line can be the header of what stands below it. */
function isAbove(lines: readonly string[], index: number, delimiter: string): boolean {
  const below = lines.slice(index + 1);
  const [next] = below;
  if (next === undefined || below.every((line) => line.trim() === "")) return true;
  return isOpen(next) || recordCells(next, delimiter).length === recordCells(lines[index] ?? "", delimiter).length;
}

function filled(line: string, delimiter: string): number {
  return recordCells(line, delimiter).filter((cell) => cell !== "").length;
}

function isOpen(line: string): boolean {
  return (line.split('"').length - 1) % 2 === 1;
}
