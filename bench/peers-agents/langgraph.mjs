import { ChatAnthropic } from "@langchain/anthropic";
import { tool } from "@langchain/core/tools";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { check, FACT, readTask } from "./task.mjs";

export function start(url, bodyFile) {
  const { model, maxTokens, instructions, tools, question } = readTask(bodyFile);
  const llm = new ChatAnthropic({ model, maxTokens, apiKey: "k-0123456789", anthropicApiUrl: url, maxRetries: 0 });
  const made = tools.map(({ name, description, schema }) => tool(async () => FACT, { name, description, schema }));
  const agent = createReactAgent({ llm, tools: made, prompt: instructions });
  return async () => {
    const { messages } = await agent.invoke({ messages: [{ role: "user", content: question }] });
    check(messages.at(-1).text);
  };
}
