import { EchoError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { anthropicModel } from "../../../src/llm/anthropic.ts";
import type { ModelRequest } from "../../../src/llm/model.ts";
import { mutateText } from "./mutate-text.ts";
import { pick, type Random, randomFrom, upTo } from "./random.ts";
import type { FuzzTarget } from "./target.ts";

const event = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
const START = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "m",
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: { input_tokens: 10, output_tokens: 1 },
};

const CORPUS = [
  [
    event("message_start", { message: START }),
    event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
    event("ping", {}),
    ...["Hello ", "wor", "ld. \u{1F600}"].map((text) => event("content_block_delta", { index: 0, delta: { type: "text_delta", text } })),
    event("content_block_stop", { index: 0 }),
    event("message_delta", { delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 5 } }),
    event("message_stop", {}),
  ].join(""),
  [
    event("message_start", { message: START }),
    event("content_block_start", { index: 0, content_block: { type: "thinking", thinking: "", signature: "" } }),
    event("content_block_delta", { index: 0, delta: { type: "thinking_delta", thinking: "hm" } }),
    event("content_block_delta", { index: 0, delta: { type: "signature_delta", signature: "c2ln" } }),
    event("content_block_stop", { index: 0 }),
    event("content_block_start", { index: 1, content_block: { type: "tool_use", id: "toolu_1", name: "facts", input: {} } }),
    ...['{"metrics":["log', 'ins"],"n":1', "}"].map((partial_json) =>
      event("content_block_delta", { index: 1, delta: { type: "input_json_delta", partial_json } }),
    ),
    event("content_block_stop", { index: 1 }),
    event("message_delta", { delta: { stop_reason: "tool_use", stop_sequence: null }, usage: { output_tokens: 9 } }),
    event("message_stop", {}),
  ].join(""),
  event("error", { error: { type: "overloaded_error", message: "Overloaded" } }),
];

const WORDS = [
  "event: message_stop\n",
  "event: error\n",
  "event: x\n",
  "data: {}\n\n",
  "data: null\n\n",
  "data: [DONE]\n\n",
  "data:\n\n",
  "data: {\n\n",
  "data: 1e999\n\n",
  ": comment\n",
  "id: 1\n",
  "retry: 0\n",
  "\n\n",
  "\r\r",
  '"type":"message_start"',
  '"index":-1',
  '"index":1e9',
  '"index":"0"',
  '"text":null',
  '"text":{}',
  '"content_block":null',
  '"delta":null',
  '"usage":null',
  '"message":null',
  '"stop_reason":7',
  '"partial_json":{}',
  '{"a":'.repeat(200),
  event("content_block_start", { index: 0, content_block: { type: "text", text: "again" } }),
  event("content_block_delta", { index: 9, delta: { type: "text_delta", text: "lost" } }),
  event("message_stop", {}),
];

const REQUEST: ModelRequest = {
  model: "m",
  system: [{ text: "s" }],
  messages: [{ role: "user", content: [{ type: "text", text: "q" }] }],
  tools: [],
  maxTokens: 10,
};

/** The replies of a model that are streamed: cut, garbled, out of order, in pieces of any size. */
export const sseTarget: FuzzTarget = {
  name: "sse",
  about: "streamed replies; about 10 000 cases a minute",
  make: (seed) => {
    const random = randomFrom(seed);
    return {
      name: `stream-${1 + upTo(40, random)}.txt`,
      bytes: damaged(Buffer.from(mutateText(pick(CORPUS, random), random, WORDS)), random),
    };
  },
  check: async ({ name, bytes }) => {
    const size = Number(/\d+/u.exec(name)?.[0] ?? 1);
    const pieces: string[] = [];
    const model = anthropicModel({
      apiKey: "k".repeat(12),
      log: silentLog,
      maxRetries: 0,
      timeoutMs: 5000,
      fetch: async () => inPieces(bytes, size),
    });
    try {
      const reply = await model.complete(REQUEST, { onText: (piece) => void pieces.push(piece) });
      if (pieces.some((piece) => typeof piece !== "string")) return "handed over a piece that is no text";
      const texts = reply.content.map((block) => (block.type === "text" ? block.text : ""));
      if (texts.some((text) => typeof text !== "string")) return "a text block holds no text";
      if (!Number.isFinite(reply.usage.input + reply.usage.output)) return "the usage is no number";
      return null;
    } catch (error) {
      return error instanceof EchoError ? null : `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    }
  },
};

/** A few bytes changed: half letters, NUL, what is no UTF-8. */
function damaged(bytes: Buffer, random: Random): Buffer {
  if (random() < 0.7) return bytes;
  const copy = Buffer.from(bytes);
  for (let left = 1 + upTo(5, random); left > 0 && copy.length > 0; left -= 1) copy[upTo(copy.length, random)] = upTo(256, random);
  return copy;
}

function inPieces(bytes: Buffer, size: number): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      if (at >= bytes.length) return stream.close();
      stream.enqueue(new Uint8Array(bytes.subarray(at, at + size)));
      at += size;
    },
  });
  return new Response(body, { status: 200, headers: { "content-type": "text/event-stream" } });
}
