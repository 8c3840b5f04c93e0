import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { RunShowFlags } from "./run-show-run.ts";

/** Declares `echo-cs run`; what it does is loaded when it runs. */
export function runCommand(io: Io, setExit: SetExit): Command {
  const show = withWorkspace(new Command("show"))
    .summary("show a model run, agent by agent")
    .description(
      "Shows the last model run of a task as a tree: the agents, their turns and tools, tokens, cost and time, and how each ended. The transcript holds more: .echo/runs/<task>.",
    )
    .argument("<task>", "id of a task, such as churn-acme-2026w47")
    .action(async (task: string, flags: RunShowFlags) => {
      const { runRunShow } = await import("./run-show-run.ts");
      setExit(await runRunShow(task, flags, io));
    });
  withExamples(show, "echo-cs run show churn-acme-2026w47 --demo", "echo-cs run show churn-acme-2026w47 --json | jq .tree.usd");
  const command = new Command("run")
    .summary("look into model runs")
    .description("Looks into model runs: what the agents did and what it cost.")
    .addCommand(show);
  return withExamples(command, "echo-cs run show churn-acme-2026w47 --demo");
}
