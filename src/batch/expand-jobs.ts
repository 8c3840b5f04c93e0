import { DataError, type Place } from "../core/errors.ts";
import { nearest } from "../core/text.ts";
import { eachRead, throwFaults } from "./each-read.ts";
import type { Job } from "./job.ts";
import { fault, type JobDraft } from "./job-draft.ts";

/** An account that jobs are made for: its id, and what each placeholder stands for. */
export interface JobAccount {
  readonly account: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Finds the accounts that a filter names; `names` are the placeholders whose values are needed. */
export type FindAccounts = (filter: string, names: readonly string[], place: Place) => Promise<readonly JobAccount[]>;

/**
 * The jobs with their placeholders filled: one a draft, or one an account for a draft that is for accounts, with the account's id behind its
 * own. A template's jobs (`id` empty) are named by the account alone. Throws DataError for a placeholder that nothing fills and for ids that
 * come out twice; with `collected`, these are put there instead.
 */
export async function expandJobs(
  drafts: readonly JobDraft[],
  accounts: string | undefined,
  find: FindAccounts,
  collected?: DataError[],
): Promise<Job[]> {
  const jobs: Job[] = [];
  const faults = collected ?? [];
  const fill = (draft: JobDraft, id: string, values: JobAccount["values"]): void =>
    void jobs.push(...eachRead([draft], (one) => filled(one, id, values), faults));
  for (const draft of drafts) {
    const open = placeholdersOf(draft).filter((name) => draft.values[name] === undefined);
    const filter = draft.accounts ?? (open.length > 0 ? accounts : undefined);
    if (filter === undefined) {
      fill(draft, draft.id, draft.values);
      continue;
    }
    for (const { account, values } of await find(filter, open, draft.place)) {
      const id = draft.id === "" ? account : `${draft.id}-${account}`;
      fill(draft, id, { ...values, ...draft.values });
    }
  }
  const ids = new Set<string>();
  for (const { id, place } of jobs) {
    if (ids.has(id)) faults.push(fault("job-twice", `Two jobs come out with the id ${id}.`, place));
    ids.add(id);
  }
  if (collected === undefined) throwFaults(faults);
  return jobs;
}

const PLACEHOLDER = /\{\{|\}\}|\{([a-z][a-z0-9_]*)\}/gi;

/** Names of the placeholders of a job, each once, in the order of their mention. */
export function placeholdersOf({ args }: Pick<JobDraft, "args">): string[] {
  const found = args.flatMap((arg) => [...arg.matchAll(PLACEHOLDER)].flatMap(([, name]) => (name === undefined ? [] : [name])));
  return [...new Set(found)];
}

function filled({ command, args, place }: JobDraft, id: string, values: Readonly<Record<string, string>>): Job {
  const fill = (arg: string): string =>
    arg.replaceAll(PLACEHOLDER, (whole: string, name: string | undefined) => {
      if (name === undefined) return whole.charAt(0);
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) throw nothingFor(name, Object.keys(values), place);
      return value;
    });
  const words = args.map(fill);
  const end = args.indexOf("--");
  const turned = words.findIndex(
    (word, index) => word.startsWith("-") && args[index]?.startsWith("-") !== true && (end < 0 || index < end),
  );
  if (turned < 0) return { id, command, args: words, place };
  throw fault(
    "placeholder-option",
    "A value that fills a placeholder begins with a dash and would be read as an option.",
    place,
    words[turned],
  );
}

function nothingFor(name: string, known: readonly string[], place: Place): DataError {
  const near = nearest(name, known);
  return new DataError({
    code: "placeholder-empty",
    message: `Nothing says what {${name}} stands for.`,
    found: `{${name}}`,
    allowed: near.length > 0 ? near.map((each) => `did you mean {${each}}?`) : known.map((each) => `{${each}}`),
    fix: `Name the accounts with --accounts (\`--accounts all\`), or give a value with --set ${name}=…, \`with: {${name}: …}\` or a column ${name}; {{ stands for a brace.`,
    place,
  });
}
