import { describe, expect, it } from "vitest";
import type { Command } from "commander";
import { HELP_TEXT } from "../../src/cli/help-text.ts";
import { buildProgram } from "../../src/cli/program.ts";
import type { Io } from "../../src/cli/io.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { runCli } from "../../src/testing/run-cli.ts";

const nowhere: Io = {
  cwd: ROOT,
  env: {},
  stdout: () => {},
  stderr: () => {},
  stdoutIsTerminal: false,
  stderrIsTerminal: false,
  width: 100,
  now: () => new Date(0),
  signal: new AbortController().signal,
  stdin: (async function* none(): AsyncGenerator<string> {})(),
};

/** Every command as typed, subcommands included. */
function words(command: Command, before: readonly string[] = []): string[][] {
  return command.commands.flatMap((sub) => [[...before, sub.name()], ...words(sub, [...before, sub.name()])]);
}

describe("--help", () => {
  it("is printed without loading the program, and is what the program would print", async () => {
    expect(HELP_TEXT).toBe((await runCli(["--help"], { cwd: ROOT })).stdout);
  });

  for (const argv of words(buildProgram(nowhere, () => {}))) {
    it(`of ${argv.join(" ")} says what it does and shows it in use`, async () => {
      const { exit, stdout, stderr } = await runCli([...argv, "--help"], { cwd: ROOT });
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
      expect(stdout).toContain(`Usage: echo-cs ${argv.join(" ")}`);
      expect(stdout).toMatch(new RegExp(`Examples:\n( .*\n)*.*echo-cs ${argv[0] ?? ""}`));
    });
  }

  it("offers --json on every command that prints data", () => {
    // What a shell or git calls has no data to print.
    const program = buildProgram(nowhere, () => {});
    const leaves = [...program.commands, ...program.commands.flatMap((sub) => sub.commands)].filter(
      (command) => command.commands.length === 0 && !["shell-init", "completions", "man", "merge-driver"].includes(command.name()),
    );
    // `workers metrics` has one format, that of Prometheus.
    const printing = leaves.filter((command) => !(command.name() === "metrics" && command.parent?.name() === "workers"));
    for (const command of printing)
      expect(
        command.options.map(({ long }) => long),
        command.name(),
      ).toContain("--json");
  });
});
