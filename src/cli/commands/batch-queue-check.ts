import { WORKSPACE_HERE } from "../../batch/queue/batch-spec.ts";
import type { Job } from "../../batch/job.ts";
import { DataError, UserError } from "../../core/errors.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { NEVER_QUEUED } from "./never-queued.ts";

const ALONE: readonly [keyof BatchFlags, string, string][] = [
  ["budget", "--budget", "Limit tokens with `budget: {tokens_per_minute: …}` in echo.yaml, which all workers keep together."],
  ["failFast", "--fail-fast", "Leave it out."],
  ["concurrency", "--concurrency", "Say it to the workers: echo-cs worker --concurrency 16."],
  ["via", "--via", "Leave it out; --via batches works without --queue."],
];

/** Refuses options that mean nothing, or cannot be kept, where workers do the jobs. Throws UserError. */
export function checkQueueFlags(flags: BatchFlags): void {
  const found = ALONE.find(([key]) => flags[key] !== undefined);
  if (found === undefined) return;
  throw new UserError({
    code: "queue-flag",
    message: `${found[1]} does not go together with --queue.`,
    found: found[1],
    fix: found[2],
  });
}

/** Refuses jobs that no worker can do: on a workspace of their own, or changing the shared book. Throws DataError with the job's place. */
export function checkQueuedJob({ id, command, args, place }: Job, program: WholeProgram): void {
  if (NEVER_QUEUED.has(command))
    throw new DataError({
      code: "queue-command",
      message: `The job ${id}: ${command} cannot be done by a worker.`,
      found: command,
      fix: "Run it by itself; nothing was enqueued.",
      place,
    });
  const words = program.look(command);
  const known = [words, ...(words?.commands ?? [])].some((each) => each?.options.some((option) => option.attributeName() === "directory"));
  const end = args.indexOf("--");
  const own = args.slice(0, end < 0 ? args.length : end);
  const other = own.find((word, index) => word === "--demo" || (/^(?:-C|--directory)/.test(word) && own[index + 1] !== WORKSPACE_HERE));
  if (known && other !== undefined)
    throw new DataError({
      code: "queue-workspace",
      message: `The job ${id} names a workspace of its own: jobs on a queue all work on the batch's.`,
      found: other,
      fix: "Give -C or --demo to the batch, and enqueue a batch for each workspace.",
      place,
    });
}
