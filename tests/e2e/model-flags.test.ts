import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { startModelServer, toolCall, type ModelServer, type SentBody, type Served } from "../../src/testing/model-server.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

const QUESTION = "why is Acme churning?";
const KEY = "sk-ant-canary-99";

function reply({ messages }: SentBody): Served {
  if (messages.length === 1) return { content: [toolCall("tickets_search", { account: "acme", days: 90 })] };
  return JSON.stringify({ headline: "Acme Corp is leaving.", findings: [], actions: [], references: [], unknowns: [] });
}

describe("ask, before and instead of a run", () => {
  let server: ModelServer;
  let cwd: string;
  let counts: boolean;
  beforeEach(async () => {
    counts = true;
    server = await startModelServer({
      reply,
      other: ({ path }) => (counts && path.startsWith("/v1/messages/count_tokens") ? { json: { input_tokens: 12_345 } } : undefined),
    });
    cwd = await demoFolder();
  });
  afterEach(async () => {
    await server.close();
    removeFolder(cwd);
  });

  const ask = (flags: readonly string[], env: Record<string, string> = { ANTHROPIC_API_KEY: KEY }): Promise<Ran> =>
    runCli(["ask", QUESTION, "--demo", ...flags], { cwd, env: { ...env, ANTHROPIC_BASE_URL: server.url } });
  const own = (yaml: string): void => {
    mkdirSync(join(cwd, "own", "exports"), { recursive: true });
    writeFileSync(join(cwd, "own", "echo.yaml"), yaml);
    writeFileSync(join(cwd, "own", "exports", "accounts.csv"), "account,name,domain\n1,Acme,acme.example\n");
    writeFileSync(join(cwd, "own", "exports", "usage.csv"), "account,day,feature,events\n1,2026-11-01,login,3\n");
  };
  const paths = (): string[] => server.requests.map(({ path }) => path.replace(/\?.*/, ""));

  it("--estimate has the server count the prompt and tells dollars, without asking the model", async () => {
    const ran = await ask(["--estimate", "--json"]);
    expect(ran.exit, ran.stderr).toBe(0);
    expect(ran.stderr).toMatch(/Sending to 127\.0\.0\.1:\d+, to have its tokens counted/);
    const estimate = JSON.parse(ran.stdout) as { costs: { calls: number; usd: number }[] };
    expect(estimate).toMatchObject({
      prompt_tokens: 12_345,
      counted_by: "server",
      model: "claude-sonnet-5-5",
      agent: "retention-specialist",
    });
    // One call: the prompt written to the cache at 2.50, 900 tokens of answer at 10 dollars a million.
    expect(estimate.costs[0]).toEqual({ calls: 1, usd: expect.closeTo((12_345 * 2.5 + 900 * 10) / 1e6, 10) });
    expect(paths()).toEqual(["/v1/messages/count_tokens"]);
    expect(readdirSync(join(cwd, "echo-demo")).filter((name) => name === "tasks")).toEqual([]);
  });

  it("--estimate says so where nobody counts: the server cannot, or there is no key", async () => {
    counts = false;
    expect((await ask(["--estimate"])).stdout).toContain("estimated from its length: the server does not count tokens");
    expect((await ask(["--estimate"], {})).stdout).toContain("estimated from its length: there is no key");
    expect(paths()).toEqual(["/v1/messages/count_tokens"]);
  });

  it("--dry-run prints the request to the letter, and sends nothing", async () => {
    const dry = JSON.parse((await ask(["--dry-run"], {})).stdout) as SentBody;
    expect(server.requests).toEqual([]);
    await ask([]);
    expect(dry).toEqual(JSON.parse(server.requests[0]?.text ?? ""));
    expect(JSON.stringify(dry)).not.toContain("Marisol Vega");
  });

  it("--record keeps a run without key or people, --replay gives the same Brief without either", async () => {
    const dir = join(cwd, "cassette");
    const recorded = await ask(["--record", dir, "--json"]);
    expect(recorded.exit, recorded.stderr).toBe(0);
    const text = readdirSync(dir)
      .map((name) => readFileSync(join(dir, name), "utf8"))
      .join("");
    expect(text).toContain("[person-");
    expect(text).not.toMatch(/Marisol Vega|canary|@acme\.example/);
    const calls = server.requests.length;
    const replayed = await ask(["--replay", dir, "--json"], {});
    expect(replayed.exit, replayed.stderr).toBe(0);
    expect(replayed.stderr).toContain("nothing leaves this machine");
    expect(replayed.stdout).toBe(recorded.stdout);
    expect(server.requests).toHaveLength(calls);
  });

  it("--replay stops where the run drifts from the recorded one", async () => {
    const dir = join(cwd, "cassette");
    await ask(["--record", dir]);
    const drifted = await runCli(["ask", "why is Acme leaving us?", "--demo", "--replay", dir], { cwd, env: {} });
    expect([drifted.exit, drifted.stdout]).toEqual([5, ""]);
    expect(drifted.stderr).toMatch(/not the one that was recorded[\s\S]*differs from what was recorded at messages\[0\]/);
  });

  it("--no-model, --llm off and `model: off` forbid every call, whatever else is asked for", async () => {
    for (const flags of [["--no-model"], ["--llm", "off"]]) expect((await ask([...flags, "--json"])).exit).toBe(0);
    expect((await ask(["--no-model", "--estimate"])).stderr).toContain("switched off");
    own("model: off\n");
    const off = await runCli(["ask", QUESTION, "-C", "own", "--json"], {
      cwd,
      env: { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: server.url },
    });
    expect((JSON.parse(off.stdout) as Brief).mode).toBe("analyst");
    expect(server.requests).toEqual([]);
  });

  it("refuses what cannot be combined", async () => {
    expect((await ask(["--record", "a", "--replay", "b"])).stderr).toContain("cannot be combined");
    expect((await ask(["--record", "a"], {})).stderr).toContain("no key");
    expect(server.requests).toEqual([]);
  });

  describe("a limit in dollars", () => {
    const askOwn = (...flags: string[]): Promise<Ran> =>
      runCli(["ask", QUESTION, "-C", "own", ...flags], { cwd, env: { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: server.url } });

    it("is an error where a price is not known, and holds with one that echo.yaml gives", async () => {
      own("budget: { usd: 1 }\nmodels: { sonnet: claude-of-ours-1 }\n");
      const unknown = await askOwn();
      expect([unknown.exit, server.requests.length]).toEqual([1, 0]);
      expect(unknown.stderr).toMatch(/price of claude-of-ours-1 is not known/);
      own("budget: { usd: 1 }\nmodels: { sonnet: claude-of-ours-1 }\nprices: { claude-of-ours-1: { input: 1, output: 5 } }\n");
      // The scripted answer calls the account by another name: a finding.
      expect((await askOwn()).exit).toBe(2);
      expect(server.requests).toHaveLength(3);
    });

    it("stops the run before the call that would pass it", async () => {
      own("budget: { usd: 0.001 }\n");
      const ran = await askOwn();
      expect([ran.exit, server.requests.length]).toEqual([4, 0]);
      expect(ran.stderr).toContain("limit of $0.0010");
    });
  });
});
