import type { Check } from "../../app/doctor-check.ts";
import { failed } from "../../app/doctor-check.ts";
import { EchoError } from "../../core/errors.ts";
import { count, list } from "../../core/text.ts";
import { queueDatabaseUrl, shownDatabase, URL_VARIABLE } from "../queue/database-url.ts";
import { openDatabase, type QueueDatabase } from "../queue/open-database.ts";
import { prepareDatabase, schemaVersion } from "../queue/prepare-database.ts";
import { queueStatus } from "./queue-status.ts";
import { schedules } from "./schedules.ts";

const NAME = "queue";
/** As `server_version_num` says it. */
const OLDEST_SERVER = 150_000;

/**
 * The database of queues, where one is set: that it answers, that its tables are of this version, that workers are there for the jobs on it, and that
 * nothing failed. `version` is what this program's workers are. Never throws for what is wrong with it.
 */
export async function checkQueue(env: Readonly<Record<string, string | undefined>>, version: string): Promise<readonly Check[]> {
  if ((env[URL_VARIABLE]?.trim() ?? "") === "") return [];
  try {
    const url = queueDatabaseUrl(env);
    const database = await openDatabase({ url, connections: 5, patienceMs: 0 });
    try {
      return await checkOpen(database, shownDatabase(url), version);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof EchoError) return [failed(NAME, error)];
    throw error;
  }
}

async function checkOpen(database: QueueDatabase, shown: string, version: string): Promise<readonly Check[]> {
  const [server] = await database.rows(
    "select current_setting('server_version') as version, current_setting('server_version_num')::integer as number",
  );
  const told = `${shown}, PostgreSQL ${String(server?.["version"]).split(" ")[0] ?? ""}`;
  if (Number(server?.["number"]) < OLDEST_SERVER)
    return [warning(`${told}: older than what queues are tested with`, "Use PostgreSQL 15 or newer.")];
  if ((await schemaVersion(database)) === undefined)
    return [{ name: NAME, status: "ok", detail: `${told}; no queue in it yet`, fix: null }];
  await prepareDatabase(database);
  const problems = [...(await checkJobs(database, version)), ...(await checkSchedules(database))];
  return problems.length > 0 ? problems : [{ name: NAME, status: "ok", detail: `${told}; ${await workersTold(database)}`, fix: null }];
}

async function checkJobs(database: QueueDatabase, version: string): Promise<readonly Check[]> {
  const { queues } = await queueStatus(database);
  const stranded = queues.flatMap(({ queue, versions }) =>
    versions.flatMap(({ version: needed, open, workers }) => (open > 0 && workers === 0 ? [{ queue, needed, open }] : [])),
  );
  const lost = queues.filter(({ jobs }) => jobs.failed + jobs.dead > 0);
  return [
    ...stranded.map(({ queue, needed, open }) =>
      warning(
        `${count(open, "job")} on the queue ${queue} for ECHO ${needed}, and no worker of that version is alive.`,
        needed === version
          ? "Start one: echo-cs worker"
          : `This is ${version}: start a worker of the other version, or enqueue the jobs anew.`,
      ),
    ),
    ...(lost.length === 0
      ? []
      : [
          warning(
            list(lost.map(({ queue, jobs }) => `${count(jobs.failed + jobs.dead, "failed job")} on the queue ${queue}`)),
            "echo-cs workers failed",
          ),
        ]),
  ];
}

async function checkSchedules(database: QueueDatabase): Promise<readonly Check[]> {
  const late = (await schedules(database)).filter(({ due, enqueued }) => due !== null && !enqueued);
  if (late.length === 0) return [];
  const told = list(late.map(({ name, due }) => `${name} of ${due ?? ""}`));
  return [warning(`${told} waits for a worker that sees its workspace`, "Start one: echo-cs worker -C WORKSPACE")];
}

async function workersTold(database: QueueDatabase): Promise<string> {
  const { queues, workers } = await queueStatus(database);
  const alive = workers.filter((worker) => worker.alive).length;
  return `${count(queues.length, "queue")}, ${count(alive, "worker")} alive`;
}

function warning(detail: string, fix: string): Check {
  return { name: NAME, status: "warn", detail, fix };
}
