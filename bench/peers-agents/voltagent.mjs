import { createAnthropic } from "@ai-sdk/anthropic";
import { Agent, createTool, VoltAgentObservability } from "@voltagent/core";
import { z } from "zod";
import { check, FACT, readTask } from "./task.mjs";

export function start(url, bodyFile) {
  const { model, maxTokens, instructions, tools, question } = readTask(bodyFile);
  const host = createAnthropic({ apiKey: "k-0123456789", baseURL: `${url}/v1` });
  const made = tools.map(({ name, description, schema }) =>
    createTool({ name, description, parameters: z.fromJSONSchema(schema), execute: async () => FACT }),
  );
  // It always records spans in memory; sending them anywhere is off.
  const observability = new VoltAgentObservability({ voltOpsSync: { sampling: { strategy: "never" } }, flushOnFinishStrategy: "never" });
  const agent = new Agent({
    name: "retention",
    instructions,
    model: host(model),
    tools: made,
    memory: false,
    maxOutputTokens: maxTokens,
    maxRetries: 0,
    observability,
  });
  return async () => check((await agent.generateText(question)).text);
}
