import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { CharterFlags } from "./charter-run.ts";

/** Declares `echo-cs charter`; what it does is loaded when it runs. */
export function charterCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("charter")
    .summary("show how the team works and which rule is enforced where")
    .description(
      "Shows the charter in use: its lanes and its rules. --rules lists every rule with the place that enforces it and the test that proves it. A rule that you remove from agents/ECHO.md is switched off; one that you add is told to the agents and enforced by nothing.",
    )
    .argument("[rule]", "one rule by its id")
    .option("--rules", "every rule, with where it is enforced and what proves it")
    .option("-C, --directory <dir>", "the workspace whose own charter counts")
    .option("--json", "print JSON")
    .action(async (rule: string | undefined, flags: CharterFlags) => {
      const { runCharter } = await import("./charter-run.ts");
      setExit(await runCharter(rule, flags, io));
    });
  return withExamples(
    command,
    "echo-cs charter",
    "echo-cs charter --rules",
    "echo-cs charter csm-owns-renewal",
    "echo-cs charter --rules --json | jq '.rules[] | select(.enforced == null)'",
  );
}
