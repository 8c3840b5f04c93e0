import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { JourneyFlags } from "./journey-run.ts";

/** Declares `echo-cs journey`; what it does is loaded when it runs. */
export function journeyCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("journey"))
    .summary("tell where accounts stand between kickoff and the ongoing phase")
    .description(
      "Tells where an account, or every customer, stands: day 1, week 1, weeks 2–4, day 30, day 60, day 90, ongoing; with the onboarding milestones reached and overdue, first value, and how many of the seven items its success plan holds.",
    )
    .argument("[account]", "name, domain or id of an account (default: all)")
    .option("--onboarding", "only accounts in their first 90 days")
    .action(async (account: string | undefined, flags: JourneyFlags) => {
      const { runJourney } = await import("./journey-run.ts");
      setExit(await runJourney(account, flags, io));
    });
  return withExamples(
    command,
    "echo-cs journey --demo --onboarding",
    "echo-cs journey cobalt --demo",
    "echo-cs journey --json | jq '.[] | select(.position == \"day 30\")'",
  );
}
