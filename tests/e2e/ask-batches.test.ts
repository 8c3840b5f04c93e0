import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAIN } from "../../scripts/built-program.ts";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { batchService, type BatchOutcome, type BatchService } from "../../src/testing/batch-service.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { startModelServer, toolCall, type ModelServer, type SentBody } from "../../src/testing/model-server.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

const QUESTION = "why is Acme churning?";
const TASK = "churn-acme-2026w47";
const text = (headline: string): BatchOutcome => [
  { type: "text", text: JSON.stringify({ headline, findings: [], actions: [], references: [], unknowns: [] }) },
];
const handoff = (to: string, id: string): object =>
  toolCall("handoff", { to, mode: "consult", reason: "they know more", ask: `what does ${to} see?`, facts: [] }, id);

/** The asked agent consults two others in one turn; `trouble` may spoil a call of an agent. */
function scripted(trouble: (agent: string, time: number) => BatchOutcome | undefined) {
  return ({ system = [], messages }: SentBody, time: number): BatchOutcome => {
    const agent = /# You are ([\w-]+)/.exec(system[1]?.text ?? "")?.[1] ?? "";
    const spoiled = trouble(agent, time);
    if (spoiled !== undefined) return spoiled;
    if (agent !== "retention-specialist") return text(`${agent} sees nothing.`);
    return messages.length === 1 ? [handoff("customer-support", "a"), handoff("product-owner", "b")] : text("Acme Corp is leaving.");
  };
}

describe("ask by way of batches", () => {
  let server: ModelServer;
  let service: BatchService;
  let cwd: string;
  let trouble: (agent: string, time: number) => BatchOutcome | undefined;
  beforeEach(async () => {
    trouble = () => undefined;
    service = batchService(scripted((agent, time) => trouble(agent, time)));
    server = await startModelServer({ reply: () => ({ status: 500 }), other: service.answer });
    service.url = server.url;
    cwd = await demoFolder();
  });
  afterEach(async () => {
    await server.close();
    removeFolder(cwd);
  });

  const env = (): Record<string, string> => ({ ANTHROPIC_API_KEY: "sk-ant-loopback", ANTHROPIC_BASE_URL: server.url });
  const ask = (...argv: string[]): Promise<Ran> => runCli(["ask", ...argv, "--demo", "--json"], { cwd, env: env() });
  const sizes = (): number[] => service.batches.map((items) => items.length);

  it("sends what comes together together, at half the price, and answers as if asked directly", async () => {
    const ran = await ask(QUESTION, "--via", "batches");
    expect(ran.exit, ran.stderr).toBe(0);
    const brief = JSON.parse(ran.stdout) as Brief;
    expect(brief.headline).toBe("Acme Corp is leaving.");
    expect(brief.handoffs.map(({ to, status }) => [to, status])).toEqual([
      ["customer-support", "answered"],
      ["product-owner", "answered"],
    ]);
    expect(sizes()).toEqual([1, 2, 1]);
    // Dollars a million tokens, in and out, of the agents' models; each call reports 1000 and 100.
    const dollars = service.batches
      .flat()
      .map(({ params }) => (params.model.includes("haiku") ? 1000 * 0.1 + 100 * 0.5 : 1000 * 2 + 100 * 10));
    expect(brief.usage?.usd).toBeCloseTo(
      dollars.reduce((sum, each) => sum + each / 1e6 / 2, 0),
      10,
    );
    expect(server.requests.some(({ path }) => path === "/v1/messages")).toBe(false);
  });

  it("a call that fails goes out again, alone; one that is refused leaves its agent unfinished, and the answer says so", async () => {
    trouble = (agent, time) => {
      if (agent === "customer-support" && time === 1) return { error: "api_error" };
      return agent === "product-owner" ? { error: "invalid_request_error" } : undefined;
    };
    const ran = await ask(QUESTION, "--via", "batches");
    expect(ran.exit, ran.stderr).toBe(3);
    const { handoffs } = JSON.parse(ran.stdout) as Brief;
    expect(handoffs.map(({ to, status }) => [to, status])).toEqual([
      ["customer-support", "answered"],
      ["product-owner", "unfinished"],
    ]);
    expect(sizes()).toEqual([1, 2, 1, 1]);
    expect(ran.stderr).toContain("A call of the batch failed (api_error). Trying again");
  });

  it.each([
    ["SIGKILL", null],
    ["SIGINT", 130],
  ] as const)("goes on after %s in the middle of a batch: it is found again, and no call is sent twice", async (signal, exit) => {
    service.looks = Number.POSITIVE_INFINITY;
    const child = spawn(process.execPath, [MAIN, "ask", QUESTION, "--demo", "--via", "batches"], {
      cwd,
      env: { ...process.env, ...env(), HOME: cwd },
      stdio: "ignore",
    });
    const sent = join(cwd, "echo-demo", ".echo", "runs", "batches.ndjson");
    const isOnRecord = (): boolean => {
      try {
        return readFileSync(sent, "utf8").includes('"batch":"b0"');
      } catch {
        return false;
      }
    };
    while (!isOnRecord()) await new Promise((done) => setTimeout(done, 20));
    child.kill(signal);
    expect((await once(child, "close"))[0]).toBe(exit);
    service.looks = 1;
    const ran = await ask("--resume", TASK);
    expect(ran.exit, ran.stderr).toBe(0);
    expect((JSON.parse(ran.stdout) as Brief).headline).toBe("Acme Corp is leaving.");
    expect(sizes()).toEqual([1, 2, 1]);
    const names = service.batches.flat().map(({ custom_id }) => custom_id);
    expect(new Set(names).size).toBe(names.length);
    // Once more: all of it is on record.
    const again = await ask("--resume", TASK);
    expect([again.exit, again.stdout, service.batches.length]).toEqual([0, ran.stdout, 3]);
  });

  it("tells a server that knows no batches", async () => {
    service.answer = () => undefined;
    await server.close();
    server = await startModelServer({ reply: () => ({ status: 500 }) });
    const ran = await ask(QUESTION, "--via", "batches");
    expect([ran.exit, ran.stdout]).toEqual([5, expect.stringContaining('"blame":"model"')]);
  });
});
