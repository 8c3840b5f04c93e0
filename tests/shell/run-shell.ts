import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { SHELLS, type Shell, shellInit } from "../../src/cli/shell/shell-init.ts";

/** Flags that keep the user's own start-up files out. */
const BARE: Record<Shell, readonly string[]> = { bash: ["--norc", "--noprofile"], zsh: ["-f"], fish: ["--no-config"] };

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A temp folder with a data file, and a stand-in program whose path holds what a shell could trip over. */
export interface Stand {
  readonly folder: string;
  readonly init: Record<Shell, string>;
}

export function makeStand(): Stand {
  const folder = mkdtempSync(join(tmpdir(), "echo-shell-"));
  const main = join(folder, String.raw`it's a "$HOME" \o/ 'path''`, "main.cjs");
  mkdirSync(join(main, ".."), { recursive: true });
  writeFileSync(main, PROGRAM);
  writeFileSync(join(folder, "tickets.csv"), "id,body\n1,it fails\n");
  const program = { node: process.execPath, main };
  const init = { bash: shellInit("bash", program), zsh: shellInit("zsh", program), fish: shellInit("fish", program) };
  for (const shell of SHELLS) writeFileSync(join(folder, `init.${shell}`), init[shell]);
  return { folder, init };
}

/** Runs a script in a real shell, standard input empty. */
export function runShell(shell: Shell, folder: string, script: string): Ran {
  return run(shell, [...BARE[shell], "-c", script], folder);
}

/** The same with a terminal for standard input; `script` of util-linux lends one. */
export function runShellOnTerminal(shell: Shell, folder: string, script: string): Ran {
  const file = join(folder, `on-terminal.${shell}`);
  writeFileSync(file, script);
  return run("script", ["-qec", [shell, ...BARE[shell], file].join(" "), "/dev/null"], folder);
}

export function isInstalled(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

function run(program: string, args: readonly string[], folder: string): Ran {
  const env = { PATH: [process.env["PATH"], "/usr/bin", "/bin"].join(delimiter), HOME: folder, TERM: "dumb", LANG: "C.UTF-8" };
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (error !== undefined) throw error;
  return { status, stdout: stdout.replaceAll("\r\n", "\n"), stderr };
}

/** Prints its arguments, and what came in where it came through a pipe or from a file; `--fail` sets its exit code. */
const PROGRAM = `
const { fstatSync, readFileSync } = require("node:fs");
const args = process.argv.slice(2);
const stdin = fstatSync(0);
console.log("HANDED OVER", JSON.stringify(args), stdin.isFIFO() || stdin.isFile() ? JSON.stringify(readFileSync(0, "utf8")) : "no input");
process.exitCode = args.includes("--fail") ? 3 : 0;
`;
