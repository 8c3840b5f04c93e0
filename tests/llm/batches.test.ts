import { afterEach, describe, expect, it } from "vitest";
import { batchedModel, type BatchSent } from "../../src/llm/anthropic-batches.ts";
import { textOf, type ModelRequest } from "../../src/llm/model.ts";
import { retryingModel } from "../../src/llm/retrying-model.ts";
import { memoryJournal } from "../../src/run/model/journal.ts";
import { startModelServer, type ModelServer, type ServedRequest } from "../../src/testing/model-server.ts";

const log = { info: () => {}, warn: () => {} };
const ask = (text: string): ModelRequest => ({
  model: "claude-haiku-5-5",
  system: [],
  messages: [{ role: "user", content: [{ type: "text", text }] }],
  tools: [],
  maxTokens: 100,
});

interface Item {
  readonly custom_id: string;
  readonly params: { readonly messages: readonly { readonly content: readonly { readonly text: string }[] }[] };
}

/** A server of batches that ends each after `looks` looks and answers each call by its text, last sent first. */
class Batches {
  readonly batches: Item[][] = [];
  looks = 1;
  #left = new Map<number, number>();
  url = "";

  readonly answer = ({ method, path, text }: ServedRequest): { status?: number; json?: unknown; text?: string } | undefined => {
    const [, index, tail] = /^\/v1\/messages\/batches(?:\/b(\d+))?(\/results)?(?:\?.*)?$/.exec(path) ?? [];
    if (method === "POST" && path.startsWith("/v1/messages/batches")) {
      this.batches.push((JSON.parse(text) as { requests: Item[] }).requests);
      return { json: this.#batch(this.batches.length - 1) };
    }
    if (index === undefined) return undefined;
    const number = Number(index);
    if (tail !== undefined)
      return {
        text: [...(this.batches[number] ?? [])]
          .reverse()
          .map((item) => `${JSON.stringify(this.#result(item))}\n`)
          .join(""),
      };
    this.#left.set(number, (this.#left.get(number) ?? this.looks) - 1);
    return { json: this.#batch(number) };
  };

  #batch(index: number): object {
    const ended = (this.#left.get(index) ?? this.looks) <= 0;
    const processing = ended ? 0 : (this.batches[index]?.length ?? 0);
    return {
      id: `b${index}`,
      type: "message_batch",
      processing_status: ended ? "ended" : "in_progress",
      request_counts: { processing, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
      results_url: ended ? `${this.url}/v1/messages/batches/b${index}/results` : null,
    };
  }

  #result({ custom_id, params }: Item): object {
    const asked = params.messages[0]?.content[0]?.text ?? "";
    const once = this.batches.flat().filter((item) => item.custom_id === custom_id).length === 1;
    if (asked === "refuse")
      return { custom_id, result: { type: "errored", error: { type: "error", error: { type: "invalid_request_error", message: "no" } } } };
    if (asked === "fail once" && once)
      return { custom_id, result: { type: "errored", error: { type: "error", error: { type: "api_error", message: "oops" } } } };
    if (asked === "expire" && once) return { custom_id, result: { type: "expired" } };
    const message = {
      id: "m",
      model: "claude-haiku-5-5",
      role: "assistant",
      type: "message",
      content: [{ type: "text", text: `re: ${asked}` }],
      stop_reason: "end_turn",
      usage: { input_tokens: 5, output_tokens: 5 },
    };
    return { custom_id, result: { type: "succeeded", message } };
  }
}

describe("by way of batches", () => {
  let server: ModelServer | undefined;
  afterEach(() => server?.close());

  async function open(looks = 1) {
    const service = new Batches();
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
    expect(service.batches.map((items) => items.map(({ params }) => params.messages[0]?.content[0]?.text))).toEqual([["a"], ["b"]]);
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
