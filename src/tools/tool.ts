import { z } from "zod";
import type { Fact } from "../domain/facts/fact.ts";
import type { FunctionTool } from "../llm/model.ts";
import type { ToolName } from "../team/tool-grants.ts";
import { ToolError } from "./tool-error.ts";
import type { ToolContext } from "./tool-context.ts";

/** What opens a tool to an agent: any of these entries of its list, the agent's handoff table, or nothing at all. */
export type Grant = { readonly anyOf: readonly ToolName[] } | "handoffs" | "everyone";

/** What a tool gives back to the model, and what verification may then rely on. */
export interface ToolOutput {
  readonly text: string;
  /** Texts that may be quoted. */
  readonly quotable?: readonly string[];
  /** Proper names that were read. */
  readonly names?: readonly string[];
  /** The Facts it gave. */
  readonly facts?: readonly Fact[];
}

/** Something an agent may do. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly effect: "read" | "write";
  readonly grant: Grant;
  readonly declaration: FunctionTool;
  /** Throws ToolError for what the model can put right. */
  run(input: unknown, context: ToolContext): Promise<ToolOutput>;
}

interface ToolSpec<S extends z.ZodType> extends Omit<Tool, "declaration" | "run"> {
  readonly input: S;
  run(input: z.output<S>, context: ToolContext): Promise<ToolOutput>;
}

/** A tool whose input is checked against its schema before it runs. */
export function defineTool<S extends z.ZodType>({ input, run, ...rest }: ToolSpec<S>): Tool {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(input, { io: "input" });
  return {
    ...rest,
    declaration: { name: rest.name, description: rest.description, inputSchema },
    run: async (given, context) => {
      const parsed = input.safeParse(given);
      if (!parsed.success)
        throw new ToolError(
          `The input does not fit: ${parsed.error.issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`).join("; ")}`,
        );
      return run(parsed.data, context);
    },
  };
}
