import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { ChurnReasonsFlags } from "./churn-reasons-run.ts";

/** Declares `echo-cs churn reasons`; what it does is loaded when it runs. */
export function churnReasonsCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("reasons"))
    .summary("why accounts left, by how many and how much")
    .description(
      "Counts the reasons that accounts gave when they left, with the revenue lost, and lists the accounts with what they said in exit interviews.",
    )
    .action(async (flags: ChurnReasonsFlags) => {
      const { runChurnReasons } = await import("./churn-reasons-run.ts");
      setExit(await runChurnReasons(flags, io));
    });
  return withExamples(command, "echo-cs churn reasons --demo", "echo-cs churn reasons --json");
}
