import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import type { HealthDiffFlags } from "./health-diff-run.ts";

/** Declares `echo-cs health diff`; what it does is loaded when it runs. */
export function healthDiffCommand(io: Io, setExit: SetExit): Command {
  const command = withBook(new Command("diff"))
    .summary("what changed between two days")
    .description(
      "Compares the health scores of two days, each as it stood then. Of one account: what each input did to the score, in points that add up to the change. Of the book: who moved between tiers, and who fell and rose most.",
    )
    .argument("<from>", "the earlier day, YYYY-MM-DD")
    .argument("<to>", "the later day")
    .argument("[account]", "name, domain or id of an account (default: all)")
    .action(async (from: string, to: string, account: string | undefined, _flags: HealthDiffFlags, self: Command) => {
      const { runHealthDiff } = await import("./health-diff-run.ts");
      // The parent `health` declares options of the same names; what was typed before `diff` counts too.
      setExit(await runHealthDiff({ from, to, account }, self.optsWithGlobals<HealthDiffFlags>(), io));
    });
  return withExamples(
    command,
    "echo-cs health diff 2026-09-30 2026-11-20 acme --demo",
    "echo-cs health diff 2026-08-31 2026-09-30",
    "echo-cs health diff 2026-08-31 2026-09-30 --json | jq '.moves'",
  );
}
