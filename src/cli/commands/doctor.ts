import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { DoctorFlags } from "./doctor-run.ts";

/** Declares `echo-cs doctor`; what it does is loaded when it runs. */
export function doctorCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("doctor"))
    .summary("check the set-up and say how to mend it")
    .description(
      "Checks Node, the workspace, its configuration, exports, snapshot, sources, agents and references, whether a clone is set up for sharing, whether a key is there (it is never printed), and the database of the queue, where ECHO_DATABASE_URL names one. Exit 1 where a check fails.",
    )
    .option("--online", "also ask the models endpoint whether it answers and knows the models in use, and the engines of sources")
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
