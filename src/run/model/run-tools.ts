import { EchoError } from "../../core/errors.ts";
import type { ToolResultBlock, ToolUseBlock } from "../../llm/model.ts";
import { ToolError } from "../../tools/tool-error.ts";
import type { ToolContext } from "../../tools/tool-context.ts";
import type { Tool } from "../../tools/tool.ts";

/** What was read during a run: what may be quoted and named in the answer. */
export interface Readings {
  readonly texts: string[];
  readonly names: string[];
}

const MAX_AT_ONCE = 12;

/**
 * Runs the tool calls of one turn together and answers each in order. A call that fails becomes a result the model can
 * act on; `report` hears of failures that are not its fault.
 */
export async function runTools(
  calls: readonly ToolUseBlock[],
  tools: readonly Tool[],
  context: ToolContext,
  readings: Readings,
  report: (message: string) => Promise<void>,
): Promise<ToolResultBlock[]> {
  return Promise.all(
    calls.map(async (call, index): Promise<ToolResultBlock> => {
      const failed = (content: string): ToolResultBlock => ({ type: "tool_result", toolUseId: call.id, content, isError: true });
      if (index >= MAX_AT_ONCE) return failed(`At most ${MAX_AT_ONCE} calls a turn. Ask again.`);
      const tool = tools.find(({ name }) => name === call.name);
      if (tool === undefined) return failed(`There is no tool "${call.name}". You have: ${tools.map(({ name }) => name).join(", ")}.`);
      try {
        const { text, quotable, names } = await tool.run(call.input, context);
        readings.texts.push(...(quotable ?? []));
        readings.names.push(...(names ?? []));
        return { type: "tool_result", toolUseId: call.id, content: text, isError: false };
      } catch (error) {
        if (error instanceof ToolError) return failed(error.message);
        await report(`${call.name}: ${error instanceof Error ? error.message : String(error)}`);
        return failed(
          error instanceof EchoError
            ? error.message
            : "The tool failed. Try another way, or name what you could not find out among the unknowns.",
        );
      }
    }),
  );
}
