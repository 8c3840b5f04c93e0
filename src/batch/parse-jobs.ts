import { DataError } from "../core/errors.ts";
import { throwFaults } from "./each-read.ts";
import { fault, type JobDraft } from "./job-draft.ts";
import { jobsOfCsv } from "./jobs-csv.ts";
import { jobsOfLines } from "./jobs-ndjson.ts";
import { jobsOfYaml } from "./jobs-yaml.ts";

export const JOB_FORMATS = ["ndjson", "yaml", "csv"] as const;
export type JobFormat = (typeof JOB_FORMATS)[number];

/**
 * The jobs of a file, in its order. The format is told by the name's ending, else by how the text begins. Throws DataError, with file, line
 * and column, for what is no job, for an id that is there twice and for a file without jobs; with `faults`, those of single jobs are put there instead,
 * so that who checks further can tell all at once.
 */
export function parseJobs(text: string, file: string, faults?: DataError[]): JobDraft[] {
  const body = text.replace(/^\uFEFF/, "");
  const format = formatOf(file, body);
  const withSample = ({ detail }: DataError): DataError => new DataError({ allowed: SAMPLES[format], ...detail });
  const found: DataError[] = [];
  try {
    const jobs = PARSERS[format](body, file, found);
    if (jobs.length === 0 && found.length === 0) throw fault("no-jobs", `${file} holds no job.`, { file });
    eachOnce(jobs, found);
    if (faults === undefined) throwFaults(found);
    faults?.push(...found.map(withSample));
    return jobs;
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw withSample(error);
  }
}

function eachOnce(jobs: readonly JobDraft[], faults: DataError[]): void {
  const seen = new Map<string, JobDraft>();
  for (const job of jobs) {
    const first = seen.get(job.id);
    if (first === undefined) seen.set(job.id, job);
    else faults.push(fault("job-twice", `Two jobs have the id ${job.id}: the first is on line ${first.place.line ?? 1}.`, job.place));
  }
}

/** What a file of jobs looks like, for somebody whose own cannot be read. */
const SAMPLES: Readonly<Record<JobFormat, readonly string[]>> = {
  ndjson: ['{"id": "q1", "question": "why is Acme churning?"}', '{"id": "h1", "command": "health", "args": ["acme"]}'],
  yaml: ["- {id: q1, question: why is Acme churning?}", "- {id: h1, command: health, args: [acme]}"],
  csv: ["id,question,command,args", "q1,why is Acme churning?,,", "h1,,health,acme"],
};

const PARSERS: Readonly<Record<JobFormat, (text: string, file: string, faults: DataError[]) => JobDraft[]>> = {
  ndjson: jobsOfLines,
  yaml: jobsOfYaml,
  csv: jobsOfCsv,
};

function formatOf(file: string, text: string): JobFormat {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? "";
  if (ending === "yaml" || ending === "yml") return "yaml";
  if (ending === "csv") return "csv";
  const begin = text.trimStart();
  if (begin.startsWith("[")) return "yaml";
  if (ending === "ndjson" || ending === "jsonl" || begin.startsWith("{")) return "ndjson";
  // A list of jobs, a comment, a key: YAML. A header of names with commas: CSV.
  return /^[\w"]+\s*,/.test(begin) ? "csv" : "yaml";
}
