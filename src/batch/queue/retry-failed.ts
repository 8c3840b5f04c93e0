import { APPLICATION } from "./batch-spec.ts";
import type { QueueDatabase } from "./open-database.ts";
import { quietLogger } from "./quiet-logger.ts";
import { loadDbos } from "./queue-packages.ts";
import { DBOS_SCHEMA } from "./queue-schema.ts";

/**
 * Puts the failed jobs of a batch on its queue again, those that ended without a result among them; `only` narrows it to some workflows. What
 * they had paid for before is not paid again. Returns their workflows.
 */
export async function retryFailed(database: QueueDatabase, batch: string, only?: readonly string[]): Promise<readonly string[]> {
  const rows = await database.rows(
    `select j.workflow, b.queue from echo.jobs j join echo.batches b using (batch)
     join ${DBOS_SCHEMA}.workflow_status s on s.workflow_uuid = j.workflow
     left join echo.results r on r.workflow = j.workflow
     where j.batch = $1 and s.status not in ('ENQUEUED', 'DELAYED', 'PENDING') and (r.workflow is null or r.status = 'failed')
       and ($2::text[] is null or j.workflow = any($2))
     order by j.place`,
    [batch, only ?? null],
  );
  if (rows.length === 0) return [];
  const { DBOSClient } = await loadDbos();
  const client = await DBOSClient.create({
    systemDatabaseUrl: database.url,
    systemDatabaseSchemaName: DBOS_SCHEMA,
    applicationName: APPLICATION,
    logger: quietLogger(),
  });
  try {
    for (const row of rows) {
      const workflow = String(row["workflow"]);
      await database.rows("delete from echo.results where workflow = $1 and status = 'failed'", [workflow]);
      await client.rewindWorkflow(workflow, { queueName: String(row["queue"]) });
    }
  } finally {
    await client.destroy();
  }
  return rows.map((row) => String(row["workflow"]));
}
