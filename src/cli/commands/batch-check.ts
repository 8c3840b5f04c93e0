import { type Command, CommanderError } from "commander";
import type { Job } from "../../batch/job.ts";
import { DataError } from "../../core/errors.ts";
import { clean, nearest } from "../../core/text.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { BatchFlags } from "./batch-flags.ts";

/** They run others, wait for a person or never end. */
const NO_JOBS = new Set(["batch", "chat", "help", "mcp", "worker"]);

/**
 * The job as it will run, with the batch's own options given to it where its command knows them and it says nothing itself. Throws DataError,
 * with the job's place, for a command, option or argument that does not exist; nothing is run.
 */
export function checkedJob(job: Job, flags: BatchFlags, program: WholeProgram): Job {
  const found = NO_JOBS.has(job.command) ? undefined : program.look(job.command);
  if (found === undefined) throw unknownCommand(job, program);
  const [first = "", ...others] = job.args;
  const sub = found.commands.find((each) => each.name() === first || each.aliases().includes(first));
  const [command, words, rest] = sub === undefined ? [found, [], job.args] : [sub, [first], others];
  const given = parsed(command, rest, job);
  const options = passedOn(flags).flatMap(({ key, args, unless = [] }) => {
    const isKnown = command.options.some((option) => option.attributeName() === key);
    return isKnown && ![key, ...unless].some((each) => given.has(each)) ? args : [];
  });
  return { ...job, args: [...words, ...options, ...rest] };
}

/** The options that a job's own words set. */
function parsed(command: Command, words: readonly string[], job: Job): ReadonlySet<string> {
  try {
    const { operands, unknown } = command.parseOptions([...words]);
    const end = words.indexOf("--");
    const option = unknown.find((word) => word.startsWith("-") && (end < 0 || words.indexOf(word) < end));
    if (option !== undefined) throw unknownOption(command, option, job);
    const args = [...operands, ...unknown.filter((word) => word !== "--")];
    const lacking = command.registeredArguments.find(({ required }, index) => required && args.length <= index);
    if (lacking !== undefined) throw wrong(job, `${command.name()} needs <${lacking.name()}>.`);
    const most = command.registeredArguments.length;
    if (args.length > most && command.registeredArguments.at(-1)?.variadic !== true && command.commands.length === 0)
      throw wrong(job, `${command.name()} takes ${most === 0 ? "no argument" : `at most ${most}`}.`, args[most]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw wrong(job, error.message.replace(/^error: /, ""));
  }
  return new Set(Object.keys(command.opts()).filter((key) => command.getOptionValueSource(key) === "cli"));
}

interface PassedOn {
  readonly key: string;
  readonly args: readonly string[];
  /** Options that say otherwise. */
  readonly unless?: readonly string[];
}

function passedOn(flags: BatchFlags): PassedOn[] {
  const texts = [
    { key: "directory", option: "-C", unless: ["demo"] },
    { key: "asOf", option: "--as-of" },
    { key: "health", option: "--health" },
    { key: "owner", option: "--owner" },
    { key: "agent", option: "--agent" },
    { key: "llm", option: "--llm" },
    { key: "via", option: "--via" },
    { key: "logLevel", option: "--log-level" },
  ] as const;
  return [
    { key: "json", args: ["--json"], unless: ["format"] },
    ...texts.flatMap(({ key, option, ...others }) => {
      const value = flags[key];
      return value === undefined ? [] : [{ key, args: [option, value], ...others }];
    }),
    ...(flags.demo === true ? [{ key: "demo", args: ["--demo"], unless: ["directory"] }] : []),
    ...(flags.model ? [] : [{ key: "model", args: ["--no-model"] }]),
  ];
}

function unknownCommand({ command, id, place }: Job, program: WholeProgram): DataError {
  const names = program.names().filter((name) => !NO_JOBS.has(name));
  const near = nearest(command, names);
  const isRefused = NO_JOBS.has(command);
  return new DataError({
    code: "job-command",
    message: isRefused ? `The job ${id}: ${command} cannot be a job.` : `The job ${id}: there is no command "${clean(command)}".`,
    found: clean(command),
    allowed: near.length > 0 && !isRefused ? near.map((name) => `did you mean ${name}?`) : names,
    fix: "Correct the command; nothing was run.",
    place,
  });
}

function unknownOption(command: Command, option: string, job: Job): DataError {
  const name = option.replace(/=.*$/, "");
  const near = nearest(
    name,
    command.options.flatMap(({ long }) => long ?? []),
  );
  return new DataError({
    code: "job-option",
    message: `The job ${job.id}: ${command.name()} has no option ${clean(name)}.`,
    found: clean(option),
    allowed: near.map((each) => `did you mean ${each}?`),
    fix: `Correct the args; \`echo-cs ${job.command} --help\` lists the options.`,
    place: job.place,
  });
}

function wrong({ id, command, place }: Job, what: string, found?: string): DataError {
  return new DataError({
    code: "job-args",
    message: `The job ${id}: ${clean(what)}`,
    found: found === undefined ? undefined : clean(found),
    fix: `Correct the args; \`echo-cs ${command} --help\` shows them. Nothing was run.`,
    place,
  });
}
