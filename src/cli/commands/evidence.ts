import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { EvidenceFlags } from "./evidence-run.ts";

/** Declares `echo-cs evidence`; what it does is loaded when it runs. */
export function evidenceCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("evidence"))
    .summary("compute a fact again and show the rows behind it")
    .description(
      "Asks the query of a fact again on the present snapshot, with the date, account and health model it was asked with, tells whether the value still holds, and prints the rows behind it with file and line. Exit 2 where the value differs.",
    )
    .argument("<fact>", "id of a fact, such as F7")
    .option("--task <id>", "the task that cites it (default: the one answered last)")
    .option("--limit <rows>", "how many rows to print", "20")
    .action(async (fact: string, flags: EvidenceFlags) => {
      const { runEvidence } = await import("./evidence-run.ts");
      setExit(await runEvidence(fact, flags, io));
    });
  return withExamples(
    command,
    "echo-cs evidence F7 --task churn-acme-2026w47 --demo",
    "echo-cs evidence F1 --limit 100",
    "echo-cs evidence F7 --json | jq .rows",
  );
}
