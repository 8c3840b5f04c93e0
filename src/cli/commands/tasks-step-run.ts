import type { Deps } from "../../app/deps.ts";
import { doneItem, endTask, type TaskStep } from "../../app/task-steps.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Outcome } from "../../domain/plays/play.ts";
import type { Io } from "../io.ts";
import { pathFromHere } from "../path-from-here.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderTaskStep } from "../render/render-tasks.ts";
import { wire } from "../wire.ts";
import type { TaskFlags } from "./tasks-run.ts";

export interface DoneFlags extends TaskFlags {
  readonly skip?: boolean;
}

export interface CloseFlags extends TaskFlags {
  readonly outcome?: Outcome;
  readonly reason?: string;
}

/** Runs `tasks done`. */
export async function runTasksDone(id: string, item: string, flags: DoneFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const step = await doneItem(deps, { id, item, skip: flags.skip, asOf: flags.asOf });
  return printStep(step, deps, flags, io);
}

/** Runs `tasks close`. */
export async function runTasksClose(id: string, flags: CloseFlags, io: Io): Promise<ExitCode> {
  const { outcome, reason, asOf } = flags;
  const deps = await wire(io, flags);
  const step = await endTask(deps, { id, outcome, reason, asOf });
  return printStep(step, deps, flags, io);
}

function printStep(step: TaskStep, { workspace: { root } }: Deps, flags: TaskFlags, io: Io): ExitCode {
  const file = pathFromHere(step.file, { root, cwd: io.cwd });
  return printResult(step, renderTaskStep({ ...step, file }, viewOf(io)), flags, io);
}
