import { Agent, OpenAIChatCompletionsModel, Runner, setTracingDisabled, tool } from "@openai/agents";
import OpenAI from "openai";
import { check, FACT, readTask } from "./task.mjs";

/** Another wire format: the server answers it in kind (chat completions). */
export function start(url, bodyFile) {
  const { model, maxTokens, instructions, tools, question } = readTask(bodyFile);
  setTracingDisabled(true);
  const client = new OpenAI({ apiKey: "k-0123456789", baseURL: `${url}/v1`, maxRetries: 0 });
  const made = tools.map(({ name, description, schema }) =>
    tool({
      name,
      description,
      parameters: { type: "object", properties: {}, required: [], additionalProperties: true, ...schema },
      strict: false,
      execute: async () => FACT,
    }),
  );
  const agent = new Agent({
    name: "retention",
    instructions,
    tools: made,
    model: new OpenAIChatCompletionsModel(client, model),
    modelSettings: { maxTokens },
  });
  const runner = new Runner({ tracingDisabled: true });
  return async () => check((await runner.run(agent, question)).finalOutput);
}
