import { z } from "zod";
import { UserError } from "../core/errors.ts";
import { nearest } from "../core/text.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { factLine } from "./fact-line.ts";
import type { ToolContext } from "./tool-context.ts";
import { ToolError } from "./tool-error.ts";
import { defineTool } from "./tool.ts";

/** Measures named metrics. */
export const factsTool = defineTool({
  name: "facts",
  description:
    "Measures metrics of an account, or of the whole book, as of the Brief's date. Each answer is a Fact with an id; cite it as {F7|pct}. Call list_metrics for the names.",
  effect: "read",
  grant: "everyone",
  input: z.object({
    metrics: z.array(z.string().min(1).max(80)).min(1).max(30).describe("names as list_metrics gives them"),
    account: z.string().max(120).optional().describe('the account\'s id; left out: the account of the question; "all": the whole book'),
  }),
  run: async ({ metrics, account }, context) => {
    const unknown = metrics.filter((name) => !context.metrics.has(name));
    if (unknown.length > 0) throw new ToolError(unknown.map((name) => describeUnknown(name, context)).join("\n"));
    const subject = account ?? context.account;
    const facts = await measure(context, subject, metrics);
    return {
      text: facts.map((fact) => factLine(fact, context.metrics.get(fact.metric))).join("\n"),
      names: facts.flatMap((fact) => (typeof fact.value === "string" ? [fact.value] : [])),
      facts,
    };
  },
});

async function measure(context: ToolContext, subject: string | null, metrics: readonly string[]): Promise<Fact[]> {
  const wanted = subject === null || subject === "all" ? "book" : "account";
  const wrong = metrics.filter((name) => context.metrics.get(name)?.about !== wanted);
  if (wrong.length > 0) {
    throw new ToolError(
      wanted === "book"
        ? `These need an account: ${wrong.join(", ")}.`
        : `These are about the whole book, ask for them with account "all": ${wrong.join(", ")}.`,
    );
  }
  try {
    return await context.desk.measure(wanted === "book" ? { book: "all" } : { account: subject ?? "" }, metrics);
  } catch (error) {
    if (error instanceof UserError) throw new ToolError([error.message, error.detail.fix].filter((part) => part !== undefined).join(" "));
    throw error;
  }
}

function describeUnknown(name: string, context: ToolContext): string {
  const names = [...context.metrics.keys()];
  const near = nearest(name, names);
  return `There is no metric "${name}".${near.length > 0 ? ` Near ones: ${near.join(", ")}.` : ""} All: ${names.join(", ")}.`;
}
