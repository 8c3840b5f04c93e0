import { z } from "zod";
import { MEMORY_KINDS } from "../tasks/memory.ts";
import { defineTool } from "./tool.ts";
import { userErrorsAsToolErrors } from "./tool-error.ts";

const KINDS = [...MEMORY_KINDS.insights, ...MEMORY_KINDS.project] as const;

/** Keeps a result for later runs. */
export const rememberTool = defineTool({
  name: "remember",
  description:
    "Keeps one result that later work should know, in one sentence; values as {F7|pct}. It is checked like the Brief: what no Fact backs is refused.",
  effect: "write",
  grant: { anyOf: ["Write"] },
  input: z.object({ text: z.string().trim().min(10).max(400), kind: z.enum(KINDS) }),
  run: async (note, { notes }) => {
    const { file, isNew } = await userErrorsAsToolErrors(notes.remember(note));
    return { text: isNew ? `Kept in ${file}.` : `It stands in ${file} already.` };
  },
});
