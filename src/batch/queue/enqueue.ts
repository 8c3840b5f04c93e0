import type { Job } from "../job.ts";
import { APPLICATION, batchId, type BatchSpec, type JobInput, workflowId, WORKFLOW } from "./batch-spec.ts";
import type { QueueDatabase } from "./open-database.ts";
import { quietLogger } from "./quiet-logger.ts";
import { loadDbos } from "./queue-packages.ts";
import { DBOS_SCHEMA } from "./queue-schema.ts";

export interface Enqueue {
  readonly queue: string;
  readonly version: string;
  readonly spec: BatchSpec;
  readonly jobs: readonly Job[];
  /** 0 goes first. */
  readonly priority: number;
  /** Names the batch, where its content is not to. */
  readonly name?: string | undefined;
}

export interface Enqueued {
  readonly batch: string;
  readonly jobs: number;
  /** Jobs that were on the queue before, or had ended. */
  readonly before: number;
}

/** Requests to the database at the same time. */
const AT_ONCE = 8;

/**
 * Puts a batch on a queue: a durable workflow for each job, whose id is made from batch and job. What is on the queue already stays as it is, so
 * enqueueing again adds nothing, and enqueueing that was cut is gone on with.
 */
export async function enqueueBatch(database: QueueDatabase, { queue, version, spec, jobs, priority, name }: Enqueue): Promise<Enqueued> {
  const batch = name ?? batchId(jobs, spec, version);
  const inputs = jobs.map((job): JobInput => ({
    batch,
    workflow: workflowId(batch, job),
    id: job.id,
    command: job.command,
    args: job.args,
  }));
  await database.rows(
    "insert into echo.batches (batch, queue, version, spec, priority) values ($1, $2, $3, $4, $5) on conflict (batch) do nothing",
    [batch, queue, version, JSON.stringify(spec), priority],
  );
  await database.rows(
    `insert into echo.jobs (workflow, batch, place, job, command, args)
     select workflow, $1, place - 1, job, command, args
     from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as given (workflow, job, command, args, place)
     on conflict do nothing`,
    [
      batch,
      inputs.map(({ workflow }) => workflow),
      inputs.map(({ id }) => id),
      inputs.map(({ command }) => command),
      inputs.map(({ args }) => JSON.stringify(args)),
    ],
  );
  const missing = await notOnQueue(database, inputs);
  await startWorkflows(database.url, missing, { queue, version, priority });
  return { batch, jobs: jobs.length, before: jobs.length - missing.length };
}

async function notOnQueue(database: QueueDatabase, inputs: readonly JobInput[]): Promise<JobInput[]> {
  const rows = await database.rows(`select workflow_uuid from ${DBOS_SCHEMA}.workflow_status where workflow_uuid = any($1)`, [
    inputs.map(({ workflow }) => workflow),
  ]);
  const there = new Set(rows.map((row) => row["workflow_uuid"]));
  return inputs.filter(({ workflow }) => !there.has(workflow));
}

async function startWorkflows(
  url: string,
  inputs: readonly JobInput[],
  { queue, version, priority }: Pick<Enqueue, "queue" | "version" | "priority">,
): Promise<void> {
  if (inputs.length === 0) return;
  const { DBOSClient } = await loadDbos();
  const client = await DBOSClient.create({
    systemDatabaseUrl: url,
    systemDatabaseSchemaName: DBOS_SCHEMA,
    systemDatabasePoolSize: AT_ONCE,
    applicationName: APPLICATION,
    logger: quietLogger(),
  });
  const shared = { queueName: queue, workflowName: WORKFLOW, appVersion: version, priority };
  let next = 0;
  const work = async (): Promise<void> => {
    for (let input = inputs[next++]; input !== undefined; input = inputs[next++])
      await client.enqueue({ ...shared, workflowID: input.workflow }, input);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, inputs.length) }, work));
  } finally {
    await client.destroy();
  }
}
