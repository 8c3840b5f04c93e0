import type { Clock } from "../../core/clock.ts";
import { DataError } from "../../core/errors.ts";
import { type AppendFile, openAppend } from "../../core/files-append.ts";
import { readTextIfAny } from "../../core/files.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import type { Journal } from "./journal.ts";

export interface JournalFormat<E> {
  readonly version: number;
  /** Whether a record of this version is an event. */
  readonly accepts: (record: unknown) => record is E;
}

/** Only the owner reads it: it holds what customers wrote. */
const PRIVATE = 0o600;

/**
 * A journal of one JSON line an event, each with the format's version and the time. Half a line at its end, left by a crash, is dropped:
 * nobody was told of it. Events that come together are written together. Throws DataError for a file of another version or a damaged line.
 */
export async function openJournal<E extends object>(path: string, clock: Clock, format: JournalFormat<E>): Promise<Journal<E>> {
  const file = openWhole(path);
  const past = eventsIn(file, path, format);
  let waiting: string[] = [];
  let last: Promise<void> = Promise.resolve();
  const write = async (durable: boolean): Promise<void> => {
    const lines = waiting.join("");
    waiting = [];
    if (lines !== "") await file.append(lines, durable);
  };
  const flush = (): Promise<void> => write(true);
  const keep = (event: E): void => {
    waiting.push(`${JSON.stringify({ v: format.version, at: clock.now().toISOString(), ...event })}\n`);
  };
  return {
    past,
    note: keep,
    append: (event) => {
      keep(event);
      // After a failed write the next one must still be tried: it is for its own caller to hear.
      last = last.then(flush, flush);
      return last;
    },
    close: async () => {
      try {
        await last.catch(() => {});
        await write(false);
      } finally {
        file.close();
      }
    },
  };
}

function eventsIn<E>(file: AppendFile, path: string, format: JournalFormat<E>): E[] {
  try {
    return file.text
      .split("\n")
      .slice(0, -1)
      .map((line, index) => parseEvent(line, { file: path, line: index + 1 }, format));
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The file without the half line at its end. */
function openWhole(path: string): AppendFile {
  const file = openAppend(path, PRIVATE);
  const whole = file.text.slice(0, file.text.lastIndexOf("\n") + 1);
  if (whole === file.text) return file;
  file.cut(Buffer.byteLength(whole));
  return { ...file, text: whole };
}

/** The events of a journal that is only looked at. Throws like openJournal. */
export async function readJournal<E extends object>(path: string, format: JournalFormat<E>): Promise<(E & { readonly at: string })[]> {
  const text = (await readTextIfAny(path)) ?? "";
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .slice(0, -1)
    .map((line, index) => {
      const event = parseEvent(line, { file: path, line: index + 1 }, format);
      return { ...event, at: "at" in event && typeof event.at === "string" ? event.at : "" };
    });
}

function parseEvent<E>(line: string, place: { readonly file: string; readonly line: number }, { version, accepts }: JournalFormat<E>): E {
  const parsed = parseJson(line);
  const record = parsed.ok ? parsed.value : undefined;
  if (isRecord(record) && typeof record["v"] === "number" && record["v"] !== version)
    throw new DataError({
      code: "journal-version",
      message: `The file was written by another version of ECHO (format ${record["v"]}, this one reads ${version}).`,
      fix: "Finish it with the version that began it, or ask anew.",
      place,
    });
  if (isRecord(record) && record["v"] === version && accepts(record)) return record;
  throw new DataError({
    code: "journal-invalid",
    message: "The line is no event of a run.",
    found: line.slice(0, 80),
    fix: "Delete the file and ask anew.",
    place,
  });
}
