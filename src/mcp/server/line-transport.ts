import { deserializeMessage, serializeMessage } from "@modelcontextprotocol/sdk/shared/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";

export interface LineStreams {
  /** One message a line. */
  readonly lines: AsyncIterable<string>;
  /** Takes a line with its end. */
  readonly write: (text: string) => void;
  readonly drained?: (() => Promise<void>) | undefined;
}

/**
 * The protocol over standard input and output. Where the input ends, requests that are still at work are answered before the connection
 * closes, so that `printf … | echo-cs mcp` gets its answers.
 */
export function lineTransport({ lines, write, drained }: LineStreams): Transport {
  const waiting = new Set<string | number>();
  let ended = false;
  let closed = false;

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    transport.onclose?.();
  }
  async function finishIfDone(): Promise<void> {
    if (ended && waiting.size === 0) await close();
  }
  async function read(): Promise<void> {
    try {
      for await (const line of lines) {
        if (closed) return;
        if (line.trim() !== "") take(line);
      }
    } catch (error) {
      transport.onerror?.(error instanceof Error ? error : new Error(String(error)));
    }
    ended = true;
    await finishIfDone();
  }
  function forget(id: unknown): void {
    if (typeof id === "string" || typeof id === "number") waiting.delete(id);
  }
  function take(line: string): void {
    const message = messageOf(line);
    if (message === undefined) {
      write(`${JSON.stringify({ jsonrpc: "2.0", id: null, error: { code: -32_700, message: "The line is no JSON-RPC message." } })}\n`);
      return;
    }
    if ("method" in message && "id" in message) waiting.add(message.id);
    transport.onmessage?.(message);
    // What is taken back is not answered.
    if ("method" in message && message.method === "notifications/cancelled") forget(message.params?.["requestId"]);
  }

  const transport: Transport = {
    start: async () => void read(),
    send: async (message) => {
      if (closed) return;
      write(serializeMessage(message));
      await drained?.();
      if (!("method" in message) && message.id !== undefined) waiting.delete(message.id);
      await finishIfDone();
    },
    close,
  };
  return transport;
}

function messageOf(line: string): JSONRPCMessage | undefined {
  try {
    return deserializeMessage(line);
  } catch {
    return undefined;
  }
}
