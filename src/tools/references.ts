import { z } from "zod";
import { bounded, cut } from "./bounded.ts";
import { defineTool } from "./tool.ts";

/** Finds entries of the team's references. */
export const referencesTool = defineTool({
  name: "references",
  description:
    "Searches the team's references: patterns (how to build), sharp edges (what goes wrong), validations (what to check). Cite entries by id.",
  effect: "read",
  grant: "everyone",
  input: z.object({
    text: z.string().max(300).describe("what you are looking for, in words"),
    intent: z.string().max(40).optional().describe("churn, onboarding, qbr, …"),
    limit: z.int().min(1).max(10).default(5),
  }),
  run: async ({ text, intent, limit }, context) => {
    const found = context.references.search({ intent, text, limit });
    if (found.length === 0) return { text: "No entry found. Try other words, or leave the intent out." };
    const parts = found.map((entry) => `${entry.id} ${entry.title} (${entry.file})\n${cut(entry.text, 1500)}`);
    return {
      text: bounded(parts, (shown) => `${shown} of ${parts.length} shown; ask for fewer`),
      quotable: found.map((entry) => entry.text),
      names: found.map((entry) => entry.title),
    };
  },
});
