import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { SHELLS, type Shell } from "../../src/cli/shell/shell-init.ts";
import { isInstalled, makeStand, runShell, runShellOnTerminal } from "./run-shell.ts";

const stand = makeStand();
afterAll(() => rmSync(stand.folder, { recursive: true, force: true }));

const TICKETS = String.raw`"id,body\n1,it fails\n"`;

/** Typed as is in all three shells → the arguments that the program gets. */
const HANDED_OVER: readonly { typed: string; args: readonly string[]; input?: string }[] = [
  { typed: 'echo ask "why is Acme churning?"', args: ["ask", "why is Acme churning?"] },
  { typed: 'echo ask "why is Acme churning?" --demo', args: ["ask", "why is Acme churning?", "--demo"] },
  { typed: 'echo ask --as-of 2026-11-01 "two words" ""', args: ["ask", "--as-of", "2026-11-01", "two words", ""] },
  { typed: `echo ask 'a "quoted" * \\$x; & | word'`, args: ["ask", String.raw`a "quoted" * \$x; & | word`] },
  { typed: "echo qbr --account acme", args: ["qbr", "--account", "acme"] },
  { typed: "echo qbr --json --account=acme", args: ["qbr", "--json", "--account=acme"] },
  { typed: "echo qbr --all", args: ["qbr", "--all"] },
  { typed: "echo triage tickets.csv", args: ["triage", "tickets.csv"] },
  { typed: "echo triage --json tickets.csv", args: ["triage", "--json", "tickets.csv"] },
  { typed: "echo triage train tickets.csv --label team", args: ["triage", "train", "tickets.csv", "--label", "team"] },
  { typed: "echo batch tickets.csv", args: ["batch", "tickets.csv"] },
  { typed: "cat tickets.csv | echo triage", args: ["triage"], input: TICKETS },
  { typed: "cat tickets.csv | echo triage --json", args: ["triage", "--json"], input: TICKETS },
  { typed: "cat tickets.csv | echo triage - --text body", args: ["triage", "-", "--text", "body"], input: TICKETS },
  { typed: "echo triage < tickets.csv", args: ["triage"], input: TICKETS },
];

/** Typed as is in all three shells → whatever the shell's own echo makes of it. */
const UNTOUCHED: readonly string[] = [
  "echo",
  'echo ""',
  "echo hello world",
  "echo -n hello",
  String.raw`echo -e "a\tb\x41"`,
  String.raw`echo "a\tb"`,
  "echo -- ask",
  "echo ask",
  "echo ask me",
  'echo "ask me why"',
  'echo -n ask "two words"',
  'echo Ask "two words"',
  'echo asks "two words"',
  "cat tickets.csv | echo ask",
  "echo check passed",
  "echo health ok",
  'echo health "is ok"',
  "echo qbr",
  "echo qbr done",
  "echo qbr --accounts --allow",
  "echo triage",
  "echo triage done",
  "echo triage missing.csv",
  "cat tickets.csv | echo triage 17",
  "echo triage < /dev/null",
  "echo batch",
  "echo batch 3 of 4",
  "cat tickets.csv | echo batch",
  'printf "%s\\n" "two words" | xargs echo ask --all',
  'env echo ask "two words"',
  'command echo ask "two words"',
  'builtin echo ask "two words"',
];

describe.each(SHELLS.map((shell) => ({ shell, absent: !isInstalled(shell) })))("shellInit in $shell", ({ shell, absent }) => {
  const typed = (script: string) => runShell(shell, stand.folder, `${stand.init[shell]}\n${script}`);

  it.skipIf(absent).each(HANDED_OVER)("hands over: $typed", ({ typed: script, args, input = "no input" }) => {
    expect(typed(script)).toEqual({ status: 0, stdout: `HANDED OVER ${JSON.stringify(args)} ${input}\n`, stderr: "" });
  });

  it.skipIf(absent).each(UNTOUCHED)("leaves alone: %s", (script) => {
    const own = runShell(shell, stand.folder, script);
    expect(own.stdout).not.toContain("HANDED OVER");
    expect(typed(script)).toEqual(own);
  });

  it.skipIf(absent)("is loaded by the one line that the README gives", () => {
    expect(runShell(shell, stand.folder, `eval "$(cat init.${shell})"\necho qbr --all`).stdout).toBe(
      'HANDED OVER ["qbr","--all"] no input\n',
    );
  });

  it.skipIf(absent)("gives back the program's exit code", () => {
    expect(typed("echo qbr --all --fail").status).toBe(3);
  });

  it.skipIf(absent)("leaves a lone `echo triage` on a terminal alone", () => {
    const { stdout } = runShellOnTerminal(shell, stand.folder, `${stand.init[shell]}\necho triage\necho triage --json\necho qbr --all`);
    expect(stdout).toBe('triage\ntriage --json\nHANDED OVER ["qbr","--all"] no input\n');
  });

  it.skipIf(absent)("does not swallow the input of a loop", () => {
    const loop =
      shell === "fish"
        ? "while read -l id; echo triage $id; end < tickets.csv"
        : "while read -r id; do echo triage $id; done < tickets.csv";
    expect(typed(loop).stdout).toBe("triage id,body\ntriage 1,it fails\n");
  });

  it.skipIf(absent)("works in functions, pipes and substitutions", () => {
    const inside =
      shell === "fish"
        ? 'function f; echo ask "a b"; end; f | cat; printf "%s" (f)'
        : 'f() { echo ask "a b"; }; f | cat; (f); printf "%s" "$(f)"';
    const line = 'HANDED OVER ["ask","a b"] no input';
    expect(typed(inside).stdout.split("\n")).toEqual(shell === "fish" ? [line, line] : [line, line, line]);
  });
});

/** Settings under which scripts and interactive shells are known to run. */
const SETTINGS: Record<Exclude<Shell, "fish">, readonly string[]> = {
  bash: ["set -euo pipefail", "IFS=ak", "IFS=", "set -o posix", "shopt -s extglob nullglob", "set -f", "set -a", "set -k"],
  zsh: [
    "set -eu -o pipefail",
    "IFS=ak",
    "setopt KSH_ARRAYS",
    "setopt SH_WORD_SPLIT GLOB_SUBST NO_UNSET WARN_CREATE_GLOBAL ERR_RETURN",
    "setopt EXTENDED_GLOB NULL_GLOB RC_QUOTES IGNORE_BRACES CSH_JUNKIE_QUOTES",
    "setopt BSD_ECHO",
    "emulate sh",
    "emulate ksh",
  ],
};

describe.each(["bash", "zsh"] as const)("shellInit in %s", (shell) => {
  const absent = !isInstalled(shell);

  it.skipIf(absent).each(SETTINGS[shell])("keeps its manners under: %s", (setting) => {
    const script = 'if echo ask "a b" --fail; then :; else echo failed $?; fi\necho ask me\necho qbr "x  y" \'a\\tb\'\necho triage\necho';
    const { status, stdout, stderr } = runShell(shell, stand.folder, `${setting}\n${stand.init[shell]}\n${script}`);
    const own = runShell(shell, stand.folder, `${setting}\necho failed 3\n${script.split("\n").slice(1).join("\n")}`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(`HANDED OVER ["ask","a b","--fail"] no input\n${own.stdout}`);
  });

  it.skipIf(absent)("is defined in spite of an alias of the same name", () => {
    const alias = `${shell === "bash" ? "shopt -s expand_aliases" : "setopt ALIASES"}\nalias echo='echo -n' builtin=false`;
    const { stdout, stderr } = runShell(shell, stand.folder, `${alias}\n${stand.init[shell]}\n\\echo ask "a b"`);
    expect({ stdout, stderr }).toEqual({ stdout: 'HANDED OVER ["ask","a b"] no input\n', stderr: "" });
  });

  it.skipIf(absent)("leaves no variable behind", () => {
    const names = shell === "bash" ? "compgen -v" : "typeset +";
    const before = `{ ${names}; } > before.txt`;
    const script = `${before}\n${stand.init[shell]}\necho ask "a b"\necho triage x\n{ ${names}; } > after.txt\ndiff before.txt after.txt`;
    const { stdout } = runShell(shell, stand.folder, script);
    expect(stdout.split("\n").filter((line) => /^[<>]/.test(line) && !/BASH_|PIPESTATUS|_$|\bLINENO/.test(line))).toEqual([]);
  });
});
