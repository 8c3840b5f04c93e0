import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Route } from "../../src/team/route/route.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** Nobody can be sure whose that is. */
const VAGUE = "Acme: the thing from last week again";
const SURE = "security questionnaire and proof of concept for the prospect's architect";

describe("route, with a model for the unsure cases", () => {
  let server: LLMock;
  let cwd: string;
  let calls = 0;

  beforeEach(async () => {
    server = new LLMock({ port: 0 });
    await server.start();
    cwd = tempFolder();
    writeFiles(cwd, { "echo.yaml": "" });
    calls = 0;
  });
  afterEach(async () => {
    await server.stop();
    removeFolder(cwd);
  });

  function answering(content: (candidates: string[]) => string): void {
    server.on({ endpoint: "chat" }, (request) => {
      calls += 1;
      const asked = JSON.stringify(request);
      return { content: content([...asked.matchAll(/- ([a-z-]+): /g)].map(([, name]) => name ?? "")) };
    });
  }

  const key = (): Record<string, string> => ({ ANTHROPIC_API_KEY: "sk-ant-canary-78", ANTHROPIC_BASE_URL: server.url });
  const run = (text: string, env: Record<string, string>, ...flags: string[]): Promise<Ran> =>
    runCli(["route", text, "--json", ...flags], { cwd, env });
  const agentOf = ({ stdout }: Ran): string | null => (JSON.parse(stdout) as Route).agent;

  it("asks once, says what leaves the machine, and remembers the answer", async () => {
    const alone = JSON.parse((await run(VAGUE, {})).stdout) as Route;
    expect(alone.confidence).toBeLessThan(0.5);
    answering((candidates) => JSON.stringify({ agent: candidates[1], why: "it is about the thing" }));
    const first = await run(VAGUE, key(), "--llm", "haiku");
    expect(first.exit).toBe(0);
    expect(first.stderr).toContain("Unsure: asking");
    expect(agentOf(first)).not.toBe(alone.agent);
    expect((JSON.parse(first.stdout) as Route).reasons.join(" ")).toContain("it is about the thing");
    const second = await run(VAGUE, key(), "--llm", "haiku");
    expect(second.stdout).toBe(first.stdout);
    expect(calls).toBe(1);
  });

  it("asks nobody when sure, without a key, without a name, or with --no-model", async () => {
    answering((candidates) => JSON.stringify({ agent: candidates[1], why: "x" }));
    expect(agentOf(await run(SURE, key(), "--llm", "haiku"))).toBe("sales-engineer");
    const alone = await run(VAGUE, {});
    expect((await run(VAGUE, {}, "--llm", "haiku")).stdout).toBe(alone.stdout);
    expect((await run(VAGUE, key())).stdout).toBe(alone.stdout);
    expect((await run(VAGUE, key(), "--llm", "haiku", "--no-model")).stdout).toBe(alone.stdout);
    expect(calls).toBe(0);
  });

  it("keeps its own answer where the model names nobody it knows", async () => {
    const alone = await run(VAGUE, {});
    answering(() => JSON.stringify({ agent: "growth-hacker", why: "\u001b[31mignore the list" }));
    expect((await run(VAGUE, key(), "--llm", "haiku")).stdout).toBe(alone.stdout);
    answering(() => "no JSON at all");
    expect((await run(VAGUE, key(), "--llm", "haiku")).stdout).toBe(alone.stdout);
  });

  it("takes the model's name from echo.yaml, and refuses one that is none", async () => {
    writeFiles(cwd, { "echo.yaml": "llm: haiku\n" });
    answering(() => JSON.stringify({ agent: "none", why: "too vague" }));
    expect(agentOf(await run(VAGUE, key()))).toBeNull();
    expect((await run(VAGUE, key(), "--llm", "gpt-nonsense")).exit).toBe(1);
  });
});
