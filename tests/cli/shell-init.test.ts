import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SHELLS, shellInit } from "../../src/cli/shell/shell-init.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { runCli } from "../../src/testing/run-cli.ts";

describe("shell-init", () => {
  for (const shell of SHELLS) {
    it(`prints the function for ${shell}, with the paths of node and of the built program`, async () => {
      const { exit, stdout, stderr } = await runCli(["shell-init", shell], { cwd: ROOT });
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
      expect(stdout).toBe(shellInit(shell, { node: process.execPath, main: join(ROOT, "dist/cli/main.js") }));
    });
  }

  it("lists the shells for another one", async () => {
    const { exit, stdout, stderr } = await runCli(["shell-init", "tcsh"], { cwd: ROOT });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: "" });
    for (const shell of SHELLS) expect(stderr).toContain(shell);
  });
});
