import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAIN } from "../../scripts/built-program.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { startModelServer, toolCall, type ModelServer, type Served } from "../../src/testing/model-server.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

const HIDDEN = "\u001B[?25l";
const SHOWN = "\u001B[?25h";
const BRIEF = JSON.stringify({ headline: "Acme Corp is leaving.", findings: [], actions: [], references: [], unknowns: [] });
const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

describe.runIf(hasScript)("ask at a terminal", () => {
  let server: ModelServer;
  let cwd: string;
  let last: () => Promise<Served> | Served;
  beforeEach(async () => {
    const call = toolCall("facts", { metrics: ["logins_change_30d"] });
    server = await startModelServer({ reply: ({ messages }) => (messages.length === 1 ? { content: [call] } : last()) });
    cwd = await demoFolder();
  });
  afterEach(async () => {
    await server.close();
    removeFolder(cwd);
  });

  /** Runs the built program in a terminal of 100 columns; `seen` is called with everything that was written there so far. */
  async function inTerminal(seen: (screen: string, pid: number) => void): Promise<{ exit: unknown; screen: string }> {
    const program = `stty cols 100 rows 30; echo $$ > pid; exec '${process.execPath}' '${MAIN}' ask 'why is Acme churning?' --demo`;
    const env = { ...process.env, HOME: cwd, TERM: "xterm", ANTHROPIC_API_KEY: "sk-ant-loopback", ANTHROPIC_BASE_URL: server.url };
    // Where CI is set nothing moves: there may be a terminal, but nobody in front of it.
    const person = { ...env, CI: undefined };
    const child = spawn("script", ["-qfec", program, "/dev/null"], { cwd, env: person, stdio: ["pipe", "pipe", "inherit"] });
    let screen = "";
    child.stdout.on("data", (chunk: Buffer) => {
      screen += chunk.toString();
      if (screen.includes(HIDDEN)) seen(screen, Number(readFileSync(join(cwd, "pid"), "utf8")));
    });
    const [exit] = (await once(child, "close")) as unknown[];
    return { exit, screen };
  }

  it("shows who is at work, then the sentences, and gives the cursor back", { timeout: 60_000 }, async () => {
    let go: (served: Served) => void = () => {};
    last = () => new Promise<Served>((resolve) => (go = resolve));
    const { exit, screen } = await inTerminal((text) => {
      if (text.includes("1,100 tokens")) go(BRIEF);
    });
    expect([exit, screen], screen).toEqual([0, expect.stringMatching(/retention-specialist · (?:facts|thinking) · 1,100 tokens/)]);
    expect(screen.indexOf("Acme Corp is leaving.")).toBeGreaterThan(screen.indexOf("1,100 tokens"));
    expect(screen.lastIndexOf(SHOWN)).toBeGreaterThan(screen.lastIndexOf(HIDDEN));
  });

  it("gives the cursor back on Ctrl-C, and says how to go on", { timeout: 60_000 }, async () => {
    last = () => ({ line: "hang" });
    let stopped = false;
    const { exit, screen } = await inTerminal((text, pid) => {
      if (stopped || !text.includes("1,100 tokens")) return;
      stopped = true;
      process.kill(pid, "SIGINT");
    });
    expect(exit, screen).toBe(130);
    expect(screen).toContain("echo-cs ask --resume churn-acme-2026w47");
    expect(screen.lastIndexOf(SHOWN)).toBeGreaterThan(screen.lastIndexOf(HIDDEN));
  });
});
