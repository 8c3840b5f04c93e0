import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAIN } from "../../scripts/built-program.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { startModelServer, toolCall, type ModelServer, type Served } from "../../src/testing/model-server.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { killRuns } from "../run/model/kill-run.ts";

const QUESTION = "why is Acme churning?";
const TASK = "churn-acme-2026w47";
const BRIEF = JSON.stringify({ headline: "Acme Corp is leaving.", findings: [], actions: [], references: [], unknowns: [] });

describe("a model run that was cut", () => {
  it("ends in the same Brief after SIGKILL, and repeats no call that is on record", { timeout: 120_000 }, async () => {
    const moments = [0.05, 0.3, 0.55, 0.8];
    const counts = await killRuns(moments.length, [MAIN], () => moments.shift() ?? 0.5);
    expect(counts).toMatchObject({ same: 4, repeated: 0, faults: [] });
  });
});

describe("a model run that a person stops", () => {
  let server: ModelServer;
  let cwd: string;
  let answers: Served[];
  beforeEach(async () => {
    server = await startModelServer({ reply: () => answers.shift() ?? { status: 400 } });
    cwd = await demoFolder();
  });
  afterEach(async () => {
    await server.close();
    removeFolder(cwd);
  });

  const env = (): Record<string, string> => ({ ANTHROPIC_API_KEY: "sk-ant-loopback", ANTHROPIC_BASE_URL: server.url });

  it("says how to go on with it, files nothing, and goes on from there", async () => {
    answers = [{ content: [toolCall("facts", { metrics: ["logins_change_30d"] })] }, { line: "hang" }];
    const child = spawn(process.execPath, [MAIN, "ask", QUESTION, "--demo"], { cwd, env: { ...process.env, ...env(), HOME: cwd } });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    while (server.requests.length < 2) await new Promise((done) => setTimeout(done, 20));
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
    expect(stderr).toContain(`echo-cs ask --resume ${TASK}`);
    expect(existsSync(join(cwd, "echo-demo", "tasks"))).toBe(false);
    expect((await runCli(["run", "show", TASK, "--demo"], { cwd })).stdout).toContain(
      `It was cut. Go on with it: echo-cs ask --resume ${TASK}`,
    );
    answers = [BRIEF];
    const ran = await runCli(["ask", "--resume", TASK, "--demo"], { cwd, env: env() });
    expect(ran.exit, ran.stderr).toBe(0);
    expect(ran.stdout).toContain("Acme Corp is leaving.");
    expect(server.requests).toHaveLength(3);
    const again = await runCli(["ask", "--resume", TASK, "--demo", "--json"], { cwd, env: env() });
    expect([again.exit, server.requests.length]).toEqual([0, 3]);
  });

  it("is one person's at a time: a second one is told who is at work on it", async () => {
    let answer: (served: Served) => void = () => {};
    const held = new Promise<Served>((resolve) => (answer = resolve));
    const slow = await startModelServer({ reply: () => held });
    const slowEnv = { ANTHROPIC_API_KEY: "sk-ant-loopback", ANTHROPIC_BASE_URL: slow.url };
    const first = runCli(["ask", QUESTION, "--demo"], { cwd, env: slowEnv });
    while (slow.requests.length === 0) await new Promise((done) => setTimeout(done, 20));
    const second = await runCli(["ask", "--resume", TASK, "--demo"], { cwd, env: slowEnv });
    expect([second.exit, second.stdout, slow.requests.length]).toEqual([1, "", 1]);
    expect(second.stderr).toMatch(new RegExp(`at work on the run of ${TASK}[\\s\\S]*process ${process.pid} on .*, since 2026-11-22T09:00`));
    const during = await runCli(["run", "show", TASK, "--demo"], { cwd });
    expect(during.stdout).toContain(`At work: process ${process.pid} on `);
    answer(BRIEF);
    expect((await first).exit).toBe(0);
    expect((await runCli(["run", "show", TASK, "--demo"], { cwd })).stdout).not.toMatch(/At work|It was cut/);
    expect((await runCli(["ask", "--resume", TASK, "--demo"], { cwd, env: slowEnv })).stdout).toContain("Acme Corp is leaving.");
    await slow.close();
  });

  it("keeps each run of a question apart, and resumes the last", async () => {
    answers = [BRIEF, BRIEF.replace("leaving", "staying")];
    for (const _ of [1, 2]) expect((await runCli(["ask", QUESTION, "--demo"], { cwd, env: env() })).exit).toBe(0);
    const runs = join(cwd, "echo-demo", ".echo", "runs", TASK);
    expect(readdirSync(runs).filter((name) => name.startsWith("transcript"))).toEqual(["transcript-1.ndjson", "transcript-2.ndjson"]);
    expect(readFileSync(join(runs, "transcript-2.ndjson"), "utf8")).not.toContain("sk-ant-loopback");
    expect((await runCli(["ask", "--resume", TASK, "--demo"], { cwd, env: env() })).stdout).toContain("Acme Corp is staying.");
  });

  it.each([
    [["ask", "--resume", "churn-nobody-2026w47", "--demo"], "No model run of the task"],
    [["ask", "--resume", "../x", "--demo"], "not a task id"],
    [["ask", "why?", "--resume", TASK, "--demo"], "neither a new one"],
    [["ask", "--demo"], "There is no question"],
  ])("refuses %j", async (argv, text) => {
    const ran = await runCli(argv, { cwd, env: env() });
    expect([ran.exit, ran.stdout]).toEqual([1, ""]);
    expect(ran.stderr).toContain(text);
  });
});
