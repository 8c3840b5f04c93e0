import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { MAIN } from "../../scripts/built-program.ts";
import { SHELLS } from "../../src/cli/shell/shell-init.ts";
import { isInstalled, runShell } from "./run-shell.ts";

const folder = mkdtempSync(join(tmpdir(), "echo-shell-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(MAIN))("the built program's own shell-init", () => {
  for (const shell of SHELLS) {
    it.skipIf(!isInstalled(shell))(`makes \`echo ask "…"\` the program in ${shell}`, () => {
      const program = `"${process.execPath}" "${MAIN}"`;
      const load = shell === "fish" ? `${program} shell-init fish | source` : `eval "$(${program} shell-init ${shell})"`;
      const { status, stdout, stderr } = runShell(shell, folder, `${load}\necho check passed\necho ask "why is Acme churning?" --help`);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toMatch(/^check passed\nUsage: echo-cs ask /);
    });
  }
});
