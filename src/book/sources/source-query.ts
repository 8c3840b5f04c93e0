import type { Place } from "../../core/errors.ts";
import { identifier, literal } from "../import/sql.ts";
import { type SingleSelect } from "./single-select.ts";

/** From where on the rows of a watermark column are wanted; `value` is a day, an instant or a whole number as text. */
export interface Since {
  readonly column: string;
  readonly kind: WatermarkKind;
  readonly value: string;
}

export type WatermarkKind = "day" | "time" | "instant" | "number";

/** A statement as it is sent, and where in the user's SQL its characters stand. */
export interface SentQuery {
  readonly text: string;
  /** Offset in the user's SQL of a position (from 1, in characters) of the sent text; undefined for what ECHO added. */
  readonly offsetOf: (position: number) => number | undefined;
}

/** What stands for `:since` where everything is asked for. */
const BEGINNING = "TIMESTAMP '0001-01-01 00:00:00'";

/** The user's SELECT with its placeholders filled, narrowed to what is new where `since` says so. Every engine of the protocol takes it. */
export function sourceQuery({ sql, placeholders }: SingleSelect, timeZone: string, since: Since | null): SentQuery {
  const values = { since: sinceLiteral(since), timezone: literal(timeZone) };
  const pieces: { readonly text: string; readonly from: number; readonly isOwn: boolean }[] = [];
  let from = 0;
  for (const { name, at, length } of placeholders) {
    pieces.push({ text: sql.slice(from, at), from, isOwn: true });
    pieces.push({ text: name === "since" ? values.since : values.timezone, from: at, isOwn: false });
    from = at + length;
  }
  pieces.push({ text: sql.slice(from), from, isOwn: true });
  const head = "SELECT * FROM (\n";
  // The line break ends a comment that the SQL may end with.
  const text = `${head}${pieces.map((piece) => piece.text).join("")}\n) AS echo_source${since === null ? "" : ` WHERE ${newer(since)}`}`;
  return {
    text,
    offsetOf: (position) => {
      // Engines count characters, not UTF-16 units.
      let left = [...text].slice(0, position - 1).join("").length - head.length;
      if (left < 0) return undefined;
      for (const piece of pieces) {
        if (left < piece.text.length || (piece === pieces.at(-1) && left === piece.text.length))
          return piece.isOwn ? piece.from + left : piece.from;
        left -= piece.text.length;
      }
      return undefined;
    },
  };
}

/** SQL, true for rows of the window that is asked for again, and for those without a watermark, which never leave it. */
function newer(since: Since): string {
  const column = identifier(since.column);
  return `${column} >= ${sinceLiteral(since)} OR ${column} IS NULL`;
}

const TYPES: Readonly<Record<Exclude<WatermarkKind, "number">, string>> = {
  day: "DATE",
  time: "TIMESTAMP",
  instant: "TIMESTAMP WITH TIME ZONE",
};

function sinceLiteral(since: Since | null): string {
  if (since === null) return BEGINNING;
  // It was made by ECHO, but it goes into a statement: what is of no known form does not.
  if (!/^-?\d+$|^\d{4}-\d{2}-\d{2}([ T][\d:.]+Z?)?$/.test(since.value)) return BEGINNING;
  return since.kind === "number" ? since.value : `${TYPES[since.kind]} ${literal(since.value)}`;
}

/** Line and column of an offset in a text, from 1. */
export function placeIn(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { file, line: before.split("\n").length, column: Array.from(before.slice(before.lastIndexOf("\n") + 1)).length + 1 };
}
