import type { Deps } from "../../app/deps.ts";
import { readOwnTextIfAny } from "../../core/files.ts";
import { taskFiles } from "../../tasks/task-files.ts";

/** The three tracking files of a task, one after the other, as they stand. */
export async function taskText({ workspace }: Deps, task: string): Promise<string> {
  const { context, todos, insights } = taskFiles(workspace.tasks, task);
  const texts = await Promise.all([context, todos, insights].map(readOwnTextIfAny));
  return texts.filter((text) => text !== undefined).join("\n\n");
}
