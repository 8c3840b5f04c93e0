import type Anthropic from "@anthropic-ai/sdk";
import { isRecord, parseJson } from "../core/json.ts";
import { fromMessage, MalformedReply } from "./anthropic-shapes.ts";
import type { ModelReply } from "./model.ts";

/** Puts a streamed reply together, handing text over as it comes. Throws MalformedReply where the stream ends too soon. */
export async function collectStream(
  events: AsyncIterable<Anthropic.RawMessageStreamEvent>,
  onText: (delta: string) => void,
): Promise<ModelReply> {
  let start: Anthropic.Message | undefined;
  let ended = false;
  let stop: unknown;
  let usage: Record<string, unknown> = {};
  const blocks = new Map<number, Growing>();
  for await (const event of events) {
    if (event.type === "message_start") {
      start = event.message;
      usage = known({ ...event.message.usage });
    } else if (event.type === "content_block_start") blocks.set(event.index, { block: { ...event.content_block }, json: "" });
    else if (event.type === "content_block_delta") {
      const growing = blocks.get(event.index);
      if (growing === undefined) throw new MalformedReply(`a delta came for block ${event.index}, which was not opened`);
      grow(growing, event.delta);
      if (event.delta.type === "text_delta") onText(event.delta.text);
    } else if (event.type === "message_delta") {
      stop = event.delta.stop_reason;
      usage = { ...usage, ...known({ ...event.usage }) };
    } else if (event.type === "message_stop") ended = true;
  }
  if (start === undefined || !ended) throw new MalformedReply("the stream broke off before its end");
  const content = [...blocks].sort(([a], [b]) => a - b).map(([, growing]) => whole(growing));
  return fromMessage({ model: start.model, content, stop_reason: stop, usage });
}

interface Growing {
  readonly block: Record<string, unknown>;
  json: string;
}

function grow(growing: Growing, delta: Anthropic.RawContentBlockDelta): void {
  const { block } = growing;
  if (delta.type === "text_delta") block["text"] = textIn(block["text"]) + delta.text;
  else if (delta.type === "thinking_delta") block["thinking"] = textIn(block["thinking"]) + delta.thinking;
  else if (delta.type === "signature_delta") block["signature"] = delta.signature;
  else if (delta.type === "input_json_delta") growing.json += delta.partial_json;
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A tool's input that is no JSON is kept as text: the tool refuses it and the model may try again. */
function whole({ block, json }: Growing): Record<string, unknown> {
  if (json === "") return block;
  const parsed = parseJson(json);
  return { ...block, input: parsed.ok ? parsed.value : json };
}

/** Later counts replace earlier ones, unless they say nothing. */
function known(usage: Record<string, unknown>): Record<string, unknown> {
  return isRecord(usage) ? Object.fromEntries(Object.entries(usage).filter(([, value]) => typeof value === "number")) : {};
}
