import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnvironment } from "../../src/config/environment.ts";
import { findWorkspace, workspaceAt } from "../../src/config/workspace.ts";
import { DataError, UserError } from "../../src/core/errors.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => removeFolder(folder));

describe("findWorkspace", () => {
  it("walks up to the nearest echo.yaml", async () => {
    writeFiles(folder, { "echo.yaml": "currency: EUR\n", "inner/echo.yaml": "currency: CHF\n", "inner/a/b/keep": "", "other/keep": "" });
    const inner = await findWorkspace({ cwd: join(folder, "inner", "a", "b"), packageRoot: ROOT });
    expect(inner).toMatchObject({
      root: join(folder, "inner"),
      exports: join(folder, "inner", "exports"),
      configPath: join(folder, "inner", "echo.yaml"),
      demo: false,
    });
    expect(inner.config.currency).toBe("CHF");
    expect((await findWorkspace({ cwd: join(folder, "other"), packageRoot: ROOT })).root).toBe(folder);
  });

  it("takes a folder with exports and no echo.yaml, but none further up: many a machine has a folder of that name", async () => {
    mkdirSync(join(folder, "exports"));
    mkdirSync(join(folder, "below"));
    expect(await findWorkspace({ cwd: folder, packageRoot: ROOT })).toMatchObject({ root: folder, config: {}, configPath: undefined });
    await expect(findWorkspace({ cwd: join(folder, "below"), packageRoot: ROOT })).rejects.toMatchObject({ code: "no-workspace" });
  });

  it("says how to go on where there is none", async () => {
    const error = await findWorkspace({ cwd: folder, packageRoot: ROOT }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 1, detail: { fix: expect.stringMatching(/init.*-C.*--demo/) } });
  });

  it("names data files that lie in the current folder, and the command that reads them", async () => {
    writeFiles(folder, Object.fromEntries(["e.csv", "a.csv", "b.json", "c.csv.gz", "d.tsv", "notes.txt"].map((name) => [name, "a\n"])));
    await expect(findWorkspace({ cwd: folder, packageRoot: ROOT })).rejects.toMatchObject({
      code: "no-workspace",
      detail: { found: "5 data files: a.csv, b.json, c.csv.gz, d.tsv and 1 more", fix: expect.stringContaining("`echo-cs import -C .`") },
    });
    expect((await findWorkspace({ cwd: folder, dir: ".", packageRoot: ROOT })).exports).toBe(folder);
  });

  it("reads the folder of -C as it is, relative to the current one", async () => {
    writeFiles(folder, { "data/crm.csv": "a\n", "ws/exports/crm.csv": "a\n" });
    expect((await findWorkspace({ cwd: folder, dir: "ws", packageRoot: ROOT })).exports).toBe(join(folder, "ws", "exports"));
    // A flat folder of exports is its own exports folder.
    expect((await findWorkspace({ cwd: folder, dir: "data", packageRoot: ROOT })).exports).toBe(join(folder, "data"));
    expect((await findWorkspace({ cwd: "/", dir: join(folder, "data"), packageRoot: ROOT })).root).toBe(join(folder, "data"));
    for (const dir of ["none", "data/crm.csv"])
      await expect(findWorkspace({ cwd: folder, dir, packageRoot: ROOT })).rejects.toMatchObject({ code: "no-folder" });
  });

  it("reads the example with --demo and writes beside the user, never into the package", async () => {
    const demo = await findWorkspace({ cwd: folder, demo: true, packageRoot: ROOT });
    expect(demo).toMatchObject({ demo: true, root: join(folder, "echo-demo"), exports: join(ROOT, "examples", "northstar", "exports") });
    for (const path of [demo.snapshot, demo.runs, demo.tasks, demo.handoffs, demo.drafts])
      expect(path.startsWith(join(folder, "echo-demo"))).toBe(true);
    expect(demo.references).toEqual([join(ROOT, "references"), join(ROOT, "examples", "northstar", "references")]);
    expect(demo.config.company?.name).toBe("Northstar");
  });
});

describe("workspaceAt", () => {
  it("lays the user's Markdown over the shipped, and the tracking files where echo.yaml says", async () => {
    writeFileSync(join(folder, "echo.yaml"), "tasks_dir: .\n");
    const workspace = await workspaceAt(folder, ROOT);
    expect(workspace.tasks).toBe(folder);
    for (const name of ["agents", "references", "skills"] as const) expect(workspace[name]).toEqual([join(ROOT, name), join(folder, name)]);
    expect((await workspaceAt(join(folder, "none"), ROOT)).tasks).toBe(join(folder, "none", "tasks"));
  });

  it("refuses a broken echo.yaml by its path", async () => {
    writeFileSync(join(folder, "echo.yaml"), "timezone: 3\n");
    const error = await workspaceAt(folder, ROOT).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({ detail: { place: { file: join(folder, "echo.yaml"), line: 1, column: 11 } } });
  });
});

describe("readEnvironment", () => {
  it("counts an empty or blank variable as unset", () => {
    expect(readEnvironment({ ANTHROPIC_API_KEY: "", ANTHROPIC_BASE_URL: "  ", ECHO_LLM: " opus " })).toEqual({
      apiKey: undefined,
      authToken: undefined,
      baseUrl: undefined,
      llm: "opus",
    });
  });
});
