import { isRecord } from "../core/json.ts";
import { TOKEN_START, type Masker } from "./masker.ts";
import type { ModelClient, ModelMessage, ModelReply, ModelRequest, ReplyBlock, SystemBlock } from "./model.ts";

/** A model that never sees personal data: requests go out masked, replies and tool calls come back unmasked. */
export function maskedModel(model: ModelClient, masker: Masker): ModelClient {
  const masked = remembered(masker.mask);
  return {
    async complete(request, { signal, onText } = {}) {
      const stream = onText === undefined ? undefined : unmaskStream(masker, onText);
      const reply = await model.complete(maskRequest(request, masked), { signal, onText: stream?.push });
      stream?.end();
      return unmaskReply(reply, masker);
    },
  };
}

/** Masks block by block, each once: a conversation comes back every turn, and most of it is what it was. */
interface BlockMasker {
  system(block: SystemBlock): SystemBlock;
  message(message: ModelMessage): ModelMessage;
}

function remembered(mask: (text: string) => string): BlockMasker {
  const known = new WeakMap<object, object>();
  const once = <T extends object>(part: T, make: () => T): T => {
    const made = known.get(part) ?? make();
    known.set(part, made);
    // What was made of a part has its type.
    return made as T;
  };
  return {
    system: (block) => once(block, () => ({ ...block, text: mask(block.text) })),
    message: (message) =>
      once(message, () =>
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

function maskRequest(request: ModelRequest, masked: BlockMasker): ModelRequest {
  return { ...request, system: request.system.map(masked.system), messages: request.messages.map(masked.message) };
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
