import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { DoctorFlags } from "./doctor-run.ts";

export function doctorCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("doctor"))
    .summary("check the set-up and say how to mend it")
    .description(
      "Checks Node, the workspace, its configuration, exports, snapshot, agents and references, and whether a key is there (it is never printed). Exit 1 where a check fails.",
    )
    .option("--online", "also ask the models endpoint whether it answers and knows the models in use")
    .action(async (flags: DoctorFlags) => {
      const { runDoctor } = await import("./doctor-run.ts");
      setExit(await runDoctor(flags, io));
    });
  return withExamples(
    command,
    "echo-cs doctor",
    "echo-cs doctor --demo",
    "echo-cs doctor --online --json | jq '.checks[] | select(.status != \"ok\")'",
  );
}
