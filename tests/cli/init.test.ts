import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/config-file.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeEach(() => {
  cwd = tempFolder();
});
afterEach(() => removeFolder(cwd));

describe("init", () => {
  it("makes a workspace that every command then finds", async () => {
    expect(await runJson(["init", "book"], { cwd })).toMatchObject({
      root: join(cwd, "book"),
      created: ["echo.yaml", "exports/", ".gitignore (.echo/)"],
      kept: [],
    });
    expect(readFileSync(join(cwd, "book/.gitignore"), "utf8")).toBe(".echo/\n");
    writeFiles(cwd, { "book/exports/companies.csv": "Record ID,Company name\n1,Acme Corp\n" });
    expect(await runJson(["import", "-C", "book"], { cwd })).toMatchObject({ accounts: 1 });
    expect(await runJson(["import"], { cwd: join(cwd, "book", "exports") })).toMatchObject({ accounts: 1, changed: false });
  });

  it("explains every setting, all but the health model commented out, and each line is right once the # is gone", async () => {
    await runCli(["init"], { cwd });
    const text = readFileSync(join(cwd, "echo.yaml"), "utf8");
    expect(parseConfig(text, "echo.yaml")).toEqual({ health: "specialist" });
    const uncommented = text
      .split("\n")
      .filter((line) => !/^# \S/.test(line))
      .map((line) => line.replace(/^#/, ""))
      .join("\n");
    expect(Object.keys(parseConfig(uncommented, "echo.yaml"))).toEqual(
      expect.arrayContaining(["company", "timezone", "currency", "as_of", "health", "llm", "models", "budget"]),
    );
  });

  it("overwrites nothing and says what was there", async () => {
    writeFiles(cwd, { "echo.yaml": "currency: EUR\n", ".gitignore": "node_modules" });
    const { stdout } = await runCli(["init"], { cwd });
    expect(stdout).toMatch(/exists {2}echo\.yaml \(left as it is\)/);
    expect(stdout).toMatch(/made {4}exports\//);
    expect(readFileSync(join(cwd, "echo.yaml"), "utf8")).toBe("currency: EUR\n");
    expect(readFileSync(join(cwd, ".gitignore"), "utf8")).toBe("node_modules\n.echo/\n");
    expect(await runJson(["init"], { cwd })).toMatchObject({ created: [], kept: ["echo.yaml", "exports/", ".gitignore (.echo/)"] });
    expect(readFileSync(join(cwd, ".gitignore"), "utf8")).toBe("node_modules\n.echo/\n");
  });

  it("refuses a path that is a file", async () => {
    writeFiles(cwd, { book: "no folder" });
    const { exit, stderr } = await runCli(["init", "book"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("No workspace can be made");
    expect(readFileSync(join(cwd, "book"), "utf8")).toBe("no folder");
  });

  it.skipIf(!existsSync("/proc/self"))("refuses a system's folder that takes none, and ends", async () => {
    const { exit, stderr } = await runCli(["init", "/proc/none-of-ours/book"], { cwd });
    expect([exit, stderr]).toEqual([1, expect.stringContaining("No workspace can be made in /proc/none-of-ours/book.")]);
  });
});
