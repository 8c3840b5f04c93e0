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

/** Tools, schema and earlier messages come back every turn as the same objects. */
const KNOWN = new WeakMap<object, number>();

function lengthOf(value: object): number {
  const length = KNOWN.get(value) ?? JSON.stringify(value).length;
  KNOWN.set(value, length);
  return length;
}
