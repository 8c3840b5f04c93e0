/** What ECHO asks of a language model. Close to the Messages API, yet our own: only the adapter knows a vendor. */
export interface ModelClient {
  /**
   * One turn. With `onText` the text is also handed over as it is written. Throws ModelError; an aborted signal
   * rejects with the signal's reason.
   */
  complete(request: ModelRequest, options?: CompleteOptions): Promise<ModelReply>;
}

export interface CompleteOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onText?: ((delta: string) => void) | undefined;
}

export interface ModelRequest {
  readonly model: string;
  readonly system: readonly SystemBlock[];
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  readonly maxTokens: number;
  /** JSON schema that the final text must follow. */
  readonly outputSchema?: JsonSchema | undefined;
}

/** `cache` ends a prefix that stays the same from call to call. */
export interface SystemBlock {
  readonly text: string;
  readonly cache?: boolean;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

export type ModelTool = FunctionTool | ServerTool;

export interface FunctionTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
}

/** A tool that the model's host runs itself. */
export interface ServerTool {
  readonly server: "web_search" | "web_fetch";
  readonly maxUses: number;
}

export interface TextBlock {
  readonly type: "text";
  readonly text: string;
}

export interface ToolUseBlock {
  readonly type: "tool_use";
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

export interface ToolResultBlock {
  readonly type: "tool_result";
  readonly toolUseId: string;
  readonly content: string;
  readonly isError: boolean;
}

/** A block that only the host understands (thinking, a server tool's result); it goes back as it came. */
export interface OpaqueBlock {
  readonly type: "opaque";
  readonly raw: unknown;
}

export type ReplyBlock = TextBlock | ToolUseBlock | OpaqueBlock;

export type ModelMessage =
  | { readonly role: "user"; readonly content: readonly (TextBlock | ToolResultBlock)[] }
  | { readonly role: "assistant"; readonly content: readonly ReplyBlock[] };

export const STOP_REASONS = [
  "end_turn",
  "max_tokens",
  "stop_sequence",
  "tool_use",
  "pause_turn",
  "refusal",
  "model_context_window_exceeded",
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Tokens; `input` counts neither `cacheRead` nor `cacheWrite`. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

export interface ModelReply {
  readonly content: readonly ReplyBlock[];
  readonly stopReason: StopReason;
  readonly usage: TokenUsage;
  /** The model that answered, which may be more exact than the one that was asked. */
  readonly model: string;
  /** True where it came by way of a batch, at half the price. */
  readonly batched?: boolean;
}

export const NO_USAGE: TokenUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** The tokens of two calls together. */
export function addUsage(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
  };
}

/** The text of a reply, its blocks joined. */
export function textOf(reply: Pick<ModelReply, "content">): string {
  return reply.content.map((block) => (block.type === "text" ? block.text : "")).join("");
}
