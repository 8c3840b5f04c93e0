import { InternalError } from "../core/errors.ts";
import { NO_USAGE, textOf, type CompleteOptions, type ModelClient, type ModelReply, type ModelRequest, type ReplyBlock } from "./model.ts";

/** A reply in short: a text, a finished reply, an error to throw, or a function of the request. */
export type Script = string | Partial<ModelReply> | Error | ((request: ModelRequest) => string | Partial<ModelReply>);

/** A model whose replies are written beforehand; it keeps every request as it was at the time of the call. */
export class ScriptedModel implements ModelClient {
  readonly #scripts: Script[];
  readonly #calls: ModelRequest[] = [];

  constructor(...scripts: readonly Script[]) {
    this.#scripts = [...scripts];
  }

  enqueue(...scripts: readonly Script[]): this {
    this.#scripts.push(...scripts);
    return this;
  }

  /** The requests so far; copies, so that later changes of the caller do not show. */
  get calls(): readonly ModelRequest[] {
    return this.#calls;
  }

  async complete(request: ModelRequest, options: CompleteOptions = {}): Promise<ModelReply> {
    options.signal?.throwIfAborted();
    const index = this.#calls.push(deepFreeze(structuredClone(request))) - 1;
    const script = this.#scripts[index];
    if (script === undefined) {
      throw new InternalError({
        code: "unexpected-model-call",
        message: `Call ${index} of the model was not expected: ${this.#scripts.length} are scripted.`,
      });
    }
    if (script instanceof Error) throw script;
    const reply = finished(typeof script === "function" ? script(request) : script, request.model);
    if (options.onText !== undefined) for (const piece of textOf(reply).match(/[\s\S]{1,7}/gu) ?? []) options.onText(piece);
    return reply;
  }
}

/** A tool call for a script: `{ content: [toolUse("facts", {…})] }`. */
export function toolUse(name: string, input: unknown, id = `toolu_${name}`): ReplyBlock {
  return { type: "tool_use", id, name, input };
}

function finished(script: string | Partial<ModelReply>, model: string): ModelReply {
  const given: Partial<ModelReply> = typeof script === "string" ? { content: [{ type: "text", text: script }] } : script;
  const content = given.content ?? [];
  return {
    content,
    stopReason: given.stopReason ?? (content.some((block) => block.type === "tool_use") ? "tool_use" : "end_turn"),
    usage: given.usage ?? NO_USAGE,
    model: given.model ?? model,
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
