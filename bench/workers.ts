import { loadavg } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootPath } from "../scripts/root.ts";
import { type QueueRig, queueRig, type Started, until } from "../tests/batch/queue/queue-rig.ts";
import { testPostgres } from "../src/testing/postgres.ts";
import { writeResults } from "./results.ts";

// Workers on a queue: the same model jobs of two calls on one worker and on four, over a server that takes a fixed time a call, and by an
// ordinary batch for what they cost without a queue. `--jobs N` on four workers, `--single N` on one, `--latency MS`, `--at-once N` a worker.
const { values } = parseArgs({
  options: {
    jobs: { type: "string", default: "2000" },
    single: { type: "string", default: "500" },
    workers: { type: "string", default: "4" },
    latency: { type: "string", default: "1600" },
    "at-once": { type: "string", default: "16" },
  },
});
const [jobs, single, workers, latencyMs, atOnce] = [values.jobs, values.single, values.workers, values.latency, values["at-once"]].map(
  Number,
) as [number, number, number, number, number];
const CPU = ["--import", rootPath("bench/print-cpu.mjs")];
const CALLS = 2;
const IDLE_SECONDS = 15;

interface Measured {
  readonly jobs: number;
  readonly seconds: number;
  readonly jobs_per_second: number;
  /** Of the workers, without their start, their first job and what they take while they only wait, a job. */
  readonly cpu_ms_a_job: number;
  readonly load: number;
}

const postgres = await testPostgres();
const rig = await queueRig(postgres, { latencyMs });
try {
  const empty = cpuOf((await rig.run(["worker", "--until-empty"], { node: CPU })).stderr);
  const standing = (await idleCpu(rig)) - empty;
  const start = await firstJobCpu(rig);
  const local = await inOneProcess(rig, single);
  const one = await onWorkers(rig, 1, single, { start, standing: standing / IDLE_SECONDS });
  const many = await onWorkers(rig, workers, jobs, { start, standing: standing / IDLE_SECONDS });
  const speedup = many.jobs_per_second / one.jobs_per_second;
  const overhead = many.cpu_ms_a_job - local.cpu_ms_a_job;
  console.log(
    `${workers} workers do ${speedup.toFixed(2)} × the jobs of one; a job costs them ${many.cpu_ms_a_job.toFixed(1)} ms of CPU, ${overhead.toFixed(1)} ms more than in an ordinary batch (${local.cpu_ms_a_job.toFixed(1)} ms).`,
  );
  const plan = {
    workers,
    latency_ms: latencyMs,
    calls_a_job: CALLS,
    at_once_a_worker: atOnce,
    start_cpu_seconds: start,
    idle_cpu_ms_a_second: (standing * 1000) / IDLE_SECONDS,
  };
  writeResults("workers", { ...plan, speedup, overhead_cpu_ms_a_job: overhead, one, many, batch: local });
} finally {
  await rig.close();
  await postgres.stop();
}

/** What a worker takes that has nothing to do. */
async function idleCpu({ start, database }: QueueRig): Promise<number> {
  const worker = start(["worker"], { node: CPU });
  await until(async () => (await database.query("select 1 from echo.workers")).length === 1, "the worker is there");
  await wait(IDLE_SECONDS * 1000);
  worker.child.kill("SIGTERM");
  return cpuOf((await worker.ended).stderr);
}

/** What a worker takes to start, to open the book and to do its first job; an ordinary batch is measured without that too. */
async function firstJobCpu({ folder, run }: QueueRig): Promise<number> {
  write(folder, 1, "first");
  await run(["batch", "jobs.ndjson", "--demo", "--no-files", "--queue", "--detach"]);
  return cpuOf((await run(["worker", "--until-empty"], { node: CPU })).stderr);
}

interface Fixed {
  /** Seconds of CPU that a worker's start with its first job takes, and a second of its waiting. */
  readonly start: number;
  readonly standing: number;
}

/** The cost of the same jobs without a queue. */
async function inOneProcess({ folder, run }: QueueRig, count: number): Promise<Measured> {
  write(folder, 1, "warm-up");
  const first = cpuOf((await run(["batch", "jobs.ndjson", "--demo", "--json", "--no-files"], { node: CPU })).stderr);
  write(folder, count, "local");
  const began = performance.now();
  const { stderr } = await run(["batch", "jobs.ndjson", "--demo", "--json", "--no-files", "--concurrency", "64"], { node: CPU });
  return told("an ordinary batch", count, (performance.now() - began) / 1000, cpuOf(stderr) - first);
}

async function onWorkers({ folder, database, run, start }: QueueRig, crew: number, count: number, fixed: Fixed): Promise<Measured> {
  write(folder, count, `of-${crew}`);
  const hired: Started[] = Array.from({ length: crew }, () => start(["worker", "--concurrency", String(atOnce)], { node: CPU }));
  const alive = async (): Promise<boolean> => (await database.query("select 1 from echo.workers")).length === crew;
  await until(alive, "all workers are there");
  // What they open when they begin is not a job's.
  await wait(1_000);
  const { exit, stderr } = await run(["batch", "jobs.ndjson", "--demo", "--json", "--no-files", "--queue", "--batch-id", `of-${crew}`]);
  if (exit !== 0) throw new Error(`the batch on ${crew} workers exited with ${exit}\n${stderr}`);
  const [row] = await database.query(
    `select extract(epoch from max(r.ended_at))::float8 - min(s.started_at_epoch_ms) / 1000.0 as seconds
     from echo.results r join dbos.workflow_status s on s.workflow_uuid = r.workflow where r.batch = $1`,
    [`of-${crew}`],
  );
  for (const { child } of hired) child.kill("SIGTERM");
  const cpu = (await Promise.all(hired.map(({ ended }) => ended))).reduce((sum, { stderr: said }) => sum + cpuOf(said), 0);
  const seconds = Number(row?.["seconds"]);
  return told(`${crew} ${crew === 1 ? "worker" : "workers"}`, count, seconds, cpu - crew * (fixed.start + fixed.standing * seconds));
}

function told(who: string, count: number, seconds: number, cpuSeconds: number): Measured {
  const measured = {
    jobs: count,
    seconds,
    jobs_per_second: count / seconds,
    cpu_ms_a_job: (cpuSeconds * 1000) / count,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
  console.log(
    `${who}: ${count} jobs in ${seconds.toFixed(1)} s, ${measured.jobs_per_second.toFixed(2)} a second, ${measured.cpu_ms_a_job.toFixed(1)} ms of CPU a job (load ${measured.load})`,
  );
  return measured;
}

function write(folder: string, count: number, name: string): void {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ id: `${name}-${index + 1}`, question: `why is Acme Corp churning, ${name} ${index + 1}?` }),
  );
  writeFileSync(join(folder, "jobs.ndjson"), `${lines.join("\n")}\n`);
}

function cpuOf(stderr: string): number {
  return Number(/^cpu (\d+(?:\.\d+)?)$/m.exec(stderr)?.[1] ?? Number.NaN);
}
