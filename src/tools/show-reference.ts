import { z } from "zod";
import { cut, MAX_CHARS } from "./bounded.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";

/** Reads one entry of the references in full. */
export const showReferenceTool = defineTool({
  name: "show_reference",
  description: "Reads one entry of the team's references in full, by its id (PT-01, SE-03, VA-12).",
  effect: "read",
  grant: "everyone",
  input: z.object({ id: z.string().min(1).max(20) }),
  run: async ({ id }, { references }) => {
    const entry = references.show(id.trim().toUpperCase());
    if (entry === undefined) throw new ToolError(`There is no entry ${id}. Find entries with references.`);
    return {
      text: cut(`${entry.id} ${entry.title} (${entry.file})\n${entry.text}`, MAX_CHARS),
      quotable: [entry.text],
      names: [entry.title],
    };
  },
});
