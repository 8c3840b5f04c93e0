import { basename, dirname, join } from "node:path";
import type { Clock } from "../../core/clock.ts";
import { UserError } from "../../core/errors.ts";
import { namesIn, writeTextIfAbsent } from "../../core/files.ts";
import { openHold, readHold, type AtWork } from "./open-hold.ts";
import { openJournal, readJournal } from "./open-journal.ts";
import { RUN_FORMAT, type Asked, type RunEvent, type RunJournal } from "./run-event.ts";

const NAME = /^transcript-(\d+)\.ndjson$/u;

/** A new transcript in a task's folder: one for each time its question is asked. */
export async function openNewTranscript(taskRuns: string, clock: Clock): Promise<RunJournal> {
  for (let number = ((await numbersIn(taskRuns)).at(-1) ?? 0) + 1; ; number += 1) {
    const path = join(taskRuns, `transcript-${number}.ndjson`);
    // Another process may have taken the number.
    if (await writeTextIfAbsent(path, "", 0o600)) return openHeld(path, clock);
  }
}

/** The last transcript of a task, to be gone on with. Throws UserError where there is none, or another process is at work on it. */
export async function openLastTranscript(taskRuns: string, task: string, clock: Clock): Promise<RunJournal> {
  return openHeld(await lastTranscript(taskRuns, task), clock);
}

/** The transcript that a batch's job has begun on these exports, to be gone on with; undefined where there is none. */
export async function openTranscriptOf(
  taskRuns: string,
  { job, snapshot }: { readonly job: string; readonly snapshot: string },
  clock: Clock,
): Promise<RunJournal | undefined> {
  for (const number of (await numbersIn(taskRuns)).reverse()) {
    const path = join(taskRuns, `transcript-${number}.ndjson`);
    const asked = (await readJournal(path, RUN_FORMAT)).find((event) => event.type === "asked")?.asked;
    if (asked?.job === job && asked.snapshot === snapshot) return openHeld(path, clock);
  }
  return undefined;
}

/** A transcript that nobody else writes to until it is closed. What is on record is read when it is ours. */
async function openHeld(path: string, clock: Clock): Promise<RunJournal> {
  const hold = await openHold(lockOf(path), basename(dirname(path)), clock);
  try {
    const journal = await openJournal(path, clock, RUN_FORMAT);
    return {
      ...journal,
      close: async () => {
        try {
          await journal.close();
        } finally {
          await hold.release();
        }
      },
    };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** What the last run of a task was asked. Throws UserError where there is nothing to take up. */
export async function readAsked(taskRuns: string, task: string): Promise<Asked> {
  const events = await readTranscript(taskRuns, task);
  const asked = events.find((event) => event.type === "asked");
  if (asked !== undefined) return asked.asked;
  throw nothingToResume(task);
}

/** The events of the last run of a task. Throws UserError where there is none. */
export async function readTranscript(taskRuns: string, task: string): Promise<(RunEvent & { readonly at: string })[]> {
  return readJournal(await lastTranscript(taskRuns, task), RUN_FORMAT);
}

/** Who is at work on the last run of a task; undefined where nobody is. Throws UserError where there is no run. */
export async function readAtWork(taskRuns: string, task: string): Promise<AtWork | undefined> {
  return readHold(lockOf(await lastTranscript(taskRuns, task)));
}

function lockOf(transcript: string): string {
  return transcript.replace(/\.ndjson$/u, ".lock");
}

async function lastTranscript(taskRuns: string, task: string): Promise<string> {
  const number = (await numbersIn(taskRuns)).at(-1);
  if (number === undefined) throw nothingToResume(task);
  return join(taskRuns, `transcript-${number}.ndjson`);
}

async function numbersIn(taskRuns: string): Promise<number[]> {
  return (await namesIn(taskRuns))
    .flatMap((name) => {
      const number = NAME.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    })
    .sort((a, b) => a - b);
}

function nothingToResume(task: string): UserError {
  return new UserError({
    code: "no-run",
    message: `No model run of the task ${task} is on record.`,
    found: task,
    fix: "Take the id from the answer or from .echo/runs; what the analyst answered needs no resuming: ask again.",
  });
}
