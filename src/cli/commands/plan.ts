import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { PlanFlags } from "./plan-run.ts";

/** Declares `echo-cs plan`; what it does is loaded when it runs. */
export function planCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("plan"))
    .summary("a plan for an account, worked off in its checklist")
    .description(
      "Makes a plan from the book's own state (kickoff, first value, renewal, health) and from what you did so far: dates on working days, owners by role and name, each step on the checklist of the plan's task. Run it again to see how far it is: what the exports show is ticked, what you ticked or worded stays. The plans are references/plans/*.md; one of the same name in your workspace replaces it. What the charter forbids is refused with the rule.",
    )
    .argument(
      "[kind]",
      "onboarding, success, recovery, renewal, expansion, win-back, re-engagement, account, proposal, competitor, or your own (default: list them)",
    )
    .argument("[competitor]", "for `competitor`: the other product's name (default: any)")
    .option("--account <name>", "name, domain or id of the account")
    .option("--format <formats>", "md or html, or both with a comma: written to --out, else to reports/")
    .option("--out <path>", "the file to write, or the folder; - prints it, as Markdown or in the --format")
    .action(async (kind: string | undefined, competitor: string | undefined, flags: PlanFlags) => {
      const { runPlan } = await import("./plan-run.ts");
      setExit(await runPlan({ kind, competitor }, flags, io));
    });
  return withExamples(
    command,
    "echo-cs plan onboarding --account cobalt --demo",
    "echo-cs plan recovery --account acme --demo --out recovery.md",
    "echo-cs plan competitor flowpilot --demo",
    "echo-cs plan renewal --account acme --json | jq '.next'",
  );
}
