import type { Asked, RunEvent, RunJournal } from "../../run/model/run-event.ts";
import { RUN_FORMAT } from "../../run/model/run-event.ts";
import type { JobHold } from "./job-hold.ts";

/** The job is another worker's by now: what this one does counts for nothing. */
export class JobLost extends Error {}

export interface JournalOf {
  readonly hold: JobHold;
  readonly owner: string;
  /** What an earlier execution put on record. */
  readonly events: readonly unknown[];
  /** Hears that the job is lost. */
  readonly lost: () => void;
}

/**
 * The journal of a job's model run, in the database instead of a file: whichever worker takes the job up next goes on from it. A run on other
 * figures begins anew. An event is durable when `append` resolves; throws JobLost where the job is another's.
 */
export function jobJournal({ hold, owner, events, lost }: JournalOf, asked: Asked): RunJournal {
  const known = events.filter(RUN_FORMAT.accepts);
  const begun = known.find((event) => event.type === "asked")?.asked;
  const isSame = begun === undefined || (begun.snapshot === asked.snapshot && begun.task === asked.task);
  // Numbers are never given again: what is not gone on with stays before what follows.
  let next = events.length;
  let waiting: string[] = [];
  let last: Promise<void> = Promise.resolve();
  const keep = (event: RunEvent): void => void waiting.push(JSON.stringify(event));
  const flush = async (): Promise<void> => {
    const lines = waiting;
    if (lines.length === 0) return;
    waiting = [];
    const seq = next;
    next += lines.length;
    if (await hold.append(owner, seq, lines)) return;
    lost();
    throw new JobLost("the job is another worker's");
  };
  return {
    past: isSame ? known : [],
    note: keep,
    append: (event) => {
      keep(event);
      last = last.then(flush, flush);
      return last;
    },
    // What nothing depends on is not written at the end: the result takes the journal's place.
    close: () => last.catch(() => {}),
  };
}
