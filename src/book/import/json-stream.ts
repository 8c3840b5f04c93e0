import { isRecord, parseJson } from "../../core/json.ts";
import type { BrokenLine } from "./csv-stream.ts";

/** An object of a JSON stream, the line on which it begins, and the list of the document that holds it ("" at the top). */
export interface StreamedObject {
  readonly line: number;
  readonly list: string;
  /** The how-manieth object of a document it is, from 1: many a document stands on one line. */
  readonly nth: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** As it is written. */
  readonly text: string;
}

export interface JsonStream {
  push(text: string, object: (object: StreamedObject) => void, broken: (broken: BrokenLine) => void): void;
  end(object: (object: StreamedObject) => void, broken: (broken: BrokenLine) => void): void;
}

const LONGEST_OBJECT = 16_000_000;

/** Reads one JSON object a line. A line that is none is reported, and the next one is read. */
export function ndjsonStream(): JsonStream {
  let pending = "";
  let line = 1;
  /** In a line that is too long, up to its end. */
  let isSkipping = false;
  const run = (text: string, isEnd: boolean, object: (object: StreamedObject) => void, broken: (broken: BrokenLine) => void): void => {
    let start = 0;
    if (isSkipping) {
      start = text.indexOf("\n") + 1;
      isSkipping = start === 0;
      pending = "";
      if (isSkipping) return;
      line += 1;
    }
    while (start < text.length) {
      let end = text.indexOf("\n", start);
      if (end === -1) {
        if (!isEnd && text.length - start <= LONGEST_OBJECT) break;
        if (!isEnd) {
          broken({ line, reason: "a line of more than sixteen million characters" });
          isSkipping = true;
          start = text.length;
          break;
        }
        end = text.length;
      }
      const row = text.slice(start, end).trim();
      if (row !== "") tell(row, line, "", 0, object, broken);
      line += 1;
      start = end + 1;
    }
    pending = start >= text.length ? "" : text.slice(start);
  };
  return {
    push: (text, object, broken) => run(pending === "" ? text : pending + text, false, object, broken),
    end: (object, broken) => run(pending, true, object, broken),
  };
}

/**
 * Reads the objects of a JSON document as they come: those of a list at the top, or of the lists of an object at the top (`{"tickets":
 * [...]}`). An object that cannot be read is reported, and the next one is read.
 */
export function jsonDocumentStream(): JsonStream {
  let text = "";
  let at = 0;
  let line = 1;
  let depth = 0;
  let inText = false;
  let escaped = false;
  let begin = -1;
  let beginLine = 1;
  let beginDepth = 0;
  let textBegin = 0;
  let lastText = "";
  let list = "";
  let told = 0;

  const run = (isEnd: boolean, object: (object: StreamedObject) => void, broken: (broken: BrokenLine) => void): void => {
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 10) line += 1;
      if (inText) {
        if (escaped) escaped = false;
        else if (code === 92) escaped = true;
        else if (code === 34) {
          inText = false;
          if (begin === -1) lastText = text.slice(textBegin, at);
        }
      } else if (code === 34) {
        inText = true;
        textBegin = at + 1;
      } else if (code === 123 || code === 91) {
        if (code === 91 && depth === 1 && begin === -1) list = lastText;
        if (code === 123 && begin === -1 && (depth > 0 || text.length > 0) && isRecordPlace(depth)) {
          begin = at;
          beginLine = line;
          beginDepth = depth;
        }
        depth += 1;
      } else if (code === 125 || code === 93) {
        depth -= 1;
        if (begin !== -1 && depth === beginDepth) {
          told += 1;
          tell(text.slice(begin, at + 1), beginLine, list, told, object, broken);
          begin = -1;
        }
      }
      if (begin !== -1 && at - begin > LONGEST_OBJECT) resync(broken);
    }
    if (isEnd && begin !== -1) {
      while (begin !== -1) {
        const before: number = begin;
        resync(broken);
        if (begin === before || at >= text.length) break;
        run(true, object, broken);
      }
      return;
    }
    const keep = begin !== -1 ? begin : inText ? textBegin : at;
    text = text.slice(keep);
    at -= keep;
    if (begin !== -1) begin = 0;
    textBegin = Math.max(0, textBegin - keep);
  };

  /** True at the depth where records lie: right in a list at the top, or in a list of the object at the top. */
  let top = "";
  const isRecordPlace = (place: number): boolean => (top === "[" ? place === 1 : place === 2);

  /** Gives up the object that began and looks for the next line that begins one. */
  const resync = (broken: (broken: BrokenLine) => void): void => {
    told += 1;
    broken({ line: beginLine, reason: `an object that is not closed or not valid JSON${nthOf(told)}` });
    const next = /\n[\s,]*\{/g;
    next.lastIndex = begin + 1;
    const found = next.exec(text);
    depth = beginDepth;
    inText = false;
    escaped = false;
    begin = -1;
    if (found === null) {
      at = text.length;
      return;
    }
    const target = found.index + found[0].length - 1;
    line = beginLine + newlines(text, 0, target);
    at = target - 1;
  };

  return {
    push: (piece, object, broken) => {
      text += piece;
      if (top === "") top = text.trimStart().charAt(0);
      run(false, object, broken);
    },
    end: (object, broken) => run(true, object, broken),
  };
}

function tell(
  text: string,
  line: number,
  list: string,
  nth: number,
  object: (object: StreamedObject) => void,
  broken: (broken: BrokenLine) => void,
): void {
  const parsed = parseJson(text);
  if (!parsed.ok) broken({ line, reason: `not valid JSON${nthOf(nth)}` });
  else if (!isRecord(parsed.value)) broken({ line, reason: `no JSON object${nthOf(nth)}` });
  else object({ line, list, nth, value: parsed.value, text });
}

/** Which object of its document, in words; nothing for an object with a line of its own. */
export function nthOf(nth: number): string {
  return nth === 0 ? "" : ` (object ${nth} of the document)`;
}

function newlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
