import { Command, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import { healthBacktestCommand } from "./health-backtest.ts";
import { healthDiffCommand } from "./health-diff.ts";
import type { HealthFlags } from "./health-run.ts";

/** Declares `echo-cs health`; what it does is loaded when it runs. */
export function healthCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("health"))
    .summary("score accounts and explain the scores")
    .description(
      "Scores one account, or all of them worst first, by a health model: score, tier, how much of the model had data, the trend of 30 days, and what each input contributes.",
    )
    .argument("[account]", "name, domain or id of an account (default: all)")
    .option("--all", "every account")
    .option("--roll-up", "score accounts of one parent as one, weighted by ARR")
    .addOption(new Option("--tier <tier>", "only accounts of this tier").choices(["green", "yellow", "red"]))
    .action(async (account: string | undefined, flags: HealthFlags) => {
      const { runHealth } = await import("./health-run.ts");
      setExit(await runHealth(account, flags, io));
    });
  command.addCommand(healthDiffCommand(io, setExit)).addCommand(healthBacktestCommand(io, setExit));
  return withExamples(
    command,
    "echo-cs health acme --demo",
    "echo-cs health --all --tier red",
    "echo-cs health acme --health customer-success",
    "echo-cs health --all --roll-up",
    "echo-cs health diff 2026-09-30 2026-11-20 acme",
    "echo-cs health --all --json | jq '.[] | select(.trend.delta < -10) | .account'",
  );
}
