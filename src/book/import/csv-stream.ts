/** A row of a delimited text, and the line on which it begins (from 1). */
export interface StreamedRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A place of a stream that could not be read. */
export interface BrokenLine {
  readonly line: number;
  readonly reason: string;
}

export interface CsvStream {
  /** Takes the next piece of text; gives every row that is complete. */
  push(text: string, row: (row: StreamedRow) => void, broken: (broken: BrokenLine) => void): void;
  end(row: (row: StreamedRow) => void, broken: (broken: BrokenLine) => void): void;
}

/** A row that is longer is a quote that was never closed. */
const LONGEST_ROW = 2_000_000;

/**
 * Reads delimited text in pieces, strictly: quotes around whole cells, doubled within. After a quote that is not closed it goes on at the next
 * line. Without a delimiter every row is one cell, commas and stray quotes included.
 */
export function csvStream(delimiter: string | undefined): CsvStream {
  let pending = "";
  let line = 1;
  /** In a row that is too long, up to its end. */
  let isSkipping = false;

  const run = (text: string, isEnd: boolean, row: (row: StreamedRow) => void, broken: (broken: BrokenLine) => void): void => {
    let start = 0;
    if (isSkipping) {
      start = text.indexOf("\n") + 1;
      isSkipping = start === 0;
      pending = "";
      if (isSkipping) return;
      line += 1;
    }
    let quote = text.indexOf('"');
    while (start < text.length) {
      let end = text.indexOf("\n", start);
      if (end === -1) {
        if (!isEnd && text.length - start <= LONGEST_ROW) break;
        if (!isEnd) {
          broken({ line, reason: "a row of more than two million characters" });
          isSkipping = true;
          start = text.length;
          break;
        }
        end = text.length;
      }
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
      if (quote === -1 || quote >= end) {
        const plain = text.charCodeAt(end - 1) === 13 ? text.slice(start, end - 1) : text.slice(start, end);
        if (plain !== "") row({ line, cells: delimiter === undefined ? [plain] : plain.split(delimiter) });
        line += 1;
        start = end + 1;
        continue;
      }
      const cells: string[] = [];
      const after = quotedRow(text, start, delimiter, cells, isEnd);
      if (after >= 0) {
        row({ line, cells });
        line += newlines(text, start, after);
        start = after;
      } else if (after === UNFINISHED && !isEnd && text.length - start <= LONGEST_ROW) {
        break;
      } else {
        if (delimiter === undefined) row({ line, cells: [text.slice(start, end).trimEnd()] });
        else broken({ line, reason: after === UNFINISHED ? "a quote that is not closed" : "text behind a closing quote" });
        line += 1;
        start = end + 1;
      }
    }
    pending = start >= text.length ? "" : text.slice(start);
  };

  return {
    push: (text, row, broken) => run(pending === "" ? text : pending + text, false, row, broken),
    end: (row, broken) => run(pending, true, row, broken),
  };
}

const UNFINISHED = -1;
const STRAY = -2;
const [QUOTE, LF, CR] = [34, 10, 13];

/** Reads one row that holds quotes into `cells`; gives where the next row begins, UNFINISHED or STRAY. */
function quotedRow(text: string, start: number, delimiter: string | undefined, cells: string[], isEnd: boolean): number {
  const separator = delimiter?.charCodeAt(0);
  let at = start;
  for (;;) {
    if (text.charCodeAt(at) === QUOTE) {
      let close = text.indexOf('"', at + 1);
      let doubled = false;
      while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) {
        doubled = true;
        close = text.indexOf('"', close + 2);
      }
      if (close === -1) return UNFINISHED;
      const cell = text.slice(at + 1, close);
      cells.push(doubled ? cell.replaceAll('""', '"') : cell);
      at = close + 1;
      if (text.charCodeAt(at) === CR) at += 1;
      // What comes next decides: another piece may begin with the second quote of a pair.
      if (at >= text.length) return isEnd ? at : UNFINISHED;
      const next = text.charCodeAt(at);
      if (next === LF) return at + 1;
      if (next !== separator) return STRAY;
      at += 1;
      continue;
    }
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== separator && text.charCodeAt(end) !== LF) end += 1;
    const cell = text.slice(at, end);
    cells.push(text.charCodeAt(end) === LF && cell.endsWith("\r") ? cell.slice(0, -1) : cell);
    if (end >= text.length) return isEnd ? end : UNFINISHED;
    at = end + 1;
    if (text.charCodeAt(end) === LF) return at;
  }
}

function newlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
