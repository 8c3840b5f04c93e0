import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunReport } from "../../src/app/run-show.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { startModelServer, toolCall, type ModelServer, type SentBody, type Served } from "../../src/testing/model-server.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

const TASK = "churn-acme-2026w47";
const usage = { input_tokens: 1000, output_tokens: 200, cache_read_input_tokens: 3000, cache_creation_input_tokens: 0 };
const answer = JSON.stringify({ headline: "They are leaving.", findings: [], actions: [], references: [], unknowns: [] });

function reply({ system = [], messages }: SentBody): Served {
  const text = { content: [{ type: "text", text: answer }], usage };
  if (system[1]?.text.includes("You are customer-support") === true) return text;
  const handoff = { to: "customer-support", mode: "consult", reason: "tickets", ask: "what do they write?", facts: [] };
  if (messages.length === 1)
    return { content: [toolCall("facts", { metrics: ["arr"] }, "a"), toolCall("facts", { metrics: ["nope"] }, "b")], usage };
  return messages.length === 3 ? { content: [toolCall("handoff", handoff)], usage } : text;
}

interface Span {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

describe("run show", () => {
  let server: ModelServer;
  let cwd: string;
  let exporter: "works" | "fails";
  beforeEach(async () => {
    exporter = "works";
    server = await startModelServer({
      reply,
      other: ({ path }) => (path === "/v1/traces" ? { status: exporter === "works" ? 200 : 503, json: {} } : undefined),
    });
    cwd = await demoFolder();
  });
  afterEach(async () => {
    await server.close();
    removeFolder(cwd);
  });

  const cli = (argv: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
    runCli([...argv, "--demo"], { cwd, env: { ANTHROPIC_API_KEY: "k-0123456789", ANTHROPIC_BASE_URL: server.url, ...env } });
  const ask = (env: Record<string, string> = {}, ...flags: string[]): Promise<Ran> => cli(["ask", "why is Acme churning?", ...flags], env);

  it("prints who did what, with tokens and cost that add up", async () => {
    await ask();
    const { stdout } = await cli(["run", "show", TASK]);
    expect(stdout).toContain("retention-specialist: finished; 16,800 tokens");
    expect(stdout).toMatch(/├─ turn 1: claude-sonnet-5-5 \d+ ms, 4,000 in, 75 % cached, 200 out → facts \d+ ms, facts \d+ ms \(refused\)/);
    expect(stdout).toMatch(/└─ customer-support \(consult\): finished; 4,200 tokens/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    const { tree } = JSON.parse((await cli(["run", "show", TASK, "--json"])).stdout) as RunReport;
    const sonnet = (1000 * 2 + 3000 * 0.1 + 200 * 10) / 1e6;
    const haiku = (1000 * 0.1 + 3000 * 0.01 + 200 * 0.5) / 1e6;
    expect(tree.usd).toBeCloseTo(3 * sonnet + haiku, 12);
    expect(tree.handoffs[0]).toMatchObject({ agent: "customer-support", mode: "consult", status: "finished" });
  });

  it("names a run that was cut, and a task without one", async () => {
    expect((await cli(["run", "show", "churn-nobody-2026w47"])).stderr).toContain("No model run of the task");
  });

  it("sends spans where an exporter is set, with counts and no text; one that fails costs a warning", async () => {
    const ran = await ask({ OTEL_EXPORTER_OTLP_ENDPOINT: server.url, OTEL_SERVICE_NAME: "success" });
    expect(ran.exit, ran.stderr).toBe(0);
    const sent = server.requests.find(({ path }) => path === "/v1/traces")?.text ?? "{}";
    const { resourceSpans } = JSON.parse(sent) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
    const spans = resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
    expect(spans.map(({ name }) => name)).toEqual([
      "invoke_agent retention-specialist",
      ...Array.from({ length: 3 }, () => "chat claude-sonnet-5-5"),
      "execute_tool facts",
      "execute_tool facts",
      "invoke_agent customer-support",
      "chat claude-haiku-5-5",
    ]);
    expect(spans.map(({ parentSpanId }) => spans.findIndex(({ spanId }) => spanId === parentSpanId))).toEqual([-1, 0, 0, 0, 0, 0, 0, 6]);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    expect(sent).not.toMatch(/leaving|Acme Corp|why is/);
    exporter = "fails";
    const lost = await ask({ OTEL_EXPORTER_OTLP_ENDPOINT: server.url });
    expect([lost.exit, lost.stderr.includes("trace was not exported: the exporter answered 503")]).toEqual([0, true]);
  });

  it("sends none where nobody set an exporter, or switched it off", async () => {
    await ask();
    await ask({ OTEL_EXPORTER_OTLP_ENDPOINT: server.url, OTEL_TRACES_EXPORTER: "none" });
    expect(server.requests.some(({ path }) => path === "/v1/traces")).toBe(false);
  });

  it("--log-level says less or more, but always where data goes", async () => {
    const quiet = await ask({}, "--log-level", "warn");
    expect(quiet.stderr.trim().split("\n")).toEqual([expect.stringMatching(/^Sending to 127\.0\.0\.1/)]);
    const loud = await ask({}, "--log-level", "debug");
    expect(loud.stderr).toMatch(/debug: 1 retention-specialist: turn 1, tool_use, \d+ ms, 200 tokens out/);
    expect((await ask({}, "--log-level", "all")).stderr).toContain('no log level "all"');
  });
});
