import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../src/testing/demo-book.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";

const SETTER = "groff";
const hasGroff = spawnSync(SETTER, ["--version"]).error === undefined;

describe("the manual page", () => {
  it("holds every command with its options and examples", async () => {
    const { exit, stdout } = await runCli(["man"], { cwd: ROOT });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^\.TH ECHO\\-CS 1 /);
    for (const name of ["ask", "agents export", "config set", "mcp"])
      expect(stdout).toMatch(new RegExp(`^\\.SS ${name.replaceAll("-", "\\\\-")}( |$)`, "m"));
    expect(stdout).toContain(".B \\-C, \\-\\-directory <dir>");
    expect(stdout).toContain("  echo\\-cs health");
    // Nothing of a text is taken for a request of roff's.
    const requests = stdout.split("\n").filter((line) => line.startsWith(".") || line.startsWith("'"));
    expect(requests.filter((line) => !/^\.(?:TH|SH|SS|TP|B|PP|nf|fi)(?: |$)/.test(line))).toEqual([]);
    expect((await runCli(["man"], { cwd: ROOT, width: 60 })).stdout).toBe(stdout);
  });

  it.runIf(hasGroff)("is set without a warning, within the width", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "page.1"), (await runCli(["man"], { cwd: ROOT })).stdout);
    const { stdout, stderr } = spawnSync(SETTER, ["-man", "-Tutf8", "-ww", "-P-cbou", join(folder, "page.1")], { encoding: "utf8" });
    expect(stderr).toBe("");
    for (const part of ["NAME", "COMMANDS", "EXIT STATUS", "ENVIRONMENT"]) expect(stdout).toContain(part);
    expect(stdout).toContain("--no-model");
    removeFolder(folder);
  });
});
