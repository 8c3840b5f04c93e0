import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { LoadReport } from "../../src/team/load-issue.ts";
import { loadSkill } from "../../src/team/load-skill.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

interface Export {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly kept: readonly string[];
}

const inside = z
  .string()
  .startsWith("./")
  .refine((path) => !path.includes(".."), "leads out of the plugin");
/** The parts that we write of the manifest's published schema (schemastore.org, claude-code-plugin-manifest), with nothing beside them. */
const pluginManifest = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  description: z.string().min(1).max(300),
  author: z.strictObject({ name: z.string().min(1) }),
  license: z.string(),
  keywords: z.array(z.string()),
  agents: z.array(inside.endsWith(".md")).optional(),
  skills: inside.optional(),
  commands: inside.optional(),
});

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
      ".claude/commands/account.md",
      ".mcp.json",
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
    const commands = readdirSync(join(ROOT, "commands")).length + 1;
    expect(loaded).toMatchObject({ failed: [], files: 13 + 2 + commands, loaded: 15 + commands });
  });

  it("writes a plugin whose parts lie where a plugin's parts are looked for, and whose manifest is as published", async () => {
    const { written } = await runJson<Export>(["agents", "export", "--plugin", "plugin"], { cwd });
    for (const file of [
      ".claude-plugin/plugin.json",
      ".mcp.json",
      "agents/retention-specialist.md",
      "commands/week.md",
      "skills/customer-success/SKILL.md",
      "skills/customer-success/references/patterns.md",
      "skills/team-charter/SKILL.md",
    ])
      expect(written).toContain(file);
    expect(written.some((name) => name.startsWith(".claude/"))).toBe(false);
    for (const folder of ["plugin", "out"]) {
      const manifest = pluginManifest.parse(JSON.parse(readFileSync(join(cwd, folder, ".claude-plugin/plugin.json"), "utf8")));
      for (const path of [manifest.agents ?? [], manifest.skills ?? [], manifest.commands ?? []].flat())
        expect(existsSync(join(cwd, folder, path)), path).toBe(true);
      expect(JSON.parse(readFileSync(join(cwd, folder, ".mcp.json"), "utf8"))).toEqual({
        mcpServers: { echo: { command: "echo-cs", args: ["mcp"] } },
      });
    }
    for (const name of readdirSync(join(cwd, "plugin/skills"))) {
      const skill = await loadSkill(join(cwd, "plugin/skills", name));
      expect(skill).toMatchObject({ name, warnings: [] });
      expect(skill.description.length).toBeGreaterThan(20);
      expect(skill.description.length).toBeLessThanOrEqual(1024);
    }
  });

  it("leaves servers of a person's alone, and with --force sets ours among them", async () => {
    const mine = { mcpServers: { docs: { command: "docs" } }, other: 1 };
    writeFiles(cwd, { "mine/.mcp.json": JSON.stringify(mine), "broken/.mcp.json": "{" });
    const read = (): unknown => JSON.parse(readFileSync(join(cwd, "mine/.mcp.json"), "utf8"));
    expect((await runJson<Export>(["agents", "export", "--plugin", "mine"], { cwd }, 3)).kept).toEqual([".mcp.json"]);
    expect(read()).toEqual(mine);
    await runJson(["agents", "export", "--plugin", "--force", "mine"], { cwd });
    expect(read()).toEqual({ mcpServers: { docs: { command: "docs" }, echo: { command: "echo-cs", args: ["mcp"] } }, other: 1 });
    expect((await runJson<Export>(["agents", "export", "--plugin", "--force", "broken"], { cwd }, 3)).kept).toEqual([".mcp.json"]);
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
