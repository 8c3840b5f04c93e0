import { type CsvHeader, recordCells } from "./csv-header.ts";

/** A row left out for a quote that is never closed, or is closed by the next one that comes, rows below. */
export interface StrayQuote {
  readonly line: number;
  /** The row's first line. */
  readonly text: string;
}

interface QuoteMender {
  push(line: string): void;
  /** What was left out, in order. */
  end(): readonly StrayQuote[];
}

/** A cell of more lines than these is looked into before it ends. */
const MOST_LINES = 500;

/**
 * Follows the lines of a delimited text, without their `\n`, and hands them on. Where a quoted cell goes on over lines of which most are
 * rows by their width, and then is not closed as a cell is, its quote is a stray one: that row becomes blank lines, and what it had
 * swallowed is followed anew. The first `above` lines, up to the header, are handed on as they are.
 */
export function quoteMender({ cells, delimiter }: CsvHeader, above: number, hand: (line: string) => void): QuoteMender {
  const strays: StrayQuote[] = [];
  let handed = 0;
  /** Lines of a record that has not ended, and the one of them in which its open cell begins. */
  let waiting: string[] = [];
  let openedAt = 0;
  /** Within a record that is torn in another way: its reader will tell. */
  let passing = false;

  const give = (lines: readonly string[]): void => {
    for (const line of lines) hand(line);
    handed += lines.length;
  };

  /** Lines that are to be followed anew; none where the record has to stay as it is. */
  const release = (): readonly string[] => {
    const below = waiting.slice(openedAt + 1);
    const isStray = handed >= above && areRows(below, cells.length, delimiter);
    if (isStray) strays.push({ line: handed + 1, text: waiting[0] ?? "" });
    give(isStray ? waiting.slice(0, openedAt + 1).map(blank) : waiting);
    waiting = [];
    return isStray ? below : [];
  };

  const follow = (line: string): readonly string[] => {
    const { open, begins, torn } = quotesOf(line, delimiter, passing || waiting.length > 0);
    if (passing) {
      give([line]);
      passing = open;
      return [];
    }
    waiting.push(line);
    if (torn || (open && waiting.length > MOST_LINES)) {
      const anew = release();
      passing = anew.length === 0 && open;
      return anew;
    }
    if (begins) openedAt = waiting.length - 1;
    if (!open) {
      give(waiting);
      waiting = [];
    }
    return [];
  };

  const push = (line: string): void => {
    const todo = [line];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) todo.push(...follow(next).toReversed());
  };

  return {
    push,
    end: () => {
      while (waiting.length > 0) for (const line of release()) push(line);
      return strays;
    },
  };
}

/** Whether a cell is open at the line's end, whether it begins in this line, and whether the one that was open before is closed with more behind it. */
function quotesOf(line: string, delimiter: string, wasOpen: boolean): { open: boolean; begins: boolean; torn: boolean } {
  let open = wasOpen;
  let begins = false;
  let torn = false;
  let cellStart = !wasOpen;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) {
    if (!open) {
      cellStart = at === 0 ? !wasOpen : line[at - 1] === delimiter;
      open = cellStart;
      begins = open;
    } else if (line[at + 1] === '"') at += 1;
    else {
      open = false;
      const next = line[at + 1];
      if (!begins && next !== undefined && next !== delimiter && next !== "\r" && next !== " ") torn = true;
    }
  }
  return { open, begins: open && begins, torn };
}

function areRows(lines: readonly string[], width: number, delimiter: string): boolean {
  const written = lines.filter((line) => line.trim() !== "");
  const whole = written.filter((line) => cellsOf(line, delimiter) === width).length;
  return width > 1 && whole > 0 && 2 * whole >= written.length;
}

/** Where a line has a stray quote itself, its delimiters count. */
function cellsOf(line: string, delimiter: string): number {
  return quotesOf(line, delimiter, false).open ? line.split(delimiter).length : recordCells(line, delimiter).length;
}

/** Readers pass over blank lines, and the others keep their numbers. */
function blank(line: string): string {
  return line.endsWith("\r") ? "\r" : "";
}
