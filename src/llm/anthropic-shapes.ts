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

type Params = Omit<Anthropic.MessageCreateParamsNonStreaming, "stream">;

/** The form of an answer as the API takes it. */
export type OutputForm = (schema: Readonly<Record<string, unknown>>) => Anthropic.JSONOutputFormat;

const CACHED = { cache_control: { type: "ephemeral" } } as const;

/**
 * A request in the API's shape. Four breakpoints are allowed: two end the prefix that is the same for every task (tools come before the
 * system text), two stand at the ends of the last two messages of the user, so that each turn finds the conversation before it in the cache,
 * however many blocks a turn adds.
 */
export function toParams(request: ModelRequest, form: OutputForm): Params {
  const asked = request.messages.flatMap(({ role }, index) => (role === "user" ? [index] : [])).slice(-2);
  return {
    model: request.model,
    max_tokens: request.maxTokens,
    system: request.system.map((block) => ({
      type: "text",
      text: block.text,
      ...(block.cache === true ? CACHED : {}),
    })),
    messages: request.messages.map((message, index) => toMessage(message, asked.includes(index))),
    ...(request.tools.length === 0 ? {} : { tools: request.tools.map(toTool) }),
    ...(request.outputSchema === undefined ? {} : { output_config: { format: form(request.outputSchema) } }),
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

function toMessage(message: ModelMessage, cached: boolean): Anthropic.MessageParam {
  if (message.role === "assistant") return { role: "assistant", content: message.content.map(toReplyParam) };
  const end = message.content.length - 1;
  return {
    role: "user",
    content: message.content.map((block, index) => {
      const mark = cached && index === end ? CACHED : {};
      // An empty text cannot be cached, and is refused.
      return block.type === "text"
        ? { type: "text", text: block.text, ...(block.text === "" ? {} : mark) }
        : { ...toResult(block), ...mark };
    }),
  };
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
