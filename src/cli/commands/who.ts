import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { WhoFlags } from "./who-run.ts";

/** Declares `echo-cs who`; what it does is loaded when it runs. */
export function whoCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("who")
    .summary("say whose job something is, with the rule")
    .description(
      "Answers “whose job is this?”: the agent, who else the rule brings in, and the charter's rule that says so. Offline; reads no exports.",
    )
    .argument("<request...>", "what has to be done, in your own words")
    .option("-C, --directory <dir>", "the workspace whose own charter and agents count")
    .option("--json", "print JSON")
    .action(async (words: string[], flags: WhoFlags) => {
      const { runWho } = await import("./who-run.ts");
      setExit(await runWho(words.join(" "), flags, io));
    });
  return withExamples(
    command,
    'echo-cs who "who owns the upsell at Globex?"',
    'echo-cs who "the customer wants a refund"',
    'echo-cs who "hold the renewal talk with Acme" --json | jq -r .rule.id',
  );
}
