import { join } from "node:path";
import { UserError } from "../core/errors.ts";
import { openLastTranscript, openNewTranscript, openTranscriptOf, readAsked } from "../run/model/open-transcript.ts";
import type { Asked, RunEvent, RunJournal } from "../run/model/run-event.ts";
import { checkTaskId } from "../tasks/task-id.ts";
import type { Deps } from "./deps.ts";

/** What the last run of a task was asked, so that it can be asked again. Throws UserError for a task without one. */
export async function askedBefore({ workspace }: Pick<Deps, "workspace">, task: string): Promise<Asked> {
  return readAsked(join(workspace.runs, checkTaskId(task)), task);
}

/**
 * The journal of a run: a new one, or the last one of the task where it is taken up. Throws UserError where the exports, and with them the
 * figures that its conversation rests on, have changed since, or another process is at work on it. `onEvent` hears what happens.
 */
export async function openRun(deps: Deps, asked: Asked, resume: boolean, onEvent?: (event: RunEvent) => void): Promise<RunJournal> {
  const journal = await openOnDisk(deps, asked, resume);
  const { debug } = deps.log;
  if (debug === undefined && onEvent === undefined) return journal;
  const tell = (event: RunEvent): void => {
    debug?.(`${event.run} ${event.agent}: ${told(event)}`);
    onEvent?.(event);
  };
  return {
    ...journal,
    append: async (event) => {
      tell(event);
      await journal.append(event);
    },
    note: (event) => {
      tell(event);
      journal.note(event);
    },
  };
}

/** An event in a few words, without anything that anybody wrote. */
function told(event: RunEvent): string {
  if (event.type === "replied")
    return `turn ${event.turn}, ${event.reply.stopReason}, ${event.ms} ms, ${event.reply.usage.output} tokens out`;
  if (event.type === "tool-done") return `${event.name}, ${event.ms} ms${event.outcome.result.isError ? ", refused" : ""}`;
  if (event.type === "handed-off") return `${event.record.mode} ${event.record.to}, ${event.record.complete ? "answered" : "unfinished"}`;
  return event.type;
}

async function openOnDisk({ workspace, clock, within }: Deps, asked: Asked, resume: boolean): Promise<RunJournal> {
  const folder = join(workspace.runs, asked.task);
  const place = { run: "1", agent: asked.agent ?? "" };
  if (!resume) {
    const job = within?.job;
    if (job?.journal !== undefined) {
      const journal = job.journal(asked);
      journal.note(
        journal.past.length > 0 ? { ...place, type: "resumed" } : { ...place, type: "asked", asked: { ...asked, job: job.key } },
      );
      return journal;
    }
    const begun = job?.again === true ? await openTranscriptOf(folder, { job: job.key, snapshot: asked.snapshot }, clock) : undefined;
    const journal = begun ?? (await openNewTranscript(folder, clock));
    await journal.append(
      begun === undefined ? { ...place, type: "asked", asked: { ...asked, job: job?.key } } : { ...place, type: "resumed" },
    );
    return journal;
  }
  const before = await readAsked(folder, asked.task);
  if (before.snapshot !== asked.snapshot)
    throw new UserError({
      code: "resume-stale",
      message: `The exports have changed since the run of ${asked.task} began, and its figures with them.`,
      found: asked.snapshot.slice(0, 12),
      allowed: [before.snapshot.slice(0, 12)],
      fix: `Ask anew: echo-cs ask ${JSON.stringify(before.question)}`,
    });
  const journal = await openLastTranscript(folder, asked.task, clock);
  await journal.append({ ...place, type: "resumed" });
  return journal;
}
