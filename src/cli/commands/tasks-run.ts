import type { Deps } from "../../app/deps.ts";
import { doneItem, endTask, type TaskStep } from "../../app/task-steps.ts";
import { taskState } from "../../app/task-resume.ts";
import { listTaskLines } from "../../app/tasks.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Outcome } from "../../domain/plays/play.ts";
import { again } from "../again.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { pathFromHere } from "../path-from-here.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderTaskState, renderTaskSummary } from "../render/render-task.ts";
import { renderTasks, renderTaskStep } from "../render/render-tasks.ts";
import { wire } from "../wire.ts";

export type TaskFlags = BookFlags;

export interface ListFlags extends TaskFlags {
  readonly open?: boolean;
  readonly overdue?: boolean;
  readonly account?: string;
}

export interface DoneFlags extends TaskFlags {
  readonly skip?: boolean;
}

export interface CloseFlags extends TaskFlags {
  readonly outcome?: Outcome;
  readonly reason?: string;
}

/** Runs `tasks list`. */
export async function runTasksList(flags: ListFlags, io: Io): Promise<ExitCode> {
  const { open, overdue, account, asOf } = flags;
  const listed = await listTaskLines(await wire(io, flags), { open: open === true || overdue === true, overdue, account, asOf });
  return printResult(listed, renderTasks(listed, viewOf(io)), flags, io);
}

/** Runs `tasks show`. */
export async function runTasksShow(id: string, flags: TaskFlags, io: Io): Promise<ExitCode> {
  const state = await taskState(await wire(io, flags), id, flags.asOf);
  return printResult(state, renderTaskState(state, viewOf(io)), flags, io);
}

/** Runs `tasks resume`. */
export async function runTasksResume(id: string, flags: TaskFlags, io: Io): Promise<ExitCode> {
  const state = await taskState(await wire(io, flags), id, flags.asOf);
  return printResult(state, renderTaskSummary({ ...state, next: again(state.next, flags) }, viewOf(io)), flags, io);
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
