import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoadReport } from "../../src/team/load-issue.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

interface Export {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly kept: readonly string[];
}

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
  writeFiles(cwd, {
    "echo.yaml": "",
    "exports/.keep": "",
    "commands/qbr.md": "---\ndescription: Prepares a review.\n---\nPrepare $ARGUMENTS.\n",
  });
});
afterAll(() => removeFolder(cwd));

describe("agents new", () => {
  it("writes a file that validates, and joins the team", async () => {
    expect(
      await runJson(["agents", "new", "Renewals Desk", "--lane", "customer-success", "--description", "Prepares renewal papers."], { cwd }),
    ).toMatchObject({
      name: "renewals-desk",
      file: "agents/renewals-desk.md",
      replaces: null,
      warnings: [],
    });
    expect((await runJson<LoadReport>(["agents", "validate"], { cwd })).failed).toEqual([]);
    expect(await runJson(["agents", "show", "renewals-desk"], { cwd })).toMatchObject({
      lane: "customer-success",
      tools: { granted: ["Read", "Grep", "Glob"] },
    });
  });

  it("overwrites nothing, and knows the lanes", async () => {
    const again = await runCli(["agents", "new", "renewals-desk"], { cwd });
    expect(again.exit).toBe(1);
    expect(again.stderr).toContain("There is a file agents/renewals-desk.md already");
    expect((await runCli(["agents", "new", "x", "--lane", "customer-sucess"], { cwd })).stderr).toContain("Did you mean customer-success?");
    expect((await runCli(["agents", "new", "///"], { cwd })).exit).toBe(1);
  });
});

describe("agents export", () => {
  it("writes a .claude folder and a manifest that load without a failure", async () => {
    const report = await runJson<Export>(["agents", "export", "--claude-code", "out"], { cwd });
    expect(report.kept).toEqual([]);
    for (const file of [
      ".claude/agents/renewals-desk.md",
      ".claude/agents/retention-specialist.md",
      ".claude/commands/qbr.md",
      ".claude/skills/customer-success/references/patterns.md",
    ])
      expect(report.written).toContain(file);
    const manifest = JSON.parse(readFileSync(join(cwd, "out/.claude-plugin/plugin.json"), "utf8")) as {
      name: string;
      version: string;
      agents: string[];
    };
    expect(manifest.name).toBe("echo-cs");
    expect(manifest.agents).toHaveLength(13);
    for (const agent of manifest.agents) expect(readFileSync(join(cwd, "out", agent), "utf8")).toMatch(/^---\nname: /);
    const loaded = await runJson<LoadReport>(["agents", "validate", "out/.claude"], { cwd });
    expect(loaded).toMatchObject({ failed: [], files: 13 + 2 + 1, loaded: 16 });
  });

  it("changes nothing the second time, and leaves alone what a person changed", async () => {
    const path = join(cwd, "out/.claude/agents/sales-manager.md");
    writeFileSync(path, readFileSync(path, "utf8").replace("sonnet", "opus"));
    const kept = await runJson<Export>(["agents", "export", "--claude-code", "out"], { cwd }, 3);
    expect(kept).toMatchObject({ written: [], kept: [".claude/agents/sales-manager.md"] });
    expect((await runJson<Export>(["agents", "export", "--claude-code", "--force", "out"], { cwd })).written).toEqual([
      ".claude/agents/sales-manager.md",
    ]);
  });

  it("asks for the form", async () => {
    expect((await runCli(["agents", "export"], { cwd })).stderr).toContain("--claude-code");
  });
});

describe("product context", () => {
  it("comes from .claude/agentweaver.config.yml, with echo.yaml first, and a broken file is told and survived", async () => {
    const { loadProductContext } = await import("../../src/team/load-product-context.ts");
    writeFiles(cwd, {
      "ctx/.claude/agentweaver.config.yml": "product:\n  name: Rope\n  modules: [knots, splices]\ncompany: Harbour Ltd\n",
    });
    expect((await loadProductContext(join(cwd, "ctx"))).context).toEqual({
      company: "Harbour Ltd",
      product: "Rope",
      lines: ["product.name: Rope", "product.modules: knots, splices", "company: Harbour Ltd"],
    });
    expect((await loadProductContext(join(cwd, "ctx"), { name: "Ours", product: "Ropes" })).context).toMatchObject({
      company: "Ours",
      product: "Ropes",
    });
    writeFiles(cwd, { "bad/.claude/agentweaver.config.yml": "a: [\n", "evil/.claude/agentweaver.config.yml": "a: !!js/function x\n" });
    for (const folder of ["bad", "evil"]) {
      const { context, warnings } = await loadProductContext(join(cwd, folder));
      expect(context.lines).toEqual([]);
      expect(warnings).toHaveLength(1);
    }
    expect((await loadProductContext(cwd)).warnings).toEqual([]);
  });
});
