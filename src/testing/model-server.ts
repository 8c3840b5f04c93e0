import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** A reply in short: a text, blocks, or a fault of the server or the line. */
export type Served =
  | string
  | {
      readonly content: readonly object[];
      readonly stop_reason?: string;
      readonly usage?: Readonly<Record<string, number>>;
      readonly model?: string;
    }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly error?: string; readonly body?: string }
  /** The connection is reset, never answered, or cut in the middle of the body. */
  | { readonly line: "reset" | "hang" | "cut" };

export interface SentBody {
  readonly model: string;
  readonly max_tokens: number;
  readonly stream?: boolean;
  readonly system?: readonly { readonly text: string; readonly cache_control?: object }[];
  readonly tools?: readonly { readonly name: string }[];
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly [more: string]: unknown;
}

export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface ModelServer {
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly ServedRequest[];
  close(): Promise<void>;
}

export interface ModelServerOptions {
  /** The answer to a call of /v1/messages; `index` counts calls from 0. */
  readonly reply: (body: SentBody, index: number) => Served | Promise<Served>;
  /** Answers other paths; undefined falls to 404. */
  readonly other?:
    | ((request: ServedRequest) => { readonly status?: number; readonly json?: unknown; readonly text?: string } | undefined)
    | undefined;
  readonly latencyMs?: number;
}

/** A server of the Messages API on loopback, whose replies the test writes. Streams where it is asked to. */
export async function startModelServer({ reply, other, latencyMs = 0 }: ModelServerOptions): Promise<ModelServer> {
  const requests: ServedRequest[] = [];
  let calls = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const path = (request.url ?? "").replace(/\?.*$/, "");
    const served = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      text: Buffer.concat(chunks).toString(),
    };
    requests.push(served);
    if (path !== "/v1/messages") {
      const found = other?.(served);
      response.writeHead(found === undefined ? 404 : (found.status ?? 200), { "content-type": "application/json" });
      response.end(found === undefined ? errorText(404, "not found") : (found.text ?? JSON.stringify(found.json)));
      return;
    }
    const body = JSON.parse(served.text) as SentBody;
    const index = calls++;
    if (latencyMs > 0) await wait(latencyMs);
    await send(response, body, await reply(body, index), index);
  };
  const server = createServer(
    (request, response) => void answer(request, response).catch((error: unknown) => response.destroy(error as Error)),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, close: () => closed(server) };
}

async function send(response: ServerResponse, body: SentBody, served: Served, index: number): Promise<void> {
  if (typeof served === "object" && "line" in served) {
    if (served.line === "hang") return;
    if (served.line === "reset") return void response.socket?.resetAndDestroy();
    response.writeHead(200, { "content-type": body.stream === true ? "text/event-stream" : "application/json", "content-length": "5000" });
    response.write(body.stream === true ? eventText("message_start", { message: message(body, "", index) }) : '{"id":"msg_cut","con');
    await wait(5);
    return void response.destroy();
  }
  if (typeof served === "object" && "status" in served) {
    response.writeHead(served.status, { "content-type": "application/json", ...served.headers });
    response.end(served.body ?? errorText(served.status, served.error ?? "no"));
    return;
  }
  const whole = message(body, served, index);
  response.writeHead(200, {
    "content-type": body.stream === true ? "text/event-stream" : "application/json",
    "request-id": `req_${index}`,
  });
  response.end(body.stream === true ? streamText(whole) : JSON.stringify(whole));
}

interface Message {
  readonly id: string;
  readonly type: "message";
  readonly role: "assistant";
  readonly model: string;
  readonly content: readonly object[];
  readonly stop_reason: string;
  readonly stop_sequence: null;
  readonly usage: Readonly<Record<string, number>>;
}

function message(body: SentBody, served: Exclude<Served, { status: number } | { line: string }>, index: number): Message {
  const given = typeof served === "string" ? { content: [{ type: "text", text: served }] } : served;
  const calls = given.content.some((block) => "type" in block && block.type === "tool_use");
  return {
    id: `msg_${index}`,
    type: "message",
    role: "assistant",
    model: ("model" in given ? given.model : undefined) ?? body.model,
    content: given.content,
    stop_reason: ("stop_reason" in given ? given.stop_reason : undefined) ?? (calls ? "tool_use" : "end_turn"),
    stop_sequence: null,
    usage: ("usage" in given ? given.usage : undefined) ?? { input_tokens: 1000, output_tokens: 100 },
  };
}

function streamText(whole: Message): string {
  const events = [eventText("message_start", { message: { ...whole, content: [], stop_reason: null } })];
  whole.content.forEach((block, index) => {
    const { text, input, ...rest } = block as { text?: string; input?: unknown };
    const empty = text === undefined ? (input === undefined ? rest : { ...rest, input: {} }) : { ...rest, text: "" };
    events.push(eventText("content_block_start", { index, content_block: empty }));
    for (const piece of (text ?? "").match(/[\s\S]{1,9}/gu) ?? [])
      events.push(eventText("content_block_delta", { index, delta: { type: "text_delta", text: piece } }));
    if (input !== undefined)
      events.push(
        eventText("content_block_delta", {
          index,
          delta: { type: "input_json_delta", partial_json: typeof input === "string" ? input : JSON.stringify(input) },
        }),
      );
    events.push(eventText("content_block_stop", { index }));
  });
  events.push(eventText("message_delta", { delta: { stop_reason: whole.stop_reason, stop_sequence: null }, usage: whole.usage }));
  events.push(eventText("message_stop", {}));
  return events.join("");
}

function eventText(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

function errorText(status: number, text: string): string {
  return JSON.stringify({ type: "error", error: { type: status === 404 ? "not_found_error" : "api_error", message: text } });
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

/** A tool call as a block of a reply. */
export function toolCall(name: string, input: unknown, id = `toolu_${name}`): object {
  return { type: "tool_use", id, name, input };
}
