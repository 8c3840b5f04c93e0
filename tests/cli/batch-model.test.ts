import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWallet } from "../../src/app/wallet.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { type ModelServer, startModelServer } from "../../src/testing/model-server.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import type { ModelClient, ModelRequest } from "../../src/llm/model.ts";

const BRIEF = JSON.stringify({ headline: "The account needs a look.", findings: [], actions: [], references: [], unknowns: [] });

let cwd = "";
let server: ModelServer;
beforeEach(async () => {
  cwd = await demoFolder();
  server = await startModelServer({ reply: () => BRIEF });
  const jobs = ["Acme Corp", "Juniper Health", "Bluestem Utilities", "Marrowstone Bank"];
  writeFileSync(
    join(cwd, "jobs.ndjson"),
    jobs.map((name, index) => `${JSON.stringify({ id: `j${index + 1}`, question: `why is ${name} churning?` })}\n`).join(""),
  );
});
afterEach(async () => {
  await server.close();
  removeFolder(cwd);
});

function batch(...args: readonly string[]): Promise<Ran> {
  const env = { ANTHROPIC_API_KEY: "sk-ant-loopback", ANTHROPIC_BASE_URL: server.url };
  return runCli(["batch", "jobs.ndjson", "--demo", "--json", ...args], { cwd, env });
}

function statuses({ stdout }: Ran): string[] {
  return stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { status: string }).status);
}

describe("a batch of model runs", () => {
  it("says once where data goes, and what it cost", async () => {
    const ran = await batch();
    expect([ran.exit, statuses(ran)]).toEqual([0, ["ok", "ok", "ok", "ok"]]);
    expect(ran.stderr.match(/Sending to/g)).toHaveLength(1);
    expect(ran.stderr).toMatch(/4 of 4 jobs ok, \$\d\.\d\d\./);
    expect(server.requests).toHaveLength(4);
  });

  it("stops before the budget is passed, and --resume with more does the rest", async () => {
    // A call may cost up to about fifteen cents, and costs three tenths of one: they go one after the other, and all of them fit.
    const first = await batch("--budget", "0.25", "--concurrency", "4", "--llm", "sonnet");
    const made = server.requests.length;
    expect(first.exit).toBe(0);
    expect(made).toBe(4);
    const tight = await batch("--budget", "0.001", "--llm", "sonnet");
    expect(tight.exit).toBe(4);
    expect(statuses(tight)).toEqual(["skipped", "skipped", "skipped", "skipped"]);
    expect(tight.stdout).toMatch(
      /\$0\.00 of the budget of \$0\.0010 is spent, and the next call may cost \$0\.\d\d\d?\d?: more than is left/,
    );
    expect(server.requests).toHaveLength(made);
    const rest = await batch("--budget", "1", "--resume", "--llm", "sonnet");
    expect([rest.exit, statuses(rest).length, server.requests.length]).toEqual([0, 4, made + 4]);
  });

  it("sends jobs together by way of batches", async () => {
    const sent: number[] = [];
    const results = new Map<string, string[]>();
    await server.close();
    server = await startModelServer({
      reply: () => BRIEF,
      other: ({ method, path, text }) => {
        if (method === "POST") {
          const { requests } = JSON.parse(text) as { requests: readonly { custom_id: string }[] };
          sent.push(requests.length);
          results.set(
            `msgbatch_${sent.length}`,
            requests.map(({ custom_id }) => custom_id),
          );
          return { json: { id: `msgbatch_${sent.length}`, processing_status: "in_progress", request_counts: COUNTS } };
        }
        const id = /msgbatch_\d+/.exec(path)?.[0] ?? "";
        if (!path.endsWith("/results"))
          return {
            json: {
              id,
              processing_status: "ended",
              request_counts: COUNTS,
              results_url: `${server.url}/v1/messages/batches/${id}/results`,
            },
          };
        const message = {
          id: "msg_1",
          type: "message",
          role: "assistant",
          model: "claude-sonnet-5-5",
          content: [{ type: "text", text: BRIEF }],
          stop_reason: "end_turn",
          stop_sequence: null,
          usage: { input_tokens: 10, output_tokens: 5 },
        };
        return {
          text: (results.get(id) ?? [])
            .map((custom_id) => `${JSON.stringify({ custom_id, result: { type: "succeeded", message } })}\n`)
            .join(""),
        };
      },
    });
    const ran = await batch("--via", "batches");
    expect([ran.exit, statuses(ran)]).toEqual([0, ["ok", "ok", "ok", "ok"]]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(sent.length).toBeLessThan(4);
  });
});

const COUNTS = { processing: 0, succeeded: 1, errored: 0, canceled: 0, expired: 0 };

describe("a wallet", () => {
  const REQUEST: ModelRequest = { model: "claude-opus-5-5", system: [], messages: [], tools: [], maxTokens: 1_000_000 };
  const reply = (output: number): ModelClient => ({
    complete: async () => ({
      content: [],
      stopReason: "end_turn",
      model: "claude-opus-5-5",
      usage: { input: 0, output, cacheRead: 0, cacheWrite: 0 },
    }),
  });

  it("never spends more than it holds, however many ask at once", async () => {
    const wallet = openWallet(50);
    // Each may cost $20 and costs $8: six fit, and with the seventh the dearest outcome no longer does.
    const model = wallet.guard(reply(400_000), {});
    const ended = await Promise.allSettled(Array.from({ length: 10 }, () => model.complete(REQUEST)));
    expect(wallet.spent()).toBeLessThanOrEqual(50);
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    expect(wallet.spent()).toBeCloseTo(32);
  });

  it("gives back what a failed call had set aside", async () => {
    const wallet = openWallet(20);
    const failing = wallet.guard({ complete: async () => Promise.reject(new Error("down")) }, {});
    await expect(failing.complete(REQUEST)).rejects.toThrow("down");
    await expect(wallet.guard(reply(1), {}).complete(REQUEST)).resolves.toBeDefined();
  });
});
