import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completionScript } from "../../src/cli/shell/completion-script.ts";
import { SHELLS } from "../../src/cli/shell/shell-init.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { isInstalled, runShell } from "./run-shell.ts";

/** Stands in for the program: offers what it was asked, and what a real one might. */
const PROGRAM = `
const words = process.argv.slice(3);
const last = words.at(-1);
if (process.argv[2] !== "__complete") process.exit(9);
if (last === "files") console.log(":files");
else if (last === "quiet") process.exit(0);
else console.log(["acme\\tAcme: the Corp", "alder-vane\\tAlder & Vane $(touch owned)", "--kind=risk", "got-" + words.length].join("\\n"));
`;

let folder = "";
beforeAll(() => {
  folder = tempFolder();
  const main = join(folder, 'it\'s a "path" $HOME', "main.cjs");
  mkdirSync(join(main, ".."), { recursive: true });
  writeFileSync(main, PROGRAM);
  writeFileSync(join(folder, "a file.csv"), "");
  for (const shell of SHELLS) writeFileSync(join(folder, `complete.${shell}`), completionScript(shell, { node: process.execPath, main }));
});
afterAll(() => removeFolder(folder));

describe("the completion scripts", () => {
  it("bash offers words, files and the part behind an equals sign", () => {
    const ask = (words: string): string[] => {
      const script = `source complete.bash; COMP_WORDS=(${words}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _echo_cs; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return runShell("bash", folder, script).stdout.trimEnd().split("\n");
    };
    expect(ask("echo-cs health ''")).toEqual(["acme", "alder-vane", "risk", "got-2"]);
    expect(ask("echo-cs signals --k")).toEqual(["acme", "alder-vane", "--kind=risk", "got-2"]);
    expect(ask("echo-cs triage files")).toEqual([""]);
    expect(ask("echo-cs triage quiet")).toEqual([""]);
    expect(runShell("bash", folder, "source complete.bash; complete -p echo-cs").stdout.trim()).toBe("complete -F _echo_cs echo-cs");
  });

  it.runIf(isInstalled("zsh"))("zsh offers words with what they mean", () => {
    const stub = `compdef() { print -r -- "compdef $*" }; _describe() { local name=$2; print -rl -- "\${(@P)name}" }; _files() { print files "$@" }`;
    const ask = (words: string): string[] => {
      const ran = runShell("zsh", folder, `${stub}; source ./complete.zsh; words=(${words}); CURRENT=\${#words}; _echo_cs`);
      expect(ran.stderr).toBe("");
      return ran.stdout.trimEnd().split("\n");
    };
    expect(ask("echo-cs health ''")).toEqual([
      "compdef _echo_cs echo-cs",
      "acme:Acme: the Corp",
      "alder-vane:Alder & Vane $(touch owned)",
      "--kind=risk",
      "got-2",
    ]);
    expect(ask("echo-cs triage files").at(-1)).toBe("files");
    expect(ask("echo-cs triage quiet")).toHaveLength(1);
  });

  it.runIf(isInstalled("fish"))("fish offers words with what they mean, and files where they are asked for", () => {
    const ask = (line: string): string => runShell("fish", folder, `source complete.fish; complete -C "${line}"`).stdout;
    expect(ask("echo-cs health ac")).toContain("acme\tAcme: the Corp");
    expect(ask("echo-cs health ")).toContain("got-2");
    expect(ask("echo-cs triage quiet")).toBe("");
  });

  it("run nothing that a name holds", () => {
    for (const shell of SHELLS.filter(isInstalled)) runShell(shell, folder, `source ./complete.${shell}; ls`);
    expect(runShell("bash", folder, "ls").stdout).not.toContain("owned");
  });
});
