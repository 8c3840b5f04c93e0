import type Anthropic from "@anthropic-ai/sdk";
import { isRecord } from "../core/json.ts";
import {
  STOP_REASONS,
  type ModelMessage,
  type ModelReply,
  type ModelRequest,
  type ModelTool,
  type ReplyBlock,
  type StopReason,
  type ToolResultBlock,
} from "./model.ts";

/** A reply that is not what the Messages API promises. */
export class MalformedReply extends Error {}

/** A request in the API's shape. The last cacheable system block and the last tool end the cached prefix. */
export function toParams(request: ModelRequest): Omit<Anthropic.MessageCreateParamsNonStreaming, "stream"> {
  return {
    model: request.model,
    max_tokens: request.maxTokens,
    system: request.system.map((block) => ({
      type: "text",
      text: block.text,
      ...(block.cache === true ? { cache_control: { type: "ephemeral" } } : {}),
    })),
    messages: request.messages.map(toMessage),
    ...(request.tools.length === 0 ? {} : { tools: request.tools.map(toTool) }),
    ...(request.outputSchema === undefined
      ? {}
      : { output_config: { format: { type: "json_schema", schema: { ...request.outputSchema } } } }),
  };
}

/** A reply in our own shape. Throws MalformedReply. */
export function fromMessage(message: unknown): ModelReply {
  if (!isRecord(message) || !Array.isArray(message["content"])) throw new MalformedReply("the reply holds no list of content blocks");
  const usage = isRecord(message["usage"]) ? message["usage"] : {};
  const blocks: readonly unknown[] = message["content"];
  return {
    content: blocks.map(fromBlock),
    stopReason: stopReason(message["stop_reason"]),
    usage: {
      input: tokens(usage["input_tokens"]),
      output: tokens(usage["output_tokens"]),
      cacheRead: tokens(usage["cache_read_input_tokens"]),
      cacheWrite: tokens(usage["cache_creation_input_tokens"]),
    },
    model: typeof message["model"] === "string" ? message["model"] : "",
  };
}

function fromBlock(block: unknown): ReplyBlock {
  if (!isRecord(block) || typeof block["type"] !== "string") throw new MalformedReply("a content block has no type");
  if (block["type"] === "text") return { type: "text", text: typeof block["text"] === "string" ? block["text"] : "" };
  if (block["type"] !== "tool_use") return { type: "opaque", raw: block };
  const { id, name, input } = block;
  if (typeof id !== "string" || typeof name !== "string") throw new MalformedReply("a tool call has no id or name");
  return { type: "tool_use", id, name, input: input ?? {} };
}

function stopReason(value: unknown): StopReason {
  const known = STOP_REASONS.find((reason) => reason === value);
  if (known === undefined) throw new MalformedReply(`the stop reason is ${JSON.stringify(value)}`);
  return known;
}

function tokens(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function toMessage(message: ModelMessage): Anthropic.MessageParam {
  return message.role === "user"
    ? {
        role: "user",
        content: message.content.map((block) => (block.type === "text" ? { type: "text", text: block.text } : toResult(block))),
      }
    : { role: "assistant", content: message.content.map(toReplyParam) };
}

function toResult(block: ToolResultBlock): Anthropic.ToolResultBlockParam {
  return { type: "tool_result", tool_use_id: block.toolUseId, content: block.content, ...(block.isError ? { is_error: true } : {}) };
}

function toReplyParam(block: ReplyBlock): Anthropic.ContentBlockParam {
  if (block.type === "text") return { type: "text", text: block.text };
  if (block.type === "tool_use") return { type: "tool_use", id: block.id, name: block.name, input: block.input };
  // It came from the API a turn ago and is not ours to change: thinking is signed.
  return block.raw as Anthropic.ContentBlockParam;
}

function toTool(tool: ModelTool): Anthropic.ToolUnion {
  if (!("server" in tool)) return { name: tool.name, description: tool.description, input_schema: { ...tool.inputSchema, type: "object" } };
  return tool.server === "web_search"
    ? { type: "web_search_20250305", name: "web_search", max_uses: tool.maxUses }
    : { type: "web_fetch_20250910", name: "web_fetch", max_uses: tool.maxUses };
}
