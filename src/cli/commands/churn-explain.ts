import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { ScoreFlags } from "./churn-score-run.ts";

/** Declares `echo-cs churn explain`; what it does is loaded when it runs. */
export function churnExplainCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("explain"))
    .summary("say why one customer has its probability")
    .description(
      "Shows what each column adds to or takes from one customer's probability, against a customer that is average in every column. The parts sum to the difference.",
    )
    .argument("<account-or-id>", "an account of the book, or an id of the file")
    .argument("[file]", "the file of customers (default: the book)")
    .option("--model <model>", "a model that `churn train` wrote (default: .echo/models/churn.json)")
    .option("--id <column>", "the column with the customer's id (default: that of the training)")
    .action(async (wanted: string, file: string | undefined, flags: ScoreFlags) => {
      const { runChurnExplain } = await import("./churn-explain-run.ts");
      setExit(await runChurnExplain(wanted, file, flags, io));
    });
  return withExamples(
    command,
    "echo-cs churn explain 7590-VHVEG customers.csv --model churn.json",
    "echo-cs churn explain acme -C my-book",
  );
}
