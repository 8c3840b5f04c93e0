import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import { shareOption } from "./triage-share.ts";
import type { TriageTrainFlags } from "./triage-train-run.ts";

/** Declares `echo-cs triage train`; what it does is loaded when it runs. */
export function triageTrainCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("train")
    .summary("learn labels from tickets that you have labelled")
    .description(
      "Learns from a file of labelled tickets (CSV, XLSX, JSON, NDJSON, Parquet) how your team labels them: queues, types, intents. Every figure it prints is of tickets that the model had not seen. Nothing leaves this machine. A cell is one label, whatever it holds.",
    )
    .argument("<file>", "a file with one row a ticket")
    .option("--text <columns>", "the column or columns with the text, for example subject,description")
    .option("--label <columns>", "the column with the label; several columns are learnt side by side")
    .option("--out <model>", "where to write the model")
    .addOption(shareOption("--target-precision <share>", "give a label only where so many of those given are right", 0.9))
    .option(
      "--out-of-scope <value>",
      "the label of tickets that belong to none of the others (default: oos or out-of-scope, if there is one)",
    )
    .addOption(shareOption("--target-recall <share>", "withhold a label from at least so many of the tickets out of scope", 0.8))
    .option("--validation <file>", "set confidence and threshold by this file, of the same columns (default: by tickets held back)")
    .option("--json", "print JSON")
    .action(async (file: string, _flags: TriageTrainFlags, self: Command) => {
      const { runTriageTrain } = await import("./triage-train-run.ts");
      // The parent `triage` declares options of the same names; commander gives what is typed behind `train` to it.
      setExit(await runTriageTrain(file, self.optsWithGlobals<TriageTrainFlags>(), io));
    });
  return withExamples(
    command,
    "echo-cs triage train tickets.csv --text subject,description --label queue --out queue.model",
    "echo-cs triage train tickets.csv --text body --label queue,type --out tickets.model",
    "echo-cs triage train intents.ndjson --text text --label intent --out-of-scope oos --out intents.model",
  );
}
