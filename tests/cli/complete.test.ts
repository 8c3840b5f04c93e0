import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountNames } from "../../src/app/account-names.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

async function offers(...words: string[]): Promise<string[]> {
  const { exit, stdout, stderr } = await runCli(["__complete", ...words], { cwd });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t")[0] ?? "");
}

describe("completing a line", () => {
  it("offers commands, their subcommands and options", async () => {
    expect(await offers("heal")).toEqual(["health"]);
    expect(await offers("")).toEqual(expect.arrayContaining(["ask", "help", "mcp"]));
    expect(await offers("agents", "e")).toEqual(["export"]);
    expect(await offers("signals", "--ki")).toEqual(["--kind"]);
    expect(await offers("signals", "--demo", "--d")).toEqual(["--directory"]);
    expect(await offers("route", "--file", "a.md", "--fi")).toEqual(["--file"]);
    expect(await offers("nonsense", "")).toEqual([]);
  });

  it("offers the values of options, whichever way they are joined", async () => {
    expect(await offers("signals", "--kind", "")).toEqual(["risk", "expansion"]);
    expect(await offers("signals", "--kind=e")).toEqual(["--kind=expansion"]);
    expect(await offers("signals", "--kind", "=", "e")).toEqual(["expansion"]);
    expect(await offers("signals", "--kind", "=")).toEqual(["risk", "expansion"]);
    expect(await offers("ask", "--llm", "s")).toEqual(["sonnet"]);
    expect(await offers("ask", "--as-of", "")).toEqual([]);
    expect(await offers("ask", "-C", "")).toEqual([":folders"]);
    expect(await offers("triage", "")).toEqual([":files", "train", "eval"]);
    expect(await offers("completions", "")).toEqual(["bash", "zsh", "fish"]);
  });

  it("offers accounts by id and name, and agents, tasks, health models, plays and settings", async () => {
    expect(await offers("health", "--demo", "acm")).toEqual(["acme"]);
    expect(await offers("health", "--demo", "Acme C")).toEqual(["acme"]);
    expect(await offers("ask", "--demo", "--account", "ac")).toEqual(["acme"]);
    expect(await offers("ask", "--demo", "--account=ac")).toEqual(["--account=acme"]);
    expect((await offers("signals", "--demo", "")).length).toBe(42);
    expect(await offers("health", "--demo", "")).toEqual(expect.arrayContaining(["diff", "acme"]));
    expect(await offers("health", "--demo", "--health", "")).toEqual(["customer-success", "specialist"]);
    expect(await offers("ask", "--agent", "ret")).toEqual(["retention-specialist"]);
    expect(await offers("draft", "--play", "rec")).toEqual(["recovery"]);
    expect(await offers("config", "get", "budget.us")).toEqual(["budget.usd"]);
    writeFiles(cwd, { "echo-demo/tasks/churn-acme-2026w47-context.md": "" });
    expect(await offers("evidence", "--demo", "F1", "--task", "ch")).toEqual(["churn-acme-2026w47"]);
  });

  it("keeps names beside the snapshot, reads them anew when it changes, and imports nothing", async () => {
    const root = join(cwd, "echo-demo");
    const kept = join(root, ".echo", "account-names.json");
    await accountNames(root);
    const text = readFileSync(kept, "utf8");
    writeFileSync(kept, text.replace('"Acme Corp"', '"Kept Corp"'));
    expect(await offers("health", "--demo", "Kept")).toEqual(["acme"]);
    utimesSync(join(root, ".echo", "book.duckdb"), 1, 1);
    expect(await offers("health", "--demo", "Kept")).toEqual([]);
    expect(await offers("health", "--demo", "acme")).toEqual(["acme"]);
    const fresh = tempFolder();
    writeFiles(fresh, { "exports/accounts.csv": "id,name\n1,Acme\n" });
    expect((await runCli(["__complete", "signals", "-C", fresh, ""], { cwd })).stdout).toBe("");
    expect(existsSync(join(fresh, ".echo"))).toBe(false);
    removeFolder(fresh);
  });

  it("says nothing in a broken workspace, and lets no name play tricks", async () => {
    const broken = tempFolder();
    writeFiles(broken, { "echo.yaml": "{", "tasks/a\u001B[31m\nb-context.md": "" });
    for (const words of [
      ["signals", ""],
      ["evidence", "F1", "--task", ""],
    ]) {
      const { exit, stdout, stderr } = await runCli(["__complete", ...words], { cwd: broken });
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
      expect(stdout).not.toContain("\u001B");
      expect(stdout.split("\n").length).toBeLessThanOrEqual(2);
    }
    removeFolder(broken);
  });
});
