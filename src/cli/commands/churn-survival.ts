import { Command, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { SurvivalFlags } from "./churn-survival-run.ts";

/** Declares `echo-cs churn survival`; what it does is loaded when it runs. */
export function churnSurvivalCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("survival"))
    .summary("show how long customers stay")
    .description(
      "Shows the share of customers still here after so many days (Kaplan–Meier). Customers who have not left count for as long as they have been seen. By segment or by the year or quarter in which they began.",
    )
    .addOption(new Option("--by <group>", "one curve for each").choices(["segment", "touch", "year", "quarter", "industry"]))
    .action(async (flags: SurvivalFlags) => {
      const { runChurnSurvival } = await import("./churn-survival-run.ts");
      setExit(await runChurnSurvival(flags, io));
    });
  return withExamples(
    command,
    "echo-cs churn survival --demo",
    "echo-cs churn survival --by segment",
    "echo-cs churn survival --by year --json | jq '.groups[].median_days'",
  );
}
