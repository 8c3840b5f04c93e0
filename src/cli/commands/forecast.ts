import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { ForecastFlags } from "./forecast-run.ts";

/** Declares `echo-cs forecast`; what it does is loaded when it runs. */
export function forecastCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("forecast"))
    .summary("the pipeline by stage: weighted, by own win rates, committed")
    .description(
      "Lists the open deals by stage and what they come to: weighted by the CRM's probability, by your own win rates where enough deals have closed to know them, and what the sellers commit to. Each deal says what makes it doubtful: a date that passed or was put off, its age against won deals, skipped stages, missing amounts and next steps.",
    )
    .argument("[account]", "name, domain or id of an account (default: all)")
    .option(
      "--quarter <quarter>",
      "only deals due to close by the end of it, such as 2026Q4, with what is won in it and coverage of the quota",
    )
    .action(async (account: string | undefined, flags: ForecastFlags) => {
      const { runForecast } = await import("./forecast-run.ts");
      setExit(await runForecast(account, flags, io));
    });
  return withExamples(
    command,
    "echo-cs forecast --demo",
    "echo-cs forecast --quarter 2026Q4",
    "echo-cs forecast --json | jq '.deals[] | select(.warnings != [])'",
  );
}
