import { request } from "node:http";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomIds } from "../../../src/core/ids.ts";
import { hostNames, isLoopback, refusalOf } from "../../../src/mcp/server/guard-request.ts";
import { type HttpServing, serveHttp } from "../../../src/mcp/server/serve-http.ts";
import { demoFolder } from "../../../src/testing/demo-book.ts";
import { removeFolder } from "../../../src/testing/temp-workspace.ts";
import { call, contextOf } from "./connect.ts";

const TOKEN = "t-0123456789";
const INITIALIZE = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
});

let cwd = "";
let serving: HttpServing;
beforeAll(async () => {
  cwd = await demoFolder();
  serving = await serveHttp(await contextOf({ cwd }), {
    host: "127.0.0.1",
    port: 0,
    token: TOKEN,
    hosts: ["echo.example"],
    ids: randomIds,
  });
});
afterAll(async () => {
  await serving.close();
  removeFolder(cwd);
});

async function connected(): Promise<{ client: Client; transport: StreamableHTTPClientTransport }> {
  const transport = new StreamableHTTPClientTransport(new URL(serving.url), {
    requestInit: { headers: { authorization: `Bearer ${TOKEN}` } },
  });
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  return { client, transport };
}

const GOOD = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json", accept: "application/json, text/event-stream" };

/** A request with whatever headers, Host and Origin among them. */
function send(headers: Record<string, string>, body = INITIALIZE, method = "POST", path = "/mcp"): Promise<number> {
  const { port } = new URL(serving.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(method === "GET" ? undefined : body);
  });
}

describe("over HTTP", () => {
  it("serves several clients at once, each with a session of its own, until they end it", async () => {
    const [one, two] = [await connected(), await connected()];
    expect(one.transport.sessionId).not.toBe(two.transport.sessionId);
    const answers = await Promise.all([one, two].map(({ client }) => call(client, "sql", { sql: "select count(*) as n from accounts" })));
    expect(answers.map(({ data }) => data["rows"])).toEqual([[[42]], [[42]]]);
    const session = one.transport.sessionId ?? "";
    await one.transport.terminateSession();
    await one.client.close();
    expect(await send({ ...GOOD, "mcp-session-id": session })).toBe(404);
    expect((await call(two.client, "accounts", { search: "acme" })).data).toMatchObject({ total: 1 });
    await two.client.close();
  });

  it("refuses whoever has no token, comes by a strange name or from a web page", async () => {
    expect(await send(GOOD)).toBe(200);
    const { authorization: _, ...bare } = GOOD;
    expect(await send(bare)).toBe(401);
    expect(await send({ ...GOOD, authorization: "Bearer wrong" })).toBe(401);
    expect(await send({ ...GOOD, authorization: TOKEN })).toBe(401);
    expect(await send({ ...GOOD, host: "evil.example" })).toBe(403);
    expect(await send({ ...GOOD, host: "echo.example" })).toBe(200);
    expect(await send({ ...GOOD, origin: "https://evil.example" })).toBe(403);
    expect(await send({ ...GOOD, origin: "null" })).toBe(403);
    expect(await send({ ...GOOD, origin: "http://localhost" })).toBe(200);
  });

  it("refuses other paths, unknown sessions, what is no start of one, and bodies beyond a megabyte", async () => {
    expect(await send(GOOD, INITIALIZE, "POST", "/")).toBe(404);
    expect(await send({ ...GOOD, "mcp-session-id": "nobody" })).toBe(404);
    expect(await send(GOOD, "", "GET")).toBe(400);
    expect(await send(GOOD, JSON.stringify({ jsonrpc: "2.0", id: 2, method: "tools/list" }))).toBe(400);
    expect(await send(GOOD, "{broken")).toBe(400);
    expect(await send(GOOD, INITIALIZE.padEnd(1024 * 1024 + 1))).toBe(413);
  });

  it("gives up the session that was used longest ago when there are too many", async () => {
    const first = await connected();
    for (let count = 0; count < 64; count += 1) await send(GOOD);
    expect(await send({ ...GOOD, "mcp-session-id": first.transport.sessionId ?? "" })).toBe(404);
    await first.client.close().catch(() => undefined);
  });

  it("says which port is taken", async () => {
    const port = Number(new URL(serving.url).port);
    await expect(
      serveHttp(await contextOf({ cwd }), { host: "127.0.0.1", port, token: TOKEN, hosts: [], ids: randomIds }),
    ).rejects.toMatchObject({ code: "cannot-listen" });
  });
});

describe("the guard", () => {
  it("knows the names of loopback, and of nothing else", () => {
    expect(["127.0.0.1", "localhost", "::1", "127.8.8.8"].every(isLoopback)).toBe(true);
    expect(["0.0.0.0", "192.168.1.2", "127.0.0.1.evil.example", "localhost.evil.example"].some(isLoopback)).toBe(false);
    expect([...hostNames("10.0.0.5", 80, [])]).toEqual(["10.0.0.5", "10.0.0.5:80"]);
    const guard = { token: TOKEN, hosts: hostNames("127.0.0.1", 8000, []) };
    const authorization = `Bearer ${TOKEN}`;
    expect(refusalOf({ headers: { authorization } }, guard)?.status).toBe(403);
    expect(refusalOf({ headers: { host: "127.0.0.1:9000", authorization } }, guard)?.status).toBe(403);
    expect(refusalOf({ headers: { host: "LOCALHOST:8000", authorization } }, guard)).toBeUndefined();
  });
});
