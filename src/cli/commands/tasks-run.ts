import { taskState } from "../../app/task-resume.ts";
import { listTaskLines } from "../../app/tasks.ts";
import type { ExitCode } from "../../core/exit-codes.ts";
import { again } from "../again.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { printResult, viewOf } from "../print-result.ts";
import { renderTaskState, renderTaskSummary } from "../render/render-task.ts";
import { renderTasks } from "../render/render-tasks.ts";
import { wire } from "../wire.ts";

export type TaskFlags = BookFlags;

export interface ListFlags extends TaskFlags {
  readonly open?: boolean;
  readonly overdue?: boolean;
  readonly account?: string;
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
