import { doneItem, endTask } from "../../app/task-steps.ts";
import { taskState } from "../../app/task-resume.ts";
import { listTaskLines } from "../../app/tasks.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import type { Outcome } from "../../domain/plays/play.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
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
  readonly outcome: Outcome;
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
  return printResult(state, renderTaskSummary(state, viewOf(io)), flags, io);
}

/** Runs `tasks done`. */
export async function runTasksDone(id: string, item: string, flags: DoneFlags, io: Io): Promise<ExitCode> {
  const step = await doneItem(await wire(io, flags), { id, item, skip: flags.skip, asOf: flags.asOf });
  return printResult(step, renderTaskStep(step, viewOf(io)), flags, io);
}

/** Runs `tasks close`. */
export async function runTasksClose(id: string, flags: CloseFlags, io: Io): Promise<ExitCode> {
  const { outcome, reason, asOf } = flags;
  const step = await endTask(await wire(io, flags), { id, outcome, reason, asOf });
  return printResult(step, renderTaskStep(step, viewOf(io)), flags, io);
}
