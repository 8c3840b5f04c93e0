import type { RunCommand } from "../../batch/queue/queued-job.ts";
import type { Log } from "../../core/log.ts";
import { EXIT } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { NEVER_QUEUED } from "./never-queued.ts";
import { runCaptured } from "./run-captured.ts";
import type { WholeProgram } from "../whole-program.ts";

/** Runs command lines of jobs in this process, with streams of their own; what a person must be told is said once. */
export function runInProcess(program: WholeProgram, io: Io, log: Log): RunCommand {
  const notices = new Set<string>();
  const notice = (line: string): void => {
    if (notices.has(line)) return;
    notices.add(line);
    log.info(line);
  };
  return async ({ argv, cwd, clock, within, signal }) => {
    // Checked where it was enqueued too; but whoever can write to the database needs no echo-cs for that.
    if (NEVER_QUEUED.has(argv[0] ?? ""))
      return { exit: EXIT.usage, stdout: "", stderr: `echo-cs: ${argv[0]} is nothing that a worker does.\n` };
    // What names a model for this machine is not the batch's.
    const env = { ...io.env, ECHO_LLM: undefined };
    return runCaptured(program, argv, { cwd, env, width: io.width, now: clock.now, signal, notice, within });
  };
}
