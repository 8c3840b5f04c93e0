import { join } from "node:path";
import type { Shared, Wallet } from "../../app/within.ts";
import { type Job, jobHash } from "../../batch/job.ts";
import type { JobRun } from "../../batch/judge-job.ts";
import { hash } from "../../core/ids.ts";
import type { Io } from "../io.ts";
import type { WholeProgram } from "../whole-program.ts";
import { runCaptured } from "./run-captured.ts";

export interface Worker {
  readonly io: Io;
  readonly program: WholeProgram;
  readonly shared: Shared;
  readonly wallet: Wallet | undefined;
  /** Names this batch, from its start to its last --resume. */
  readonly batch: string;
  readonly again: boolean;
  /** Where jobs write with --no-files, each into a folder of its own. */
  readonly scratch: string | undefined;
  /** Hears what a person must be told. */
  readonly notice: (line: string) => void;
}

/** Runs one job in this process, with streams of its own. Never throws for what the job does. */
export async function runJob(job: Job, signal: AbortSignal, worker: Worker): Promise<JobRun> {
  const { io, program, shared, wallet, batch, again, scratch, notice } = worker;
  return runCaptured(program, [job.command, ...job.args], {
    cwd: io.cwd,
    env: io.env,
    width: io.width,
    now: io.now,
    signal,
    notice,
    within: {
      shared,
      wallet,
      still: true,
      job: { key: `${batch}/${job.id}/${jobHash(job)}`, again },
      scratch: scratch === undefined ? undefined : join(scratch, hash(job.id, 16)),
    },
  });
}
