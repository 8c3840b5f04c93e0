import type { Log } from "../../core/log.ts";
import { APPLICATION, type JobInput, WORKFLOW } from "./batch-spec.ts";
import { loadDbos } from "./queue-packages.ts";
import { quietLogger } from "./quiet-logger.ts";
import { DBOS_SCHEMA } from "./queue-schema.ts";

export interface EnginePlan {
  readonly url: string;
  readonly queue: string;
  readonly version: string;
  /** This worker's name to DBOS. */
  readonly worker: string;
  /** Jobs at the same time, for all workers of the queue; undefined leaves what the queue has, at first DEFAULT_JOBS. */
  readonly concurrency: number | undefined;
  /** Executes a job; what it returns is recorded as the workflow's outcome, unless the job is another's by then. */
  readonly execute: (input: JobInput) => Promise<string>;
  readonly log: Log;
}

/** DBOS in this process: takes jobs from the queue and has them executed. */
export interface Engine {
  /** Takes no more jobs and ends; what is under way stays this worker's until it is given back. */
  stop(): Promise<void>;
}

const DEFAULT_JOBS = 8;
/** A job that has brought down so many workers goes to the dead letters. */
export const MOST_ATTEMPTS = 10;
/** Looking costs a worker three milliseconds of CPU; waiting costs a job a quarter of a second. */
const POLL_MS = 500;

/** Starts DBOS and listens to the queue; a worker must have said that it is alive before. */
export async function startEngine(plan: EnginePlan): Promise<Engine> {
  const { url, queue, version, worker, concurrency, execute, log } = plan;
  const { DBOS } = await loadDbos();
  DBOS.registerWorkflow(execute, { name: WORKFLOW, maxRecoveryAttempts: MOST_ATTEMPTS });
  DBOS.setConfig({
    name: APPLICATION,
    systemDatabaseUrl: url,
    systemDatabaseSchemaName: DBOS_SCHEMA,
    systemDatabasePoolSize: 5,
    applicationVersion: version,
    executorID: worker,
    listenQueues: [queue],
    logger: quietLogger(log),
    // One connection less, and nothing here waits for messages.
    useListenNotify: false,
  });
  await DBOS.launch();
  await DBOS.registerQueue(queue, {
    workerConcurrency: concurrency ?? DEFAULT_JOBS,
    minPollingIntervalMs: POLL_MS,
    onConflict: concurrency === undefined ? "never_update" : "always_update",
  });
  return { stop: async () => DBOS.shutdown() };
}
