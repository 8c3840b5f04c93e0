import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anthropicModel } from "../../src/llm/anthropic.ts";
import { cassette } from "../../src/llm/cassette.ts";
import { firstDifference } from "../../src/llm/first-difference.ts";
import { masker } from "../../src/llm/masker.ts";
import { textOf, type ModelClient, type ModelRequest } from "../../src/llm/model.ts";
import { startModelServer, type ModelServer } from "../../src/testing/model-server.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";

const KEY = "secret-key-0123456789";
const log = { info: () => {}, warn: () => {} };
const ask = (text: string): ModelRequest => ({
  model: "claude-haiku-5-5",
  system: [{ text: "You are precise." }],
  messages: [{ role: "user", content: [{ type: "text", text }] }],
  tools: [],
  maxTokens: 1000,
});

describe("cassettes", () => {
  let server: ModelServer;
  let dir: string;
  beforeEach(async () => {
    dir = join(tempFolder(), "cassette");
    server = await startModelServer({
      reply: (body, index) =>
        index === 1 ? { status: 529, headers: { "retry-after": "1" } } : `Reply ${index} to ${JSON.stringify(body.messages)} ${KEY}`,
    });
  });
  afterEach(async () => {
    await server.close();
    removeFolder(join(dir, ".."));
  });

  const open = (mode: "record" | "replay", url = server.url): { model: ModelClient; finish: () => Promise<void> } => {
    const tape = cassette({ mode, dir, masker: masker(["Marisol Vega"]), secret: KEY });
    return { model: anthropicModel({ apiKey: KEY, baseUrl: url, log, maxRetries: 0, fetch: tape.fetch }), finish: tape.finish };
  };
  const written = (): string =>
    readdirSync(dir)
      .map((name) => readFileSync(join(dir, name), "utf8"))
      .join("\n");

  it("play back what was recorded, failures and repetitions included, in any order and without a network", async () => {
    const { model: live } = open("record");
    const first = textOf(await live.complete(ask("Marisol Vega asks why")));
    await expect(live.complete(ask("again"))).rejects.toMatchObject({ code: "overloaded" });
    const second = textOf(await live.complete(ask("again")));
    await server.close();
    const { model, finish } = open("replay", "http://127.0.0.1:9");
    await expect(model.complete(ask("again"))).rejects.toMatchObject({ code: "overloaded", retryAfterMs: 1000 });
    expect(textOf(await model.complete(ask("again")))).toBe(second.replace(KEY, "[secret]"));
    expect(textOf(await model.complete(ask("Marisol Vega asks why")))).toBe(first.replace(KEY, "[secret]"));
    await finish();
  });

  it("hold neither the key nor a person", async () => {
    await open("record").model.complete(ask("Marisol Vega, marisol@acme.example, +49 30 1234567, 4111 1111 1111 1111 asks"));
    expect(written()).toContain("[person-");
    expect(written()).not.toMatch(/Marisol|acme\.example|1234567|4111 1111|secret-key/u);
  });

  it("refuse a call that was not recorded and say where it differs", async () => {
    await open("record").model.complete(ask("why is Acme churning?"));
    const error: unknown = await open("replay")
      .model.complete(ask("why is Acme leaving?"))
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "cassette-drift", exitCode: 5 });
    expect(String(error)).toMatch(/messages\[0\]\.content\[0\]\.text: "[^"]*churning\?" was recorded, it is "[^"]*leaving\?"/u);
  });

  it("refuse a call that is made once too often, and calls that are not made at all", async () => {
    const { model } = open("record");
    await model.complete(ask("a"));
    const again = open("replay");
    await expect(again.finish()).rejects.toMatchObject({
      code: "cassette-drift",
      message: expect.stringContaining("1 recorded calls were not made"),
    });
    await again.model.complete(ask("a"));
    await expect(again.model.complete(ask("a"))).rejects.toMatchObject({ message: expect.stringContaining("fewer times") });
  });

  it("refuse an empty folder and a broken file", async () => {
    await expect(open("replay").model.complete(ask("a"))).rejects.toMatchObject({
      message: expect.stringContaining("Nothing is recorded"),
    });
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, "0123456789abcdef-1.json"), "{}");
    await expect(open("replay").model.complete(ask("a"))).rejects.toMatchObject({ code: "cassette-invalid" });
  });
});

describe("firstDifference", () => {
  it.each([
    [{ a: [1, 2] }, { a: [1, 2] }, undefined],
    [{ a: [1, 2] }, { a: [1, 3] }, "a[1]: 2 was recorded, it is 3"],
    [{ a: 1 }, { a: 1, b: "x" }, 'b: nothing was recorded, it is "x"'],
    [[1], 1, "the whole: [1] was recorded, it is 1"],
  ])("of %j and %j", (a, b, found) => expect(firstDifference(a, b)).toBe(found));
});
