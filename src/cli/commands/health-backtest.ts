import { Command, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import { wholeDays } from "./whole-days.ts";
import type { BacktestFlags } from "./health-backtest-run.ts";

/** Declares `echo-cs health backtest`; what it does is loaded when it runs. */
export function healthBacktestCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("backtest"))
    .summary("check past health scores against who left")
    .description(
      "Scores every account as it stood at past month-ends, seeing nothing later, and compares with who left within the horizon: how well the score ranks, what each tier caught and missed, how early, how much ARR, and whether simpler rules do as well.",
    )
    .addOption(
      new Option("--horizon <days>", "an account counts as lost when it leaves within so many days").default(90).argParser(wholeDays),
    )
    .option("--from <day>", "first day to score from, YYYY-MM-DD (default: 365 days before --to)")
    .option("--to <day>", "last day to score from (default: the last one whose horizon is over)")
    .action(async (_flags: BacktestFlags, self: Command) => {
      const { runHealthBacktest } = await import("./health-backtest-run.ts");
      // The parent `health` declares options of the same names; what was typed before `backtest` counts too.
      setExit(await runHealthBacktest(self.optsWithGlobals<BacktestFlags>(), io));
    });
  return withExamples(
    command,
    "echo-cs health backtest",
    "echo-cs health backtest --health customer-success --horizon 60",
    "echo-cs health backtest --from 2025-06-30 --json | jq '.auc'",
  );
}
