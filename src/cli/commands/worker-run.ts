import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { bookCache } from "../../batch/queue/book-cache.ts";
import { batchesAtWork } from "../../batch/queue/job-surroundings.ts";
import { queueVersion } from "../../batch/queue/queue-version.ts";
import { rateDesk } from "../../batch/queue/rate-desk.ts";
import { work } from "../../batch/queue/worker.ts";
import { readEnvironment } from "../../config/environment.ts";
import { processes } from "../../config/processes.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { randomIds } from "../../core/ids.ts";
import { count } from "../../core/text.ts";
import type { Io } from "../io.ts";
import { VERSION } from "../version.ts";
import type { WholeProgram } from "../whole-program.ts";
import { logTo } from "../wire.ts";
import { openQueue } from "./open-queue.ts";
import { runInProcess } from "./run-in-process.ts";
import { workerEnd } from "./worker-end.ts";
import type { WorkerFlags } from "./worker-flags.ts";
import { serveMetrics } from "./worker-metrics.ts";
import { scheduleOf } from "./worker-schedule.ts";

/** Seconds of a restart of PostgreSQL, or minutes of a move to another machine, end no worker. */
const PATIENCE_MS = 3_600_000;

/** Runs `worker` until it is told to end. Exit 0 also then: what it gave back others do. */
export async function runWorker(flags: WorkerFlags, io: Io, program: WholeProgram): Promise<ExitCode> {
  const { queue, concurrency, untilEmpty = false } = flags;
  const log = logTo(io, flags.logLevel);
  const drain = workerEnd(io);
  const database = await openQueue(io, { connections: 4, patienceMs: PATIENCE_MS, signal: drain.now });
  const name = `${processes.host}-${processes.pid}-${randomIds.unique().slice(0, 8)}`;
  const row = { worker: name, queue, version: queueVersion(VERSION), host: processes.host, pid: processes.pid };
  const { apiKey, authToken } = readEnvironment(io.env);
  const cache = resolve(io.cwd, flags.cache ?? join(io.env["XDG_CACHE_HOME"] ?? join(io.env["HOME"] ?? homedir(), ".cache"), "echo-cs"));
  const directory = flags.directory === undefined ? undefined : resolve(io.cwd, flags.directory);
  const hasKey = (apiKey ?? authToken) !== undefined;
  const batches = batchesAtWork({ database, books: bookCache(cache), cache, directory });
  const desk = rateDesk(database, name);
  const metrics = await serveMetrics(flags.metricsPort, database, log);
  const run = runInProcess(program, io, log);
  const schedule = scheduleOf({ database, queue, version: row.version, directory, io, log });
  log.info(`Worker ${name} on the queue ${queue}, ${row.version}${hasKey ? "" : ", without a key for language models"}.`);
  try {
    const report = await work({ database, row, concurrency, batches, desk, run, hasKey, log, drain: drain.signal, untilEmpty, schedule });
    log.info(`Worker ${name} ended: ${count(report.done, "job")} done, ${report.givenBack} given back.`);
    if (flags.json === true) io.stdout(`${JSON.stringify({ worker: name, done: report.done, given_back: report.givenBack }, null, 2)}\n`);
    return EXIT.ok;
  } finally {
    metrics.close();
    await batches.close();
    await database.close();
  }
}
