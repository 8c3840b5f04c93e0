import { join } from "node:path";
import { UserError } from "../core/errors.ts";
import type { AtWork } from "../run/model/open-hold.ts";
import { readAtWork, readTranscript } from "../run/model/open-transcript.ts";
import { runTree, type RunNode } from "../run/model/run-tree.ts";
import { checkTaskId } from "../tasks/task-id.ts";
import type { Deps } from "./deps.ts";

/** What a task's last model run was asked and what became of it, agent by agent. */
export interface RunReport {
  readonly task: string;
  readonly question: string;
  readonly as_of: string;
  /** How often it was taken up after it had been cut. */
  readonly resumed: number;
  /** The process that is at work on it now. */
  readonly at_work: AtWork | null;
  readonly tree: RunNode;
}

/** Reads the transcript of a task's last model run. Throws UserError where there is none, or nothing has happened in it. */
export async function showRun({ workspace }: Pick<Deps, "workspace">, task: string): Promise<RunReport> {
  const folder = join(workspace.runs, checkTaskId(task));
  const events = await readTranscript(folder, task);
  const asked = events.flatMap((event) => (event.type === "asked" ? [event.asked] : []))[0];
  const tree = runTree(events);
  if (asked === undefined || tree === undefined)
    throw new UserError({
      code: "run-empty",
      message: `The run of ${task} was cut before it began.`,
      found: task,
      fix: `Go on with it: echo-cs ask --resume ${task}`,
    });
  const resumed = events.filter(({ type }) => type === "resumed").length;
  return { task, question: asked.question, as_of: asked.asOf, resumed, at_work: (await readAtWork(folder, task)) ?? null, tree };
}
