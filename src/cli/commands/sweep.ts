import { Command, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { SweepFlags } from "./sweep-run.ts";

/** Declares `echo-cs sweep`; what it does is loaded when it runs. */
export function sweepCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("sweep"))
    .summary("look the whole book over and open, update and close tasks")
    .description(
      "Looks at every account's health, signals, renewal, onboarding and standards, and keeps the tasks: an account that turns yellow or red gets outreach due in 48 hours, a renewal is opened 90 days ahead, a won deal gets its kickoff within 3 days. What is over is closed with its outcome. Every score is written to history/health.ndjson. The same sweep twice changes nothing. Nothing is sent to anybody.",
    )
    .option("--dry-run", "only say what would be done; nothing is written")
    .addOption(new Option("--md", "print Markdown, for a chat or a pull request").conflicts(["json", "ndjson"]))
    .addOption(new Option("--ndjson", "print one line of JSON for each thing done, then one of totals").conflicts("json"))
    .option("--all", "print every task, not the first 12")
    .action(async (flags: SweepFlags) => {
      const { runSweep } = await import("./sweep-run.ts");
      setExit(await runSweep(flags, io));
    });
  return withExamples(
    command,
    "echo-cs sweep --demo --dry-run",
    'echo-cs sweep --owner "Hannah Lindqvist"',
    "echo-cs sweep --md > sweep.md",
    "echo-cs sweep --json | jq '.steps[] | select(.op == \"fail\") | .name'",
  );
}
