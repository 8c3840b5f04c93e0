import { startModelServer, type ModelServer, type SentBody, type Served, type ServedRequest } from "../src/testing/model-server.ts";
import { briefJson } from "../tests/run/model/samples.ts";

const INPUT = { metrics: ["logins_change_30d"] };
const BRIEF = briefJson("Logins fell {F1|pct}.");

/** A server that answers the first call of a run with a call of `facts`, under whatever name the peer gives that tool, and the second with a Brief. */
export async function twoTurnServer(latencyMs = 0): Promise<ModelServer> {
  return startModelServer({ reply: twoTurns, other: chatCompletion, latencyMs });
}

function twoTurns({ messages, tools = [] }: SentBody): Served {
  if (messages.length > 1) return BRIEF;
  const name = tools.find((tool) => tool.name.endsWith("facts"))?.name ?? "facts";
  return { content: [{ type: "tool_use", id: "toolu_1", name, input: INPUT }] };
}

/** The same for those that speak chat completions. */
function chatCompletion({ path, text }: ServedRequest): { json: unknown } | undefined {
  if (!path.startsWith("/v1/chat/completions")) return undefined;
  const { model, messages } = JSON.parse(text) as { model: string; messages: readonly { role: string }[] };
  const call = { id: "call_1", type: "function", function: { name: "facts", arguments: JSON.stringify(INPUT) } };
  const isDone = messages.some(({ role }) => role === "tool");
  const message = isDone ? { role: "assistant", content: BRIEF } : { role: "assistant", content: null, tool_calls: [call] };
  const choices = [{ index: 0, finish_reason: isDone ? "stop" : "tool_calls", message }];
  const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 };
  return { json: { id: "chatcmpl_1", object: "chat.completion", created: 0, model, choices, usage } };
}
