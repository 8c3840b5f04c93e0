import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { TriageEvalFlags } from "./triage-eval-run.ts";

/** Declares `echo-cs triage eval`; what it does is loaded when it runs. */
export function triageEvalCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("eval")
    .summary("measure a trained model on labelled tickets that it has not seen")
    .description(
      "Labels the tickets of a file by a trained model and holds the answers against the file's own labels: accuracy, every label's precision and recall, which labels are taken for which, how far its confidence can be trusted, and what withholding unsure labels gains.",
    )
    .argument("<file>", "a file with one row a ticket")
    .option("--model <model>", "a model that `triage train` wrote")
    .option("--text <columns>", "the column or columns with the text (default: as in the training)")
    .option("--label <columns>", "the column with the label (default: as in the training)")
    .option("--json", "print JSON")
    .action(async (file: string, _flags: TriageEvalFlags, self: Command) => {
      const { runTriageEval } = await import("./triage-eval-run.ts");
      // The parent `triage` declares options of the same names; commander gives what is typed behind `eval` to it.
      setExit(await runTriageEval(file, self.optsWithGlobals<TriageEvalFlags>(), io));
    });
  return withExamples(
    command,
    "echo-cs triage eval newer-tickets.csv --model queue.model",
    "echo-cs triage eval newer-tickets.csv --model queue.model --text body --label queue --json",
  );
}
