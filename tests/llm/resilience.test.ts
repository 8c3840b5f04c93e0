import { afterEach, describe, expect, it } from "vitest";
import { anthropicModel } from "../../src/llm/anthropic.ts";
import { textOf, type CompleteOptions, type ModelReply, type ModelRequest } from "../../src/llm/model.ts";
import { retryingModel } from "../../src/llm/retrying-model.ts";
import { structuredModel } from "../../src/llm/structured-model.ts";
import { startModelServer, toolCall, type ModelServer, type Served } from "../../src/testing/model-server.ts";

const REQUEST: ModelRequest = {
  model: "claude-haiku-5-5",
  system: [{ text: "You are precise.", cache: true }],
  messages: [{ role: "user", content: [{ type: "text", text: "why?" }] }],
  tools: [],
  maxTokens: 1000,
};

describe("trouble with the server", () => {
  let server: ModelServer | undefined;
  const waits: number[] = [];
  const said: string[] = [];
  afterEach(async () => {
    await server?.close();
    waits.length = 0;
    said.length = 0;
  });

  async function ask(answers: readonly Served[], options: CompleteOptions = {}, retries = 3): Promise<ModelReply> {
    const left = [...answers];
    server = await startModelServer({ reply: () => left.shift() ?? "one call too many" });
    const log = { info: () => {}, warn: (line: string) => void said.push(line) };
    const direct = anthropicModel({ apiKey: "key-1234567890", baseUrl: server.url, log, maxRetries: 0, timeoutMs: 400 });
    const wait = async (ms: number): Promise<void> => void waits.push(ms);
    return retryingModel(direct, { log, retries, chance: () => 0.5, wait }).complete(REQUEST, options);
  }

  const passing: readonly (readonly [string, Served])[] = [
    ["429", { status: 429 }],
    ["500", { status: 500 }],
    ["529", { status: 529 }],
    ["a time-out", { line: "hang" }],
    ["a reset", { line: "reset" }],
    ["a body that is cut", { line: "cut" }],
    ["JSON that is none", { status: 200, body: '{"id": "msg_1", "content": [' }],
    ["JSON of another shape", { status: 200, body: '{"hello": "world"}' }],
    ["a page of HTML", { status: 200, headers: { "content-type": "text/html" }, body: "<html>proxy</html>" }],
    ["no content", { content: [] }],
    ["an empty text", { content: [{ type: "text", text: " " }] }],
  ];
  for (const mode of ["whole", "streamed"] as const) {
    const options = (): CompleteOptions => (mode === "whole" ? {} : { onText: () => {} });

    it.each(passing)(`${mode}: gets past %s`, async (_, fault) => {
      expect(textOf(await ask([fault, "fine"], options()))).toBe("fine");
      expect(waits).toEqual([375]);
      expect(said[0]).toMatch(/Trying again in 0\.4 s \(1 of 3\)/u);
    });

    it.each(passing)(`${mode}: reports %s that does not pass, once and in words`, async (_, fault) => {
      await expect(ask([fault, fault, fault], options(), 2)).rejects.toMatchObject({ blame: "model", exitCode: 5 });
      expect([waits, server?.requests.length]).toEqual([[375, 750], 3]);
    });

    it.each([400, 401, 403, 404, 413])(`${mode}: does not repeat a call that is refused with %i`, async (status) => {
      await expect(ask([{ status }, "fine"], options())).rejects.toMatchObject({ exitCode: 5 });
      expect(server?.requests).toHaveLength(1);
    });
  }

  it("waits as long as the server asks, by seconds, milliseconds or a date", async () => {
    const date = "Sun, 22 Nov 2026 09:00:00 GMT";
    const limits = [{ "retry-after": "7" }, { "retry-after-ms": "1200" }, { "retry-after": "Sun, 22 Nov 2026 09:00:30 GMT", date }].map(
      (headers): Served => ({ status: 429, headers }),
    );
    await ask([...limits, "fine"]);
    expect(waits).toEqual([7250, 1450, 30_250]);
  });

  it("does not make a person wait for minutes", async () => {
    await expect(ask([{ status: 429, headers: { "retry-after": "600" } }, "fine"])).rejects.toMatchObject({ code: "rate-limited" });
    expect(waits).toEqual([]);
  });

  it("shows no sentence twice where a stream is cut after its first words", async () => {
    const pieces: string[] = [];
    let calls = 0;
    const half: ModelReply = {
      content: [{ type: "text", text: "Logins fell." }],
      stopReason: "end_turn",
      usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 },
      model: "m",
    };
    const { TransientError } = await import("../../src/llm/transient-error.ts");
    const flaky = {
      complete: async (_: ModelRequest, { onText }: CompleteOptions = {}): Promise<ModelReply> => {
        onText?.("Logins ");
        if (calls++ === 0) throw new TransientError({ code: "malformed-reply", message: "cut" });
        onText?.("fell.");
        return half;
      },
    };
    const model = retryingModel(flaky, { log: { info: () => {}, warn: () => {} }, wait: async () => {} });
    await model.complete(REQUEST, { onText: (piece) => void pieces.push(piece) });
    expect(pieces).toEqual(["Logins "]);
  });

  it("stops waiting when it is aborted", async () => {
    const stop = new AbortController();
    server = await startModelServer({ reply: () => ({ status: 529, headers: { "retry-after": "50" } }) });
    const log = { info: () => {}, warn: () => setTimeout(() => stop.abort(new Error("enough")), 10) };
    const model = retryingModel(anthropicModel({ apiKey: "key-1234567890", baseUrl: server.url, log, maxRetries: 0 }), { log });
    await expect(model.complete(REQUEST, { signal: stop.signal })).rejects.toThrow("enough");
  });

  it("passes on a refusal, a full context, an answer that is cut and a pause as they are", async () => {
    for (const stop_reason of ["refusal", "model_context_window_exceeded", "max_tokens", "pause_turn"]) {
      expect((await ask([{ content: [], stop_reason }])).stopReason).toBe(stop_reason);
      await server?.close();
    }
  });

  it("hands a tool call with broken JSON on, for the tool to refuse", async () => {
    const reply = await ask([{ content: [toolCall("facts", '{"metrics": ["a"')] }], { onText: () => {} });
    expect(reply.content).toEqual([{ type: "tool_use", id: "toolu_facts", name: "facts", input: '{"metrics": ["a"' }]);
  });
});

describe("a server without structured output", () => {
  const request: ModelRequest = {
    ...REQUEST,
    outputSchema: { type: "object", properties: { headline: { type: "string" } }, required: ["headline"] },
  };
  const log = { info: () => {}, warn: () => {} };

  it("is asked properly once, then by a tool whose call is the answer", async () => {
    const server = await startModelServer({
      reply: (body, index) => {
        if (body["output_config"] !== undefined) return { status: 400, error: "output_config: Extra inputs are not permitted" };
        return index === 1
          ? { content: [toolCall("facts", {}), toolCall("final_answer", { headline: "early" })] }
          : { content: [{ type: "text", text: "Here you are." }, toolCall("final_answer", { headline: "it is so" })] };
      },
    });
    const model = structuredModel(anthropicModel({ apiKey: "key-1234567890", baseUrl: server.url, log, maxRetries: 0 }));
    const first = await model.complete(request);
    expect([first.stopReason, first.content]).toEqual(["tool_use", [{ type: "tool_use", id: "toolu_facts", name: "facts", input: {} }]]);
    const second = await model.complete(request);
    expect([second.stopReason, textOf(second)]).toEqual(["end_turn", '{"headline":"it is so"}']);
    expect(server.requests).toHaveLength(3);
    expect(JSON.parse(server.requests[2]?.text ?? "")).toMatchObject({
      tools: [{ name: "final_answer", input_schema: { required: ["headline"] } }],
    });
    await server.close();
  });

  it("is not suspected for every refusal", async () => {
    const server = await startModelServer({ reply: () => ({ status: 400, error: "prompt is too long" }) });
    const model = structuredModel(anthropicModel({ apiKey: "key-1234567890", baseUrl: server.url, log, maxRetries: 0 }));
    await expect(model.complete(request)).rejects.toMatchObject({ code: "request-refused" });
    expect(server.requests).toHaveLength(1);
    await server.close();
  });
});
