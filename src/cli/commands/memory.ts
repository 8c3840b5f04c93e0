import { Command, Option } from "commander";
import { MEMORY_KINDS } from "../../tasks/memory.ts";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples, withWorkspace } from "../options.ts";
import type { AddFlags, MemoryFlags } from "./memory-run.ts";

/** Declares `echo-cs memory`; what it does is loaded when it runs. */
export function memoryCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("memory")
    .summary("what is worth remembering: results and decisions")
    .description(
      "memory/insights.md and memory/project.md: results with a measured effect and decisions that change how the team works, dated and each once. Routine is left out, your own lines stay, and later answers read both.",
    );
  const update = withBook(new Command("update"))
    .description("Writes down what is new and significant, and sums the session up in eight lines.")
    .action(async (flags: MemoryFlags) => {
      const { runMemoryUpdate } = await import("./memory-run.ts");
      setExit(await runMemoryUpdate(flags, io));
    });
  const show = withWorkspace(new Command("show"))
    .description("What both files say.")
    .action(async (flags: MemoryFlags) => {
      const { runMemoryShow } = await import("./memory-run.ts");
      setExit(await runMemoryShow(flags, io));
    });
  const add = withWorkspace(new Command("add"))
    .description("Writes down a result or a decision of yours, dated.")
    .argument("<text...>", "what was found or decided")
    .addOption(
      new Option("--kind <kind>", "what it is about; the last four are decisions")
        .choices([...MEMORY_KINDS.insights, ...MEMORY_KINDS.project])
        .default("retention"),
    )
    .option("--as-of <day>", "its date (default: today)")
    .action(async (words: string[], flags: AddFlags) => {
      const { runMemoryAdd } = await import("./memory-run.ts");
      setExit(await runMemoryAdd(words.join(" "), flags, io));
    });
  command.addCommand(withExamples(update, "echo-cs memory update --demo", "echo-cs memory update --json | jq .summary"));
  command.addCommand(withExamples(show, "echo-cs memory show"));
  command.addCommand(
    withExamples(
      add,
      'echo-cs memory add "Weekly calls brought Acme back to green in five weeks"',
      'echo-cs memory add "Surveys run in Typeform from now on" --kind feedback-system',
    ),
  );
  return withExamples(command, "echo-cs memory update", "echo-cs memory show");
}
