import { readFileSync } from "node:fs";
import Anthropic from "@anthropic-ai/sdk";

type Body = Anthropic.MessageCreateParamsNonStreaming;

/** The same two requests, the first read from a file, by the shortest loop over the SDK: no masking, no journal, no check of what comes back. */
export function bare(url: string, streamed: boolean, bodyFile: string): () => Promise<void> {
  const made = JSON.parse(readFileSync(bodyFile, "utf8")) as Body;
  const client = new Anthropic({ apiKey: "k-0123456789", baseURL: url, maxRetries: 0 });
  return async () => {
    const messages = [...made.messages];
    for (;;) {
      const content = streamed
        ? await streamedContent(client, { ...made, messages })
        : (await client.messages.create({ ...made, messages, stream: false })).content;
      const calls = content.filter((block) => block.type === "tool_use");
      if (calls.length === 0) return void JSON.parse(content.map((block) => (block.type === "text" ? block.text : "")).join(""));
      messages.push({ role: "assistant", content });
      messages.push({ role: "user", content: calls.map(({ id }) => ({ type: "tool_result", tool_use_id: id, content: "F1 = 46 %" })) });
    }
  };
}

async function streamedContent(client: Anthropic, body: Body): Promise<Anthropic.ContentBlock[]> {
  const blocks: { block: Anthropic.ContentBlock; json: string }[] = [];
  for await (const event of await client.messages.create({ ...body, stream: true })) {
    if (event.type === "content_block_start") blocks[event.index] = { block: event.content_block, json: "" };
    if (event.type !== "content_block_delta") continue;
    const growing = blocks[event.index];
    if (growing === undefined) continue;
    if (event.delta.type === "text_delta" && growing.block.type === "text") growing.block.text += event.delta.text;
    if (event.delta.type === "input_json_delta") growing.json += event.delta.partial_json;
  }
  return blocks.map(({ block, json }) => (block.type === "tool_use" ? { ...block, input: JSON.parse(json) as unknown } : block));
}
