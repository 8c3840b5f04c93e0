import { DataError } from "../../core/errors.ts";
import { hash } from "../../core/ids.ts";
import { isRecord, parseJson, stableJson } from "../../core/json.ts";
import { type Job, jobHash } from "../job.ts";

export const DEFAULT_QUEUE = "echo";
/** Names the job's workflow to DBOS. */
export const WORKFLOW = "echo-job";
/** The application that all of ECHO's queues belong to. */
export const APPLICATION = "echo-cs";
/** Stands for the workspace in a job's words, behind -C: each worker puts its own view of it there. */
export const WORKSPACE_HERE = "@workspace";

/** What all jobs of a batch share. It lies in the database: no secrets. */
export interface BatchSpec {
  /** When it was enqueued, by the clock of who did, ISO 8601: "today" for all its jobs, whenever they run. */
  readonly now: string;
  /** SHA-256 of the snapshot file that all its jobs read. */
  readonly book: string;
  /** Where the snapshot can be had, in the order of trying: paths and URLs. Whatever comes from there must have the hash. */
  readonly from: readonly string[];
  /** Hash of the workspace's own text (echo.yaml, agents, references, skills, memory). */
  readonly texts: string;
  /** The workspace that jobs write into; null where they write nothing. */
  readonly workspace: { readonly root: string; readonly marker: string } | null;
  /** The book is the example's, whose time stands still. */
  readonly demo: boolean;
  /** Milliseconds a job; null for no limit. */
  readonly timeoutMs: number | null;
  /** True where whoever enqueued had a key for a language model and did not forbid it: a worker without one must not answer instead. */
  readonly needsKey: boolean;
}

/** What a job's workflow is started with. */
export interface JobInput {
  readonly batch: string;
  readonly workflow: string;
  readonly id: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** The batch's id: the same jobs on the same book on the same day are the same batch, however often they are enqueued. */
export function batchId(jobs: readonly Job[], spec: BatchSpec, version: string): string {
  const { now, from: _, ...same } = spec;
  return hash(stableJson([jobs.map(({ id, command, args }) => [id, command, args]), same, now.slice(0, 10), version]), 16);
}

/** The workflow of a job: its content and its batch's. */
export function workflowId(batch: string, job: Pick<Job, "id" | "command" | "args">): string {
  return `echo-${batch}-${jobHash(job)}`;
}

/** Reads a spec as it lies in the database. Throws DataError. */
export function parseSpec(text: string): BatchSpec {
  const parsed = parseJson(text);
  if (parsed.ok && isSpec(parsed.value)) return parsed.value;
  throw new DataError({ code: "queue-spec", message: "The batch in the database is none of this version's.", fix: "Enqueue it anew." });
}

function isSpec(value: unknown): value is BatchSpec {
  if (!isRecord(value)) return false;
  const { now, book, from, texts, workspace, demo, needsKey } = value;
  return (
    [now, book, texts].every((one) => typeof one === "string") &&
    Array.isArray(from) &&
    (workspace === null || isRecord(workspace)) &&
    typeof demo === "boolean" &&
    typeof needsKey === "boolean"
  );
}
