import { readFileSync } from "node:fs";

/** The task as our own first request states it: the same model, instructions, tools and question for everybody. */
export function readTask(bodyFile) {
  const body = JSON.parse(readFileSync(bodyFile, "utf8"));
  return {
    model: body.model,
    maxTokens: body.max_tokens,
    instructions: body.system.map(({ text }) => text).join("\n\n"),
    tools: body.tools.map(({ name, description, input_schema }) => ({ name, description, schema: input_schema })),
    question: body.messages[0].content[0].text,
    body,
  };
}

/** What the one tool that is called gives. */
export const FACT = "F1 = 46 %";

/** The end of a run: a Brief with a headline. */
export function check(text) {
  if (typeof JSON.parse(text).headline !== "string") throw new Error("the run has no answer");
}
