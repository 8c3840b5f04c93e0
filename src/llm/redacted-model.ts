import { isRecord } from "../core/json.ts";
import type { Redact } from "../core/secrets.ts";
import type { ModelClient, ReplyBlock } from "./model.ts";

/** A model whose replies hold no secret of ours, even where its server repeats the key it was called with: replies are kept and shown. */
export function redactedModel(model: ModelClient, redact: Redact): ModelClient {
  return {
    complete: async (request, { signal, onText } = {}) => {
      const shown = onText === undefined ? undefined : (delta: string): void => onText(redact(delta));
      const reply = await model.complete(request, { signal, onText: shown });
      return { ...reply, model: redact(reply.model), content: reply.content.map((block) => overBlock(block, redact)) };
    },
  };
}

function overBlock(block: ReplyBlock, redact: Redact): ReplyBlock {
  if (block.type === "text") return { ...block, text: redact(block.text) };
  // What the API signed goes back as it came, unless our own key stands in it.
  if (block.type === "opaque") return JSON.stringify(block.raw) === redact(JSON.stringify(block.raw)) ? block : { ...block, raw: {} };
  return { ...block, id: redact(block.id), name: redact(block.name), input: deep(block.input, redact) };
}

function deep(value: unknown, redact: Redact): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((inner) => deep(inner, redact));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [redact(key), deep(inner, redact)])) : value;
}
