import { ChatAnthropic } from "@langchain/anthropic";
import { SystemMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { END, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { ToolNode } from "@langchain/langgraph/prebuilt";
import { check, FACT, readTask } from "./task.mjs";

/** The graph of the library's own introduction: the model, and its tools as long as it calls any. */
export function start(url, bodyFile) {
  const { model, maxTokens, instructions, tools, question } = readTask(bodyFile);
  const llm = new ChatAnthropic({ model, maxTokens, apiKey: "k-0123456789", anthropicApiUrl: url, maxRetries: 0 });
  const made = tools.map(({ name, description, schema }) => tool(async () => FACT, { name, description, schema }));
  const [bound, system] = [llm.bindTools(made), new SystemMessage(instructions)];
  const graph = new StateGraph(MessagesAnnotation)
    .addNode("agent", async ({ messages }) => ({ messages: [await bound.invoke([system, ...messages])] }))
    .addNode("tools", new ToolNode(made))
    .addEdge(START, "agent")
    .addConditionalEdges("agent", ({ messages }) => (messages.at(-1).tool_calls?.length > 0 ? "tools" : END))
    .addEdge("tools", "agent")
    .compile();
  return async () => {
    const { messages } = await graph.invoke({ messages: [{ role: "user", content: question }] });
    check(messages.at(-1).text);
  };
}
