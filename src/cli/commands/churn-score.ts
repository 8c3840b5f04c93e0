import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { ScoreFlags } from "./churn-score-run.ts";

/** Declares `echo-cs churn score`; what it does is loaded when it runs. */
export function churnScoreCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("score"))
    .summary("give every customer a probability of leaving")
    .description(
      "Scores the customers of a file, or of the book, by a trained model. With --json one line a customer, in the order of the file.",
    )
    .argument("[file]", "a file of customers (default: the book)")
    .option("--model <model>", "a model that `churn train` wrote (default: .echo/models/churn.json)")
    .option("--id <column>", "the column with the customer's id (default: that of the training)")
    .action(async (file: string | undefined, flags: ScoreFlags) => {
      const { runChurnScore } = await import("./churn-score-run.ts");
      setExit(await runChurnScore(file, flags, io));
    });
  return withExamples(
    command,
    "echo-cs churn score customers.csv --model churn.json --id customer_id --json",
    "echo-cs churn score -C my-book",
  );
}
