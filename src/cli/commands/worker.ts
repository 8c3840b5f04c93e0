import { Command } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import { wholeNumber } from "../whole-number.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { WorkerFlags } from "./worker-flags.ts";

/** Declares `echo-cs worker`; what it does is loaded when it runs. */
export function workerCommand(io: Io, setExit: SetExit, program: WholeProgram): Command {
  const command = new Command("worker")
    .summary("do the jobs of a queue, on this machine, beside other workers")
    .description(
      "Takes jobs that `echo-cs batch --queue` put on a queue in PostgreSQL (ECHO_DATABASE_URL) and does them, as many workers on as many machines as you like. Every call of a model and every effect is on record before the next begins: what a worker leaves behind when it dies, another goes on with. Ends on Ctrl-C or SIGTERM: steps under way end, the rest goes back to the queue. Needs @dbos-inc/dbos-sdk and pg.",
    )
    .option("-C, --directory <dir>", "the workspace as this machine sees it (default: where it lies for whoever enqueued)")
    .option("--queue <name>", "the queue", "echo")
    .option("--concurrency <n>", "jobs at the same time; holds for every worker of the queue (default 8)", (text) =>
      wholeNumber("--concurrency", text, { from: 1, to: 1024 }),
    )
    .option("--cache <dir>", "where snapshots are kept, by their hash (default: ~/.cache/echo-cs)")
    .option("--metrics-port <port>", "serve metrics to Prometheus on this machine (127.0.0.1, /metrics; 0 takes a free port)", (text) =>
      wholeNumber("--metrics-port", text, { from: 0, to: 65_535 }),
    )
    .option("--until-empty", "end as soon as the queue holds nothing more")
    .option("--json", "at the end, print what was done as JSON")
    .option("--log-level <level>", "how much is said on stderr: warn, info, debug (every job)")
    .action(async (flags: WorkerFlags) => {
      const { runWorker } = await import("./worker-run.ts");
      setExit(await runWorker(flags, io, program));
    });
  return withExamples(
    command,
    "ECHO_DATABASE_URL=postgresql://… echo-cs worker",
    "echo-cs worker -C /mnt/book --concurrency 16",
    "echo-cs worker --queue nightly --until-empty",
  );
}
