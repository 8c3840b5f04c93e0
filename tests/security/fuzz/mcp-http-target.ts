import { connect } from "node:net";
import { randomIds } from "../../../src/core/ids.ts";
import { type HttpServing, serveHttp } from "../../../src/mcp/server/serve-http.ts";
import { closeServedBook, GREETING, JSON_WORDS, REQUESTS, servedBook } from "./mcp-server-target.ts";
import { mutateText } from "./mutate-text.ts";
import { pick, type Random, randomFrom } from "./random.ts";
import type { FuzzTarget } from "./target.ts";

const TOKEN = "t-0123456789abcdef";
const HEADS = [
  "POST /mcp HTTP/1.1",
  "GET /mcp HTTP/1.1",
  "DELETE /mcp HTTP/1.1",
  "OPTIONS /mcp HTTP/1.1",
  "POST /../mcp HTTP/1.1",
  "POST http://evil.example/mcp HTTP/1.1",
  "PUT /mcp HTTP/1.0",
  "Host: evil.example",
  "Host: 127.0.0.1:1@evil.example",
  "Origin: https://evil.example",
  "Origin: null",
  "Origin: http://localhost",
  `Authorization: Bearer ${TOKEN}`,
  "Authorization: Basic eA==",
  "Authorization:",
  "Content-Type: text/plain",
  "Content-Type: application/json; charset=utf-7",
  "Content-Length: 5",
  "Content-Length: -1",
  "Content-Length: 99999999999",
  "Transfer-Encoding: chunked",
  "Mcp-Session-Id: x",
  "Mcp-Session-Id: ../../x",
  "Accept: */*",
  "Expect: 100-continue",
  "Connection: Upgrade",
  "Upgrade: websocket",
  `X: ${"a".repeat(20_000)}`,
  "\u0000: x",
  "Last-Event-ID: 1",
];

let served: Promise<HttpServing> | undefined;

async function serving(): Promise<HttpServing> {
  served ??= servedBook().then((context) => serveHttp(context, { host: "127.0.0.1", port: 0, token: TOKEN, hosts: [], ids: randomIds }));
  return served;
}

/** The MCP server over HTTP, byte by byte: broken requests, wrong names and origins, no token. */
export const mcpHttpTarget: FuzzTarget = {
  name: "mcp-http",
  about: "raw HTTP requests; about 1 500 cases a minute",
  make: (seed) => ({ name: "request.http", bytes: Buffer.from(requestOf(randomFrom(seed))) }),
  check: async ({ bytes }) => {
    const { url } = await serving();
    const text = bytes.toString("utf8").replaceAll("PORT", new URL(url).port);
    const answer = await send(Number(new URL(url).port), Buffer.from(text));
    const status = Number(/^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1] ?? 0);
    if (status >= 500) return `answers ${answer.slice(0, 200)}`;
    if (status >= 200 && status < 300 && !text.includes(TOKEN)) return `lets in a request without the token: ${answer.slice(0, 200)}`;
    if (status >= 200 && status < 300 && /^(?:host|origin):[^\n]*evil/imu.test(text) && !/^host: 127\.0\.0\.1:\d+\r?$/imu.test(text))
      return "lets in a request by a strange name";
    const after = await send(
      Number(new URL(url).port),
      Buffer.from(whole("POST /mcp HTTP/1.1", JSON.stringify(GREETING[0])).replaceAll("PORT", new URL(url).port)),
    );
    return after.startsWith("HTTP/1.1 200") ? null : `no longer answers: ${after.slice(0, 100)}`;
  },
  close: async () => {
    const made = await served;
    served = undefined;
    await made?.close();
    await closeServedBook();
  },
};

function whole(first: string, body: string): string {
  const head = [
    first,
    "Host: 127.0.0.1:PORT",
    `Authorization: Bearer ${TOKEN}`,
    "Content-Type: application/json",
    "Accept: application/json, text/event-stream",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

function requestOf(random: Random): string {
  const message = random() < 0.5 ? GREETING[0] : { jsonrpc: "2.0", id: 2, ...pick(REQUESTS, random) };
  const body = random() < 0.5 ? mutateText(JSON.stringify(message), random, JSON_WORDS) : JSON.stringify(message);
  const request = whole(pick(["POST /mcp HTTP/1.1", "POST /mcp HTTP/1.1", "GET /mcp HTTP/1.1"], random), body);
  if (random() < 0.4) return request;
  const [head = "", ...rest] = request.split("\r\n\r\n");
  return [
    mutateText(
      head,
      random,
      HEADS.map((line) => `${line}\r`),
    ),
    ...rest,
  ].join("\r\n\r\n");
}

/** What comes back on a connection of its own; what stays open (a stream of events) is read for a moment. */
async function send(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1");
    const finish = (): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve(text);
    };
    const limit = setTimeout(finish, 1500);
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.startsWith("HTTP/1.1 200") && text.includes("event-stream") && text.includes("\n\n")) setTimeout(finish, 30);
    });
    socket.on("error", finish);
    socket.on("close", finish);
    socket.end(bytes);
  });
}
