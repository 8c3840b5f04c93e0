import { resolve } from "node:path";
import { filteredAccounts } from "../../app/filtered-accounts.ts";
import { openSession } from "../../app/open-session.ts";
import { eachRead, throwFaults } from "../../batch/each-read.ts";
import { expandJobs, type FindAccounts, placeholdersOf } from "../../batch/expand-jobs.ts";
import type { Job } from "../../batch/job.ts";
import type { JobDraft } from "../../batch/job-draft.ts";
import { parseJobs } from "../../batch/parse-jobs.ts";
import { isInShard, parseShard } from "../../batch/shard.ts";
import { type DataError, UserError } from "../../core/errors.ts";
import { readTextIfAny, statIfAny } from "../../core/files.ts";
import type { Io } from "../io.ts";
import { wire } from "../wire.ts";
import type { WholeProgram } from "../whole-program.ts";
import type { BatchFlags } from "./batch-flags.ts";
import { checkedJob } from "./batch-check.ts";

/**
 * The jobs that a batch is made of: those of a file, of standard input, or a question for each account; each checked before any is run.
 * `passed` are the options that jobs get, where these are not the batch's own. Throws UserError and DataError.
 */
export async function batchJobs(named: string, flags: BatchFlags, io: Io, program: WholeProgram, passed = flags): Promise<Job[]> {
  const faults: DataError[] = [];
  const drafts = (await draftsOf(named, io, faults)).map((draft) => ({ ...draft, values: { ...flags.set, ...draft.values } }));
  if (flags.accounts !== undefined && faults.length === 0 && !drafts.some(isForAccounts)) throw accountsOfNothing(flags.accounts);
  const find: FindAccounts = async (filter, names) => {
    // A file that will not run anyway opens no book; its jobs are looked at for all that, with something in their placeholders.
    if (faults.length > 0) return [{ account: "account", values: Object.fromEntries(names.map((name) => [name, name])) }];
    return accountsFor(filter, names, flags, io);
  };
  const jobs = await expandJobs(drafts, flags.accounts, find, faults);
  const checked = eachRead(jobs, (job) => checkedJob(job, passed, program), faults);
  throwFaults(faults);
  if (flags.shard === undefined) return checked;
  const shard = parseShard(flags.shard);
  return checked.filter(({ id }) => isInShard(id, shard));
}

/** Whether something of a job is left to be filled from accounts. */
function isForAccounts(draft: JobDraft): boolean {
  return draft.accounts !== undefined || placeholdersOf(draft).some((name) => draft.values[name] === undefined);
}

function accountsOfNothing(found: string): UserError {
  return new UserError({
    code: "accounts-unused",
    message: "--accounts names accounts, and no job is for any: none has a placeholder.",
    found,
    fix: "Put {account} into the question or the args, or leave out --accounts.",
  });
}

async function draftsOf(named: string, io: Io, faults: DataError[]): Promise<JobDraft[]> {
  if (named === "-") {
    if (io.stdinIsTerminal === true) throw noJobs("-", "Pipe jobs in: cat jobs.ndjson | echo-cs batch -");
    return parseJobs(await readAll(io.stdin), "<stdin>", faults);
  }
  const path = resolve(io.cwd, named);
  const present = await statIfAny(path);
  if (present !== undefined && !present.isDirectory()) return parseJobs((await readTextIfAny(path)) ?? "", named, faults);
  const place = { file: "<command line>", line: 1, column: 1 };
  const question = { id: "", command: "ask", args: ["--", named], values: {}, accounts: undefined, place };
  // What has blanks or a placeholder is a question; all else is the name of a file that is not there.
  if (/\s|\{/.test(named) && placeholdersOf(question).length > 0) return [question];
  throw noJobs(
    named,
    /\s/.test(named)
      ? `Put {account} into the question and name accounts with --accounts, or ask once: echo-cs ask ${JSON.stringify(named)}`
      : "Name a file of jobs.",
  );
}

function noJobs(found: string, fix: string): UserError {
  return new UserError({
    code: "no-jobs",
    message: found === "-" ? "There are no jobs on standard input." : `There is no file of jobs ${found}.`,
    found,
    allowed: ["a file (YAML, NDJSON, CSV)", "- for standard input", '"review {account}" with --accounts'],
    fix,
  });
}

async function accountsFor(filter: string, names: readonly string[], flags: BatchFlags, io: Io): ReturnType<typeof filteredAccounts> {
  const session = await openSession(await wire(io, flags), { asOf: flags.asOf, health: flags.health });
  try {
    return await filteredAccounts(session, filter, names);
  } finally {
    session.close();
  }
}

async function readAll(stream: AsyncIterable<string | Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
