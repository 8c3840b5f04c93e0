import type { ModelRequest } from "./model.ts";

/** English prose has about four characters a token, JSON and tables about three: a guess that is more often too high than too low. */
const CHARACTERS_PER_TOKEN = 3.2;

/** About how many tokens a request's prompt has, where no server counts them. */
export function estimateTokens({ system, tools, messages, outputSchema }: Omit<ModelRequest, "model" | "maxTokens">): number {
  const texts = [
    ...system.map(({ text }) => text.length),
    ...messages.map(({ content }) => lengthOf(content)),
    ...tools.map(lengthOf),
    ...(outputSchema === undefined ? [] : [lengthOf(outputSchema)]),
  ];
  return Math.ceil(texts.reduce((sum, length) => sum + length, 0) / CHARACTERS_PER_TOKEN);
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value).length;
}
