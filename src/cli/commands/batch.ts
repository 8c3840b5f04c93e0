import { Command, InvalidArgumentError } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withBook, withExamples } from "../options.ts";
import { wholeNumber } from "../whole-number.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { BatchFlags } from "./batch-flags.ts";

/** Declares `echo-cs batch`; what it does is loaded when it runs. */
export function batchCommand(io: Io, setExit: SetExit, program: WholeProgram): Command {
  const command = withBook(new Command("batch"))
    .summary("run many questions and commands, and go on where it stopped")
    .description(
      "Runs the jobs of a file (YAML, NDJSON, CSV), of standard input (-), or one question for each of many accounts. A job is an id with a question, or with a command and its args. Each runs by itself: what one does or breaks touches no other. Prints a line of JSON for each job that has ended, on a terminal a table. What has ended is on record; --resume does the rest.",
    )
    .argument("[jobs]", "a file of jobs, - for standard input, or a question with {account} in it")
    .option("--accounts <filter>", "for which accounts: all, segment=enterprise, tier=red|yellow, 'arr>=50k, renewal<90'")
    .option("--set <name=value>", "what a placeholder of any job stands for; may be repeated", setting)
    .option("--concurrency <n>", "jobs at the same time (default 8; with --via batches all)", (text) =>
      wholeNumber("--concurrency", text, { from: 1, to: 1024 }),
    )
    .option("--budget <usd>", "stop before language models have cost more dollars than this", dollars)
    .option("--timeout <time>", "how long one job may take: 90s, 5m (default: no limit)", duration)
    .option("--out <file>", "write the results there, one line a job")
    .option("--resume", "go on: do what has not ended yet, and nothing twice")
    .option("--retry-failed", "with --resume: do again what failed")
    .option("--fail-fast", "start nothing more after the first failure")
    .option("--shard <n/of>", "only this part of the jobs, by their ids: 2/5")
    .option("--junit <file>", "write a JUnit report as well")
    .option("--no-files", "write no tracking files, drafts or packets")
    .option("--dry-run", "list the jobs and run none")
    .option("--agent <name>", "who answers the questions, instead of the router's choice")
    .option("--llm <name>", "language model: haiku, sonnet, opus or a full id")
    .option("--via <way>", "batches: ask models by way of Message Batches, at half the price and within a day")
    .option("--no-model", "never call a model, even with a key")
    .option("--queue [name]", "let `echo-cs worker` do the jobs, here or elsewhere (ECHO_DATABASE_URL), and wait for the results")
    .option("--detach", "with --queue: print the batch's id and do not wait")
    .option("--attach <id>", "collect the results of a batch on the queue")
    .option("--priority <n>", "with --queue: jobs with a smaller number go first (default 0)", (text) =>
      wholeNumber("--priority", text, { from: 0, to: 1_000_000 }),
    )
    .option("--batch-id <name>", "with --queue: a name of your own; the same name is the same batch")
    .option("--snapshot-url <url>", "with --queue: where workers elsewhere get the snapshot; its hash is checked")
    .action(async (jobs: string | undefined, flags: BatchFlags) => {
      if (flags.attach !== undefined) {
        const { runAttach } = await import("./batch-attach-run.ts");
        return setExit(await runAttach(flags.attach, flags, io));
      }
      if (jobs === undefined) return command.error("error: missing required argument 'jobs'");
      const { runBatch } = await import("./batch-run.ts");
      return setExit(await runBatch(jobs, flags, io, program));
    });
  return withExamples(
    command,
    "echo-cs batch jobs.ndjson --out results.ndjson",
    "echo-cs batch jobs.ndjson --out results.ndjson --resume",
    `echo-cs batch "review {account}" --accounts 'tier=enterprise' --demo`,
    "echo-cs batch nightly.yaml --budget 5 --timeout 2m --junit report.xml",
    "echo-cs batch nightly.yaml --queue --detach",
    "jq -c '{id, question: .subject}' tickets.ndjson | echo-cs batch - --json | jq -r 'select(.status == \"failed\").id'",
  );
}

function setting(text: string, before: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const [, name, value] = /^([a-z][a-z0-9_]*)=(.*)$/is.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Give a name and a value, such as mode=replay.");
  return { ...before, [name]: value };
}

function dollars(text: string): number {
  const value = Number(text.replace(/^\$/, ""));
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0) throw new InvalidArgumentError("Give dollars, such as 5 or 0.50.");
  return value;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, "": 1_000, s: 1_000, m: 60_000, h: 3_600_000 };
/** What a timer can count to. */
const LONGEST_MS = 2_147_483_647;

function duration(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|)$/.exec(text.trim()) ?? [];
  const ms = Number(digits) * (UNIT_MS[unit ?? ""] ?? 1_000);
  if (digits === undefined || ms < 1 || ms > LONGEST_MS) throw new InvalidArgumentError("Give a time, such as 90s or 5m.");
  return ms;
}
