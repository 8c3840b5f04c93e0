import { compareText } from "./compare-text.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Parsed<T> = { readonly ok: true; readonly value: T } | NotParsed;

interface NotParsed extends Partial<TextPlace> {
  readonly ok: false;
  readonly reason: string;
}

/** Where in a text, both counted from 1. */
interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Parses JSON without throwing; `reason` is the engine's own message, with line and column where it tells a place. */
export function parseJson(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return notParsed(text, error instanceof Error ? error.message : String(error));
  }
}

/** Engines tell the place in characters from the begin of the text, and some of them by line and column too. */
function notParsed(text: string, message: string): NotParsed {
  const [said, at] = / at position (\d+)(?: \(line \d+ column \d+\))?/.exec(message) ?? [];
  const ends = message.includes("end of JSON input");
  if (at === undefined && !ends) return { ok: false, reason: message };
  const before = text.slice(0, ends ? text.length : Number(at)).split("\n");
  const place: TextPlace = { line: before.length, column: (before.at(-1) ?? "").length + 1 };
  // A text of one line may be a line of a file, and then not its first.
  const told = ` at ${text.includes("\n") ? `line ${place.line}, ` : ""}column ${place.column}`;
  return { ok: false, reason: said === undefined ? `${message}${told}` : message.replace(said, told), ...place };
}

/** Where a text is no JSON, for the place of an error; empty where it is, or where nobody tells. */
export function jsonPlace(parsed: Parsed<unknown>): Partial<TextPlace> {
  return parsed.ok || parsed.line === undefined || parsed.column === undefined ? {} : { line: parsed.line, column: parsed.column };
}

/** True for a plain object (neither null nor an array). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON with object keys sorted at every depth, so that equal values have equal bytes. */
export function stableJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** The value itself wherever nothing is to be sorted: most of what is hashed is small, and asked for by the thousand. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isObject) ? value.map(sorted) : value;
  if (!isObject(value) || "toJSON" in value) return value;
  const entries = Object.entries(value);
  const isSorted = entries.every(([key, inner], at) => !isObject(inner) && (at === 0 || (entries[at - 1]?.[0] ?? "") <= key));
  if (isSorted) return value;
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)).map(([key, inner]): [string, unknown] => [key, sorted(inner)]));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
