import { ACCOUNT_TOOLS } from "./account-tools.ts";
import { ANSWER_TOOLS } from "./answer-tools.ts";
import { BOOK_TOOLS } from "./book-tools.ts";
import type { ServerTool } from "./server-tool.ts";
import { TASK_TOOLS } from "./task-tools.ts";

/** Every tool of the server, in the order in which clients see them. */
const TOOLS: readonly ServerTool[] = [...ANSWER_TOOLS, ...BOOK_TOOLS, ...ACCOUNT_TOOLS, ...TASK_TOOLS];

/** The tools that are offered: without `write` only those that change nothing of a person's. */
export function toolsFor(write: boolean): readonly ServerTool[] {
  return TOOLS.filter(({ effect }) => write || effect === "read");
}
