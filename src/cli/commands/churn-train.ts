import { Command, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { TrainFlags } from "./churn-train-run.ts";
import { wholeDays } from "./whole-days.ts";

/** Declares `echo-cs churn train`; what it does is loaded when it runs. */
export function churnTrainCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("train"))
    .summary("learn from a file of customers, or from the book's own past")
    .description(
      "Learns which customers leave, from a file (CSV, XLSX, JSON, Parquet) with one row a customer, or without FILE from the book: every account at past month-ends as it stood then. Every figure is of customers the model did not see. Columns that give the answer away are named and left out.",
    )
    .argument("[file]", "a file of customers (default: the book)")
    .option("--label <column>", "the column that says who left")
    .option("--id <column>", "the column with the customer's id")
    .option("--positive <value>", "the value of that column that means the customer left (told by its spelling where it is plain)")
    .option(
      "--label-date <column|day>",
      "when the label was still open: columns with later days are left out (default: a column called snapshot_date or the like)",
    )
    .addOption(
      new Option("--horizon <days>", "for the book: an account counts as lost when it leaves within so many days")
        .default(90)
        .argParser(wholeDays),
    )
    .option("--out <model>", "where to write the model (for the book: default .echo/models/churn.json)")
    .action(async (file: string | undefined, flags: TrainFlags) => {
      const { runChurnTrain } = await import("./churn-train-run.ts");
      setExit(await runChurnTrain(file, flags, io));
    });
  return withExamples(
    command,
    "echo-cs churn train customers.csv --label churned --id customer_id --out churn.json",
    'echo-cs churn train customers.xlsx --label status --positive "Closed" --id id --out churn.json',
    "echo-cs churn train -C my-book",
  );
}
