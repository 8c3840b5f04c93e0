import type { Deps } from "../app/deps.ts";
import { listTaskLines } from "../app/tasks.ts";
import type { Day } from "../core/days.ts";
import { count } from "../core/text.ts";
import type { Brief } from "../domain/brief/brief.ts";
import type { Io } from "./io.ts";
import { viewOf } from "./print-result.ts";
import { renderTasks } from "./render/render-tasks.ts";

const SHOWN = 5;

/**
 * Prints the most urgent open tasks behind an answer to "what do I do first today?", the answer's own left out; nothing where there are none. What
 * is late is told as `tasks list` tells it: by the day given, else by today.
 */
export async function tellOpenTasks(deps: Deps, { task }: Pick<Brief, "task">, asOf: Day | undefined, io: Io): Promise<void> {
  const { tasks, ...days } = await listTaskLines(deps, { open: true, asOf });
  const others = tasks.filter(({ id }) => id !== task);
  if (others.length === 0) return;
  const view = viewOf(io);
  const more = others.length - SHOWN;
  io.stdout(
    `\n${view.paint.underline("Open tasks")}\n${renderTasks({ ...days, tasks: others.slice(0, SHOWN) }, view)}${
      more > 0 ? `and ${count(more, "more task")}: echo-cs tasks list --open\n` : ""
    }`,
  );
}
