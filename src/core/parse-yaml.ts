import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { DataError, type Place } from "./errors.ts";
import { schemaKeys } from "./schema-keys.ts";
import { nearest, oneLine, shortened } from "./text.ts";

/**
 * Parses YAML and checks it against a schema. Throws DataError that names file, line, column, what was found and how to mend it.
 * Anchors are allowed, alias bombs are not; custom tags are refused.
 */
export function parseYaml<T>(text: string, file: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
  const place = (offset: number): { file: string; line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined)
    throw new DataError({
      code: "bad-yaml",
      message: `${file} is not valid YAML: ${problem.message}`,
      place: place(problem.pos[0]),
      fix: "Correct the line named here.",
    });
  const parsed = schema.safeParse(toValue(document, file));
  if (parsed.success) return parsed.data;
  for (const { code, message, path, ...issue } of parsed.error.issues)
    if (code === "unrecognized_keys" && isOwnWording(message) && "keys" in issue)
      throw unknownKey(text, file, path.filter(isStep), String(issue.keys[0]), schemaKeys(schema, path));
  const issue = parsed.error.issues[0];
  const path = issue?.path ?? [];
  const node = [...path.keys(), path.length]
    .map((depth) => document.getIn(path.slice(0, depth) as (string | number)[], true))
    .findLast((candidate) => hasRange(candidate));
  const misfit = misfitOf(issue?.message ?? "does not fit");
  const keys = misfit.isGroup ? schemaKeys(schema, path) : [];
  throw new DataError({
    code: "bad-setting",
    message: `${file}: ${path.join(".") || "the file"}: ${misfit.words}`,
    place: place(hasRange(node) ? node.range[0] : 0),
    ...(misfit.isThere && hasRange(node) ? { found: shortened(oneLine(text.slice(node.range[0], node.range[1])), SHOWN) } : {}),
    ...(keys.length === 0 ? {} : { allowed: keys.map((key) => `${path.map((step) => `${String(step)}: `).join("")}{ ${key}: … }`) }),
    fix: "Correct the value named here.",
  });
}

const GROUP = "a group of settings";

/** What a value of another kind than the schema's library found should be, in words. */
const WANTED: ReadonlyMap<string, string> = new Map([
  ["object", GROUP],
  ["record", GROUP],
  ["array", "a list"],
  ["string", "text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
]);

const SHOWN = 60;

interface Misfit {
  /** What is wrong with a value, in words. */
  readonly words: string;
  /** Whether a value of another kind stands there, which can be shown. */
  readonly isThere: boolean;
  readonly isGroup: boolean;
}

/** A fault of a value as the schema tells it: its library's wording of kinds in our own, a wording of ours as it is. */
function misfitOf(message: string): Misfit {
  const [, expected = "", received] = /^Invalid input: expected (\w+), received (\w+)/.exec(message) ?? [];
  const wanted = WANTED.get(expected);
  if (wanted === undefined) return { words: message, isThere: false, isGroup: false };
  const isThere = received !== "undefined";
  return { words: `${wanted} is wanted${isThere ? "" : ", and there is nothing"}`, isThere, isGroup: wanted === GROUP };
}

/** Whether the schema left the wording of an unknown key to its library. */
function isOwnWording(message: string): boolean {
  return message.startsWith("Unrecognized key");
}

function isStep(step: PropertyKey): step is string | number {
  return typeof step !== "symbol";
}

/** Told before anything else that does not fit: a key that is missing is often there, misspelt. */
function unknownKey(text: string, file: string, path: readonly (string | number)[], key: string, known: readonly string[]): DataError {
  const place = yamlPlace(text, file, [...path, key], "key");
  const near = nearest(key, known);
  return new DataError({
    code: "bad-setting",
    message: `${file}:${place.line ?? 1}: there is no setting "${[...path, key].join(".")}".`,
    found: key,
    allowed: near.length > 0 ? near.map((each) => `did you mean ${each}?`) : known,
    fix: "Correct or remove the line.",
    place,
  });
}

/**
 * Where the value at a path (or, with `key`, its key) stands in a YAML text: for faults that are found after parsing. A path that does not
 * exist has the place of its nearest parent.
 */
export function yamlPlace(text: string, file: string, path: readonly (string | number)[], what: "key" | "value" = "value"): Place {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1))) : undefined;
  const nodes = [...path.keys(), path.length].map((depth) => document.getIn(path.slice(0, depth), true));
  const node = what === "key" && pair !== undefined ? pair.key : nodes.findLast((candidate) => hasRange(candidate));
  const { line, col } = lines.linePos(hasRange(node) ? node.range[0] : 0);
  return { file, line, column: col };
}

function toValue(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    // Aliases of aliases that would grow beyond all bounds, or one that names no anchor.
    throw new DataError({
      code: "bad-yaml",
      message: `${file}: its aliases cannot be resolved.`,
      place: { file, line: 1, column: 1 },
      fix: "Write the values out instead of repeating them with *.",
      cause,
    });
  }
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
