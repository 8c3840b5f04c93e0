import { Command, Option } from "commander";
import { SERVICE_BY } from "../../domain/service/service-by.ts";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { ServiceFlags } from "./service-run.ts";
import { wholeDays } from "./whole-days.ts";

/** Declares `echo-cs service`; what it does is loaded when it runs. */
export function serviceCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("service"))
    .summary("how support answers: replies, resolution, backlog, escalations, mood")
    .description(
      "Holds the tickets of the last days against the promise of a first reply (4 hours, or support.first_reply_hours in echo.yaml; in working hours where echo.yaml gives them): replied in time, late, still waiting. With resolution, reopenings, the age of the backlog, escalations against the written authority (references/triage/authority.yaml), ratings and the mood of the texts. Medians and 90th percentiles count tickets that still wait.",
    )
    .argument("[account]", "name, domain or id of an account (default: all)")
    .addOption(new Option("--by <what>", "a line for each account, agent or month").choices(SERVICE_BY))
    .option("--days <n>", "the tickets opened in so many days", wholeDays, 90)
    .action(async (account: string | undefined, flags: ServiceFlags) => {
      const { runService } = await import("./service-run.ts");
      setExit(await runService(account, flags, io));
    });
  return withExamples(
    command,
    "echo-cs service --demo",
    "echo-cs service --by account --demo",
    "echo-cs service acme --by month --days 365",
    "echo-cs service --by agent --json | jq '.groups[] | {name, in_time_share, judged}'",
  );
}
