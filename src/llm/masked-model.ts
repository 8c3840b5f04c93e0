import { isRecord } from "../core/json.ts";
import { TOKEN_START, type Masker } from "./masker.ts";
import type { ModelClient, ModelMessage, ModelReply, ModelRequest, ReplyBlock } from "./model.ts";

/** A model that never sees personal data: requests go out masked, replies and tool calls come back unmasked. */
export function maskedModel(model: ModelClient, masker: Masker): ModelClient {
  return {
    async complete(request, { signal, onText } = {}) {
      const stream = onText === undefined ? undefined : unmaskStream(masker, onText);
      const reply = await model.complete(maskRequest(request, masker), { signal, onText: stream?.push });
      stream?.end();
      return unmaskReply(reply, masker);
    },
  };
}

function maskRequest(request: ModelRequest, { mask }: Masker): ModelRequest {
  return {
    ...request,
    system: request.system.map((block) => ({ ...block, text: mask(block.text) })),
    messages: request.messages.map((message): ModelMessage =>
      message.role === "user"
        ? {
            role: "user",
            content: message.content.map((block) =>
              block.type === "text" ? { ...block, text: mask(block.text) } : { ...block, content: mask(block.content) },
            ),
          }
        : { role: "assistant", content: message.content.map((block) => overTexts(block, mask)) },
    ),
  };
}

function unmaskReply(reply: ModelReply, { unmask }: Masker): ModelReply {
  return { ...reply, content: reply.content.map((block) => overTexts(block, unmask)) };
}

function overTexts(block: ReplyBlock, change: (text: string) => string): ReplyBlock {
  if (block.type === "text") return { ...block, text: change(block.text) };
  // An opaque block was written under the mask and is signed: it goes back untouched.
  return block.type === "tool_use" ? { ...block, input: deep(block.input, change) } : block;
}

function deep(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((inner) => deep(inner, change));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner, change)])) : value;
}

/** Holds back what may be the beginning of a token until it is whole. */
function unmaskStream({ unmask }: Masker, onText: (delta: string) => void): { push: (delta: string) => void; end: () => void } {
  let held = "";
  return {
    push: (delta) => {
      held += delta;
      const cut = TOKEN_START.exec(held)?.index ?? held.length;
      if (cut > 0) onText(unmask(held.slice(0, cut)));
      held = held.slice(cut);
    },
    end: () => {
      if (held !== "") onText(held);
      held = "";
    },
  };
}
