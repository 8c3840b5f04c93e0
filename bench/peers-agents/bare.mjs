import Anthropic from "@anthropic-ai/sdk";
import { check, FACT, readTask } from "./task.mjs";

export function start(url, bodyFile) {
  const { body } = readTask(bodyFile);
  const client = new Anthropic({ apiKey: "k-0123456789", baseURL: url, maxRetries: 0 });
  return async () => {
    const messages = [...body.messages];
    for (;;) {
      const { content } = await client.messages.create({ ...body, messages, stream: false });
      const calls = content.filter(({ type }) => type === "tool_use");
      if (calls.length === 0) return check(content.map(({ text = "" }) => text).join(""));
      messages.push({ role: "assistant", content });
      messages.push({ role: "user", content: calls.map(({ id }) => ({ type: "tool_result", tool_use_id: id, content: FACT })) });
    }
  };
}
