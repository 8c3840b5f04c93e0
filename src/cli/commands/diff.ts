import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withScope, withWorkspace } from "../options.ts";
import type { DiffFlags } from "./diff-run.ts";

/** Declares `echo-cs diff`; what it does is loaded when it runs. */
export function diffCommand(io: Io, setExit: SetExit): Command {
  const described = withWorkspace(new Command("diff"))
    .summary("what changed in the book between two days")
    .description(
      "Compares the book at the ends of two days, each as it stood then: recurring revenue from start to end, accounts won, lost, grown and shrunk, moves between health tiers, signals raised and gone, renewals that came up or were settled, tickets. --md prints Markdown for a pull-request comment.",
    )
    .argument("<from>", "the earlier day, YYYY-MM-DD")
    .argument("<to>", "the later day")
    .option("--md", "Markdown, for a pull request");
  const command = withScope(described).action(async (from: string, to: string, flags: DiffFlags) => {
    const { runDiff } = await import("./diff-run.ts");
    setExit(await runDiff({ from, to }, flags, io));
  });
  return withExamples(
    command,
    "echo-cs diff 2026-10-31 2026-11-20 --demo",
    "echo-cs diff 2026-10-31 2026-11-20 --demo --md",
    "echo-cs diff 2026-09-30 2026-10-31 --json | jq '.movements'",
  );
}
