import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { allHelp, subcommands } from "../../scripts/command-help.ts";

function program(): Command {
  const root = new Command("echo-cs").description("Commands: none are listed here\nask  not a command");
  root.command("ask").argument("<question>").description("a long description ".repeat(12)).option("--demo", "use the example");
  const triage = root.command("triage").description("sort tickets");
  triage.command("train").description("train a model");
  root.command("shell-init").description("for a shell");
  return root;
}

function helpOf(words: readonly string[]): string {
  const command = words.reduce<Command | undefined>((parent, word) => parent?.commands.find((each) => each.name() === word), program());
  return command?.helpInformation() ?? "";
}

describe("subcommands", () => {
  it("reads the names from commander's help, wrapped descriptions or not", () => {
    expect(subcommands(helpOf([]))).toEqual(["ask", "triage", "shell-init"]);
  });

  it("finds none where there are none", () => {
    expect(subcommands(helpOf(["ask"]))).toEqual([]);
  });
});

describe("allHelp", () => {
  it("walks to the commands of commands, parents first", () => {
    expect(allHelp(helpOf).map(({ words }) => words.join(" "))).toEqual(["", "ask", "triage", "triage train", "shell-init"]);
  });
});
