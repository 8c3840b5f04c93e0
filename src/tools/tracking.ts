import { z } from "zod";
import { cut, MAX_CHARS } from "./bounded.ts";
import { defused, fence } from "./fence.ts";
import { defineTool } from "./tool.ts";
import { userErrorsAsToolErrors } from "./tool-error.ts";

/** Reads what is being done already. */
export const trackingTool = defineTool({
  name: "tracking",
  description: "Reads a task's tracking files (context, todos, insights) and names the open tasks. What a person wrote there counts.",
  effect: "read",
  grant: "everyone",
  input: z.object({ task: z.string().max(200).optional().describe("a task's id; left out: the task of this question") }),
  run: async ({ task }, { notes }) => {
    const { task: found, open, text } = await userErrorsAsToolErrors(notes.tracking(task ?? null));
    const shown = cut(text === "" ? "(no tracking files yet)" : text, MAX_CHARS);
    return {
      text: `${fence(`tracking files of ${found}`, shown)}\nOpen tasks: ${open.length === 0 ? "none" : open.join(", ")}.`,
      quotable: [defused(shown)],
    };
  },
});
