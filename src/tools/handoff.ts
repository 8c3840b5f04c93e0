import { z } from "zod";
import { HANDOFF_MODES } from "../domain/brief/brief.ts";
import { fence } from "./fence.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";

/** Asks another member of the team. */
export const handoffTool = defineTool({
  name: "handoff",
  description:
    "Hands a question to another agent of your handoff table. consult: it answers you; collaborate: both work, you lead; delegate: it takes over. " +
    "It sees your ask, your reason and the Facts you name, not this conversation.",
  effect: "read",
  grant: "handoffs",
  input: z.object({
    to: z.string().min(1).max(80),
    mode: z.enum(HANDOFF_MODES),
    reason: z.string().min(1).max(400),
    ask: z.string().min(1).max(1500),
    facts: z
      .array(z.string().regex(/^F\d+$/u))
      .max(40)
      .default([]),
  }),
  run: async (request, context) => {
    const known = new Set(context.desk.issued().map((fact) => fact.id));
    const unknown = request.facts.filter((id) => !known.has(id));
    if (unknown.length > 0) throw new ToolError(`There is no Fact ${unknown.join(", ")}. Measure it first with the facts tool.`);
    const { answer, complete, note } = await context.handoff(request);
    return { text: fence(`answer of ${request.to}`, answer) + (complete ? "" : `\n[unfinished: ${note ?? "stopped early"}]`) };
  },
});
