import { Command, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import { triageEvalCommand } from "./triage-eval.ts";
import { dollars } from "./dollars.ts";
import type { TriageFlags } from "./triage-flags.ts";
import { shareOption } from "./triage-share.ts";
import { triageTrainCommand } from "./triage-train.ts";

/** Declares `echo-cs triage`; what it does is loaded when it runs. */
export function triageCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("triage"))
    .summary("sort tickets: what each is about, how urgent, whose")
    .description(
      "Reads any export of tickets, piped in or named, and says of each what it is about (the capability and what it lacks), how the customer feels, how urgent it is, whose account it is, and whether support handles it or who else does. A table on a terminal, one JSON object a line in a pipe. Learns your own labels from labelled tickets.",
    )
    .argument("[file]", "an export of tickets: CSV, TSV, NDJSON, JSON, XLSX, Parquet, also gzipped (default: standard input)")
    .option("--text <columns>", "the column or columns with the text, where they go by unusual names")
    .option("--id <column>", "the column with the id of a ticket")
    .option("--model <model>", "add your own labels by a model that `triage train` wrote")
    .option("--csv", "print CSV")
    .option("--summary", "print sums instead of tickets: by capability, priority, mood, account")
    .addOption(new Option("--fail-on <what>", "exit with 2 where a ticket is so").choices(["escalate", "p1"]))
    .option("--assist", "let a language model (with a key) read again what was read without confidence; what it changes says so")
    .addOption(shareOption("--assist-below <share>", "with --assist: how little confidence is too little", 0.4))
    .option("--llm <name>", "with --assist: the language model (default: haiku)")
    .option("--budget <usd>", "with --assist: what it may cost at most (default: budget.usd in echo.yaml, else 1)", dollars)
    .option("--as-of <day>", "revenue and health of the accounts on this day, YYYY-MM-DD")
    .option("--no-accounts", "do not join tickets to the book's accounts")
    .addCommand(triageTrainCommand(io, setExit))
    .addCommand(triageEvalCommand(io, setExit))
    .action(async (file: string | undefined, flags: TriageFlags) => {
      const { runTriage } = await import("./triage-run.ts");
      setExit(await runTriage(file, flags, io));
    });
  return withExamples(
    command,
    "cat export.csv | echo-cs triage",
    "echo-cs triage tickets.csv --summary",
    "echo-cs triage tickets.ndjson --fail-on escalate | jq -c 'select(.escalate) | {id, rule, agent}'",
    "echo-cs triage tickets.csv --model queue.model --text subject,body --id key",
    "echo-cs triage tickets.csv --assist --budget 0.50 | jq -c 'select(.assisted)'",
    "echo-cs triage train tickets.csv --text subject,description --label queue --out queue.model",
    "echo-cs triage eval newer-tickets.csv --model queue.model",
  );
}
