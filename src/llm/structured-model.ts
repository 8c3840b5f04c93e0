import { EchoError } from "../core/errors.ts";
import type { ModelClient, ModelReply, ModelRequest } from "./model.ts";

/** The tool that takes the answer where a server has no structured output. */
const ANSWER = "final_answer";

/**
 * A model that answers in the form of a schema also where its server knows no structured output: the schema then becomes a tool, and a call
 * of it the answer. The server is asked properly once; its refusal is remembered.
 */
export function structuredModel(model: ModelClient): ModelClient {
  let byTool = false;
  return {
    async complete(request, options) {
      if (request.outputSchema === undefined) return model.complete(request, options);
      if (byTool) return answered(await model.complete(withTool(request), options));
      try {
        return await model.complete(request, options);
      } catch (error) {
        if (!refusesForm(error)) throw error;
        byTool = true;
        return answered(await model.complete(withTool(request), options));
      }
    },
  };
}

function refusesForm(error: unknown): boolean {
  return (
    error instanceof EchoError &&
    error.code === "request-refused" &&
    /output_config|output_format|json_schema|structured/iu.test(error.detail.found ?? "")
  );
}

function withTool({ outputSchema = {}, ...request }: ModelRequest): ModelRequest {
  const tool = {
    name: ANSWER,
    description: "Takes your finished answer. Call it once, alone, when you know enough.",
    inputSchema: outputSchema,
  };
  return { ...request, tools: [...request.tools, tool] };
}

/** Calls of other tools come first: an answer that does not wait for their results is not final. */
function answered(reply: ModelReply): ModelReply {
  const given = reply.content.find((block) => block.type === "tool_use" && block.name === ANSWER);
  if (given?.type !== "tool_use") return reply;
  const others = reply.content.filter((block) => block.type !== "tool_use" || block.name !== ANSWER);
  if (others.some((block) => block.type === "tool_use")) return { ...reply, content: others };
  const thoughts = others.filter((block) => block.type === "opaque");
  return {
    ...reply,
    content: [...thoughts, { type: "text", text: JSON.stringify(given.input) }],
    stopReason: reply.stopReason === "tool_use" ? "end_turn" : reply.stopReason,
  };
}
