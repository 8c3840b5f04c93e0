import { Argument, Command, Option } from "commander";
import { SCHEDULED, type ScheduledKind, WEEKDAYS } from "../../batch/ops/schedule-kinds.ts";
import type { Io, SetExit } from "../io.ts";
import { withExamples } from "../options.ts";
import type { FailedFlags, RetryFlags } from "./workers-failed-run.ts";
import type { ScheduleFlags } from "./workers-schedule-run.ts";
import type { StatusFlags } from "./workers-status-run.ts";

/** Declares `echo-cs workers`; what it does is loaded when it runs. */
export function workersCommand(io: Io, setExit: SetExit): Command {
  const command = new Command("workers")
    .summary("look after queues: what waits, what failed, who works, what runs when")
    .description(
      "What `echo-cs worker` processes do on the queues of the database in ECHO_DATABASE_URL: how much waits and for how long, what failed and how to have it done again, and what runs every night or every week.",
    );
  for (const sub of [status, metrics, failed, retry, schedule]) command.addCommand(sub(io, setExit));
  return withExamples(command, "echo-cs workers status", "echo-cs workers failed", "echo-cs workers retry --all");
}

const QUEUE = ["--queue <name>", "only this queue (default: all of the database)"] as const;

function status(io: Io, setExit: SetExit): Command {
  const command = new Command("status")
    .description(
      "How many jobs wait, run, are done and failed; how fast they end; the oldest; who works, and what of the models' limits is in use.",
    )
    .option(...QUEUE)
    .option("--json", "print JSON")
    .action(async (flags: StatusFlags) => {
      const { runWorkersStatus } = await import("./workers-status-run.ts");
      setExit(await runWorkersStatus(flags, io));
    });
  return withExamples(
    command,
    "echo-cs workers status",
    "watch -n 5 echo-cs workers status",
    "echo-cs workers status --json | jq '.queues[].jobs'",
  );
}

function metrics(io: Io, setExit: SetExit): Command {
  const command = new Command("metrics")
    .description("The same as Prometheus reads it, once, on standard output. `echo-cs worker --metrics-port` serves it instead.")
    .option(...QUEUE)
    .action(async (flags: StatusFlags) => {
      const { runWorkersMetrics } = await import("./workers-status-run.ts");
      setExit(await runWorkersMetrics(flags, io));
    });
  return withExamples(command, "echo-cs workers metrics > /var/lib/node_exporter/echo.prom");
}

function failed(io: Io, setExit: SetExit): Command {
  const command = new Command("failed")
    .description("Jobs that failed, and jobs that no worker takes any more because every one that did ended before the job. Each with why.")
    .option(...QUEUE)
    .option("--batch <id>", "only this batch")
    .option("--json", "print JSON")
    .action(async (flags: FailedFlags) => {
      const { runWorkersFailed } = await import("./workers-failed-run.ts");
      setExit(await runWorkersFailed(flags, io));
    });
  return withExamples(command, "echo-cs workers failed", "echo-cs workers failed --batch nightly --json | jq -r '.[].message'");
}

function retry(io: Io, setExit: SetExit): Command {
  const command = new Command("retry")
    .description("Puts failed jobs back on their queue. What they have paid for is not paid again: they go on where they stopped.")
    .argument("[jobs...]", "ids that `workers failed` prints, or the jobs' own names")
    .option("--all", "every job that failed")
    .option(...QUEUE)
    .option("--batch <id>", "only this batch")
    .option("--json", "print JSON")
    .action(async (jobs: readonly string[], flags: RetryFlags) => {
      const { runWorkersRetry } = await import("./workers-failed-run.ts");
      setExit(await runWorkersRetry(jobs, flags, io));
    });
  return withExamples(command, "echo-cs workers retry acme-review", "echo-cs workers retry --all --batch nightly");
}

function schedule(io: Io, setExit: SetExit): Command {
  const command = new Command("schedule")
    .description(
      "Lists what runs by the clock, or adds to it: the sweep every night, the digest for product every week. One run of each, however many workers there are; one that nobody was there for is made up for. Times are in the workspace's time zone.",
    )
    .addArgument(new Argument("[what]", "what to run").choices(Object.keys(SCHEDULED)))
    .option("-C, --directory <dir>", "the workspace, which workers see under the same path or name with their own -C")
    .option("--at <time>", "HH:MM (default: 02:00, the digest 06:00)")
    .addOption(new Option("--on <day>", "every week on this day (default: the digest on monday)").choices(WEEKDAYS))
    .option("--name <name>", "its name, where there are several (default: what it runs)")
    .option("--queue <name>", "the queue (default: echo)")
    .option("--off", "take it out")
    .option("--json", "print JSON")
    .action(async (kind: ScheduledKind | undefined, flags: ScheduleFlags) => {
      const { runWorkersSchedule } = await import("./workers-schedule-run.ts");
      setExit(await runWorkersSchedule(kind, flags, io));
    });
  return withExamples(
    command,
    "echo-cs workers schedule sweep --at 02:00 -C /mnt/book",
    "echo-cs workers schedule digest",
    "echo-cs workers schedule digest --off",
  );
}
