import { afterEach, describe, expect, it } from "vitest";
import { batchedModel, type BatchSent } from "../../src/llm/anthropic-batches.ts";
import { textOf, type ModelRequest } from "../../src/llm/model.ts";
import { retryingModel } from "../../src/llm/retrying-model.ts";
import { memoryJournal } from "../../src/run/model/journal.ts";
import { batchService, type BatchOutcome } from "../../src/testing/batch-service.ts";
import { startModelServer, type ModelServer, type SentBody } from "../../src/testing/model-server.ts";

const log = { info: () => {}, warn: () => {} };
const ask = (text: string): ModelRequest => ({
  model: "claude-haiku-5-5",
  system: [],
  messages: [{ role: "user", content: [{ type: "text", text }] }],
  tools: [],
  maxTokens: 100,
});

const questionOf = ({ messages }: SentBody): string => {
  const [first] = messages as readonly { readonly content: readonly { readonly text: string }[] }[];
  return first?.content[0]?.text ?? "";
};

function outcome(params: SentBody, time: number): BatchOutcome {
  const asked = questionOf(params);
  if (asked === "refuse") return { error: "invalid_request_error" };
  if (asked === "fail once" && time === 1) return { error: "api_error" };
  return asked === "expire" && time === 1 ? "expired" : [{ type: "text", text: `re: ${asked}` }];
}

describe("by way of batches", () => {
  let server: ModelServer | undefined;
  afterEach(() => server?.close());

  async function open(looks = 1) {
    const service = batchService(outcome);
    service.looks = looks;
    server = await startModelServer({ reply: () => ({ status: 500 }), other: service.answer });
    service.url = server.url;
    const model = (sent = memoryJournal<BatchSent>()) =>
      batchedModel({ apiKey: "k-0123456789", baseUrl: service.url, log, sent, gatherMs: 20, pollMs: 5, maxRetries: 0 });
    return { service, model };
  }

  it("calls that come together go together, and each gets its own result", async () => {
    const { service, model } = await open(3);
    const client = model();
    const texts = Array.from({ length: 40 }, (_, index) => `question ${index}`);
    const replies = await Promise.all(texts.map((text) => client.complete(ask(text))));
    expect(replies.map(textOf)).toEqual(texts.map((text) => `re: ${text}`));
    expect(replies.every(({ batched }) => batched === true)).toBe(true);
    expect(service.batches.map((items) => items.length)).toEqual([40]);
  });

  it("a call that fails or expires goes out again, alone; one that is refused is reported", async () => {
    const { service, model } = await open();
    const client = retryingModel(model(), { log, wait: async () => {} });
    const settled = await Promise.allSettled(["fine", "fail once", "expire", "refuse"].map((text) => client.complete(ask(text))));
    expect(settled.map((each) => (each.status === "fulfilled" ? textOf(each.value) : (each.reason as { code: string }).code))).toEqual([
      "re: fine",
      "re: fail once",
      "re: expire",
      "request-refused",
    ]);
    expect(service.batches.map((items) => items.length)).toEqual([4, 2]);
  });

  it("goes on after a restart with the batch that was sent, and sends nothing twice", async () => {
    const { service, model } = await open(4);
    const sent = memoryJournal<BatchSent>();
    const stop = new AbortController();
    const first = model(sent).complete(ask("a"), { signal: stop.signal });
    while (sent.events.length === 0) await new Promise((done) => setTimeout(done, 5));
    stop.abort(new Error("killed"));
    await expect(first).rejects.toThrow("killed");
    const again = model(memoryJournal(sent.events));
    expect((await Promise.all([again.complete(ask("a")), again.complete(ask("b"))])).map(textOf)).toEqual(["re: a", "re: b"]);
    expect(service.batches.map((items) => items.map(({ params }) => questionOf(params)))).toEqual([["a"], ["b"]]);
  });

  it("reports a server that knows no batches", async () => {
    server = await startModelServer({ reply: () => "x" });
    const client = batchedModel({
      apiKey: "k-0123456789",
      baseUrl: server.url,
      log,
      sent: memoryJournal<BatchSent>(),
      gatherMs: 1,
      maxRetries: 0,
    });
    await expect(client.complete(ask("a"))).rejects.toMatchObject({ exitCode: 5 });
  });
});
