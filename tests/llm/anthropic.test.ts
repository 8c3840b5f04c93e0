import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EchoError } from "../../src/core/errors.ts";
import { anthropicModel } from "../../src/llm/anthropic.ts";
import { textOf, type ModelRequest } from "../../src/llm/model.ts";

const KEY = "gateway-secret-0123456789";
const REQUEST: ModelRequest = {
  model: "claude-haiku-5-5",
  system: [{ text: "You are precise.", cache: true }, { text: "Today." }],
  messages: [{ role: "user", content: [{ type: "text", text: "why is Acme churning" }] }],
  tools: [
    {
      name: "facts",
      description: "Measures.",
      inputSchema: { type: "object", properties: { metrics: { type: "array", items: { type: "string" } } } },
    },
  ],
  maxTokens: 1000,
};

describe("over HTTP", () => {
  let mock: LLMock;
  const talk: string[] = [];
  const log = { info: (line: string) => void talk.push(line), warn: (line: string) => void talk.push(line) };

  beforeEach(async () => {
    talk.length = 0;
    mock = new LLMock({ port: 0, chunkSize: 5 });
    await mock.start();
  });
  afterEach(() => mock.stop());

  const client = (more: object = {}) => anthropicModel({ apiKey: KEY, baseUrl: mock.url, log, maxRetries: 0, ...more });

  it("asks without streaming and reads text, stop reason, usage", async () => {
    mock.onMessage("Acme", { content: "Because of the export.", usage: { input_tokens: 11, output_tokens: 5 } });
    const reply = await client().complete(REQUEST);
    expect(textOf(reply)).toBe("Because of the export.");
    expect(reply.stopReason).toBe("end_turn");
    expect(reply.usage).toMatchObject({ input: 11, output: 5 });
    const sent = mock.getLastRequest();
    expect(sent?.path).toBe("/v1/messages");
    expect(JSON.stringify(sent?.headers)).not.toContain(KEY);
  });

  it("reads a tool call, gives its result back, and keeps the conversation", async () => {
    mock.onMessage("Acme", { toolCalls: [{ name: "facts", arguments: '{"metrics":["logins"]}', id: "toolu_1" }] });
    const reply = await client().complete(REQUEST);
    expect(reply.stopReason).toBe("tool_use");
    expect(reply.content).toEqual([{ type: "tool_use", id: "toolu_1", name: "facts", input: { metrics: ["logins"] } }]);
    mock.clearFixtures();
    mock.on({ toolCallId: "toolu_1", toolResultContains: "F1" }, { content: "done" });
    const next = await client().complete({
      ...REQUEST,
      messages: [
        ...REQUEST.messages,
        { role: "assistant", content: reply.content },
        { role: "user", content: [{ type: "tool_result", toolUseId: "toolu_1", content: "F1 = 3", isError: false }] },
      ],
    });
    expect(textOf(next)).toBe("done");
  });

  it("streams text and tool calls to the same reply", async () => {
    mock.onMessage("Acme", { content: "Logins fell.", toolCalls: [{ name: "facts", arguments: '{"metrics":["a","b"]}', id: "toolu_2" }] });
    const pieces: string[] = [];
    const reply = await client().complete(REQUEST, { onText: (piece) => void pieces.push(piece) });
    expect(pieces.join("")).toBe("Logins fell.");
    expect(pieces.length).toBeGreaterThan(1);
    expect(reply.content).toEqual([
      { type: "text", text: "Logins fell." },
      { type: "tool_use", id: "toolu_2", name: "facts", input: { metrics: ["a", "b"] } },
    ]);
  });

  it.each([
    [401, "key-refused", /ANTHROPIC_API_KEY was refused by 127\.0\.0\.1/u],
    [403, "key-refused", /ANTHROPIC_API_KEY/u],
    [404, "model-not-found", /claude-haiku-5-5/u],
    [429, "rate-limited", /429/u],
    [529, "overloaded", /529/u],
    [500, "model-server-error", /500/u],
    [400, "request-refused", /400/u],
  ])("%i becomes %s, exit code 5, without the key", async (status, code, message) => {
    mock.nextRequestError(status, { message: `no: ${KEY}`, type: "error" });
    const error = await client()
      .complete(REQUEST)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EchoError);
    if (!(error instanceof EchoError)) return;
    expect([error.code, error.exitCode]).toEqual([code, 5]);
    expect(error.message).toMatch(message);
    expect(error.detail.fix).toBeDefined();
    expect(JSON.stringify([error.detail, talk])).not.toContain(KEY);
  });

  it("retries an overloaded host", async () => {
    mock.onMessage("Acme", { content: "fine" });
    mock.nextRequestError(529);
    expect(textOf(await client({ maxRetries: 1 }).complete(REQUEST))).toBe("fine");
  });

  it.each([
    ["a reply that is no JSON", { malformedRate: 1 }],
    ["a connection that is cut", { disconnectRate: 1 }],
  ])("reports %s as a model failure", async (_, chaos) => {
    mock.onMessage("Acme", { content: "fine and long enough to be cut somewhere" });
    mock.setChaos(chaos);
    for (const options of [{}, { onText: () => {} }]) {
      const error = await client()
        .complete(REQUEST, options)
        .catch((caught: unknown) => caught);
      expect(error).toMatchObject({ exitCode: 5 });
    }
  });

  it("passes an abort on as it is", async () => {
    mock.onMessage("Acme", { content: "late" });
    mock.setChaos({ latencyMs: 5000 });
    const stop = new AbortController();
    const pending = client().complete(REQUEST, { signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(pending).rejects.toThrow("enough");
  });

  it("reports a time-out", async () => {
    mock.onMessage("Acme", { content: "late" });
    mock.setChaos({ latencyMs: 3000 });
    await expect(client({ timeoutMs: 100 }).complete(REQUEST)).rejects.toMatchObject({ code: "model-timeout" });
  });
});

describe("what is sent", () => {
  it("marks the cached prefix, carries the schema, and a token instead of a key", async () => {
    let body = "";
    let authorization: string | undefined;
    const server: Server = createServer((request, response) => {
      authorization = request.headers.authorization;
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(
          JSON.stringify({
            id: "m",
            type: "message",
            role: "assistant",
            model: "m",
            content: [
              { type: "thinking", thinking: "hm", signature: "s" },
              { type: "text", text: "{}" },
            ],
            stop_reason: "end_turn",
            usage: { input_tokens: 1, output_tokens: 2, cache_read_input_tokens: 3 },
          }),
        );
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const { port } = server.address() as AddressInfo;
      const model = anthropicModel({ authToken: "token-1", baseUrl: `http://127.0.0.1:${port}`, log: { info: () => {}, warn: () => {} } });
      const reply = await model.complete({ ...REQUEST, outputSchema: { type: "object" } });
      expect(JSON.parse(body)).toMatchObject({
        system: [
          { type: "text", text: "You are precise.", cache_control: { type: "ephemeral" } },
          { type: "text", text: "Today." },
        ],
        output_config: { format: { type: "json_schema", schema: { type: "object" } } },
        stream: false,
      });
      expect(authorization).toBe("Bearer token-1");
      expect(reply.usage).toEqual({ input: 1, output: 2, cacheRead: 3, cacheWrite: 0 });
      body = "";
      await model.complete({
        ...REQUEST,
        messages: [
          ...REQUEST.messages,
          { role: "assistant", content: reply.content },
          { role: "user", content: [{ type: "text", text: "go on" }] },
        ],
      });
      expect(body).toContain('{"type":"thinking","thinking":"hm","signature":"s"}');
    } finally {
      server.close();
    }
  });
});

describe("before any call", () => {
  const log = { info: () => {}, warn: () => {} };

  it("names a host that cannot be reached", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const error = await anthropicModel({ apiKey: KEY, baseUrl: `http://127.0.0.1:${port}`, log, maxRetries: 0 })
      .complete(REQUEST)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "model-unreachable", exitCode: 5, message: `127.0.0.1:${port} cannot be reached (ECONNREFUSED).` });
  });

  it("wants a key and a real address", () => {
    expect(() => anthropicModel({ log })).toThrow(/no key/u);
    expect(() => anthropicModel({ apiKey: KEY, baseUrl: "nowhere", log })).toThrow(/ANTHROPIC_BASE_URL/u);
  });
});
