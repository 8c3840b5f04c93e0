import { Command, InvalidArgumentError, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { MetricsFlags } from "./metrics-run.ts";

/** Declares `echo-cs metrics`; what it does is loaded when it runs. */
export function metricsCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("metrics"))
    .summary("retention, growth, adoption and service of a period, against targets")
    .description(
      "Computes the success metrics of a period from your exports: the ARR bridge, GRR, NRR, churn, expansion, adoption, time to value, NPS, service, the team's books. Each with what it is divided by and its target (references/targets.yaml), or the reason why it cannot be told. Both days count; the start is the ARR at the end of the day before the first.",
    )
    .option("--from <day>", "first day, YYYY-MM-DD (default: the last full quarter before as-of)")
    .option("--to <day>", "last day, included (default: as-of, where --from is given)")
    .addOption(new Option("--by <part>", "also month by month or quarter by quarter").choices(["month", "quarter"]))
    .addOption(
      new Option("--cohort <part>", "also what is left of the customers who began in each month or quarter").choices(["month", "quarter"]),
    )
    .addOption(anyCase(new Option("--segment <name>", "only customers of this segment by ARR"), ["enterprise", "mid-market", "smb"]))
    .addOption(new Option("--touch <name>", "only customers of this touch by ARR").choices(["high", "mid", "low"]))
    .addOption(
      new Option("--basis <basis>", "compare the period's ends, or count every change inside it")
        .choices(["snapshot", "event"])
        .default("snapshot"),
    )
    .addOption(
      new Option("--roll-up <unit>", "what counts as one customer in revenue and logos").choices(["account", "parent"]).default("account"),
    )
    .option("--targets", "only the metrics that have a target, with whose it is")
    .option("--definitions", "say of each metric how it is computed")
    .action(async (flags: MetricsFlags) => {
      const { runMetrics } = await import("./metrics-run.ts");
      setExit(await runMetrics(flags, io));
    });
  return withExamples(
    command,
    "echo-cs metrics --demo",
    "echo-cs metrics --from 2026-01-01 --to 2026-06-30 --by quarter",
    "echo-cs metrics --segment enterprise --targets",
    "echo-cs metrics --cohort quarter",
    "echo-cs metrics --json | jq '{grr, nrr, arr}'",
  );
}

/** Choices in capitals or not: people write SMB. */
function anyCase(option: Option, choices: readonly string[]): Option {
  return option.choices(choices).argParser((text: string) => {
    const choice = text.toLowerCase();
    if (choices.includes(choice)) return choice;
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`);
  });
}
