import { DataError, type Place } from "../core/errors.ts";
import { isRecord } from "../core/json.ts";
import { clean, nearest } from "../core/text.ts";
import { splitWords } from "./split-words.ts";

/** A job as a person wrote it; its placeholders still stand. */
export interface JobDraft {
  readonly id: string;
  readonly command: string;
  readonly args: readonly string[];
  /** What placeholders of this job alone stand for. */
  readonly values: Readonly<Record<string, string>>;
  /** Which accounts it is for, as in --accounts; undefined: what the command line says. */
  readonly accounts: string | undefined;
  readonly place: Place;
}

const KEYS = ["id", "question", "command", "args", "with", "accounts"] as const;
type Key = (typeof KEYS)[number];

/** Where a key of a job stands; where the job itself does, without one. */
export type PlaceOf = (key?: string) => Place;

/** Reads one job. Throws DataError that names the place, what was found and what a job looks like. */
export function toJobDraft(value: unknown, placeOf: PlaceOf): JobDraft {
  if (!isRecord(value)) throw fault("job-invalid", "A job is an object with an id.", placeOf(), JSON.stringify(value)?.slice(0, 60));
  refuseUnknown(value, placeOf);
  const id = idOf(value["id"], placeOf);
  const [question, command] = [textOf(value, "question", placeOf), textOf(value, "command", placeOf)];
  if (question !== undefined && command !== undefined)
    throw fault("job-invalid", `The job ${id} has both a question and a command.`, placeOf("command"));
  if (question === undefined && command === undefined)
    throw fault("job-invalid", `The job ${id} has neither a question nor a command.`, placeOf());
  const args = argsOf(value["args"], placeOf);
  const shared = { id, values: valuesOf(value["with"], placeOf), accounts: textOf(value, "accounts", placeOf), place: placeOf() };
  // Behind the dashes, a question that begins with some is still a question.
  if (question !== undefined) return { ...shared, command: "ask", args: [...args, "--", question], place: placeOf("question") };
  const [name = "", ...more] = splitWords(command ?? "") ?? [];
  return { ...shared, command: name, args: [...more, ...args], place: placeOf("command") };
}

/** An error about a job; what a job looks like is for who knows the format to add. */
export function fault(code: string, message: string, place: Place, found?: string): DataError {
  return new DataError({
    code,
    message,
    found: found === undefined ? undefined : clean(found),
    fix: "Correct the job named here; nothing was run.",
    place,
  });
}

function refuseUnknown(value: Readonly<Record<string, unknown>>, placeOf: PlaceOf): void {
  const unknown = Object.keys(value).find((key) => !KEYS.includes(key as Key));
  if (unknown === undefined) return;
  const near = nearest(unknown, KEYS);
  throw new DataError({
    code: "job-key",
    message: `A job has no key "${clean(unknown)}".`,
    found: clean(unknown),
    allowed: near.length > 0 ? near.map((key) => `did you mean ${key}?`) : KEYS,
    fix: "Correct the key; nothing was run.",
    place: placeOf(unknown),
  });
}

function idOf(value: unknown, placeOf: PlaceOf): string {
  const id = typeof value === "number" ? String(value) : value;
  if (typeof id !== "string" || id.trim() === "")
    throw fault("job-id", "A job needs an id, so that its result can be told apart.", placeOf("id"));
  // It ends up in terminals, files and XML.
  if (id !== clean(id) || /[\n\t]/.test(id)) throw fault("job-id", "The id holds characters that cannot be printed.", placeOf("id"), id);
  return id.trim();
}

function textOf(value: Readonly<Record<string, unknown>>, key: Key, placeOf: PlaceOf): string | undefined {
  const text = value[key];
  if (text === undefined || text === null || text === "") return undefined;
  if (typeof text === "string") return text;
  throw fault("job-invalid", `${key} is a text.`, placeOf(key), JSON.stringify(text));
}

function argsOf(value: unknown, placeOf: PlaceOf): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "string") {
    const words = splitWords(value);
    if (words === null) throw fault("job-args", "A quote in args is never closed.", placeOf("args"), value);
    return words;
  }
  if (Array.isArray(value) && value.every((one) => ["string", "number", "boolean"].includes(typeof one))) return value.map(String);
  throw fault("job-args", "args is a list of words, or one line as typed in a shell.", placeOf("args"), JSON.stringify(value));
}

function valuesOf(value: unknown, placeOf: PlaceOf): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (isRecord(value) && Object.values(value).every((one) => ["string", "number", "boolean"].includes(typeof one)))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
  throw fault("job-with", "with names what placeholders stand for: {account: Acme}.", placeOf("with"), JSON.stringify(value));
}
