import type { OldestJob, OneQueue, QueueStatus } from "../../batch/ops/queue-status.ts";
import type { LimitStatus, WorkerStatus } from "../../batch/ops/worker-status.ts";
import { clean, count, grouped, list } from "../../core/text.ts";
import { table } from "./table.ts";

const LABEL = 13;

/** The state of queues and workers, as a page of text. */
export function renderQueueStatus({ queues, workers, limits }: QueueStatus): string {
  if (queues.length === 0) return "No jobs and no workers: nothing was put on a queue yet.\n";
  const parts = [
    ...queues.map((queue) => renderQueue(queue)),
    renderWorkers(workers),
    ...(limits.length === 0 ? [] : [renderLimits(limits)]),
  ];
  return clean(`${parts.join("\n\n")}\n`);
}

function renderQueue({ queue, jobs, waiting_by_priority, oldest_waiting, oldest_running, rates, versions }: OneQueue): string {
  const { waiting, running, done, failed, dead, cancelled } = jobs;
  const priorities =
    waiting_by_priority.length < 2
      ? ""
      : ` (${list(waiting_by_priority.map((each) => `${grouped(each.waiting)} at priority ${each.priority}`))})`;
  const ended = [
    `${grouped(done)} done`,
    `${grouped(failed)} failed`,
    ...(dead > 0 ? [`${grouped(dead)} given up`] : []),
    ...(cancelled > 0 ? [`${grouped(cancelled)} cancelled`] : []),
  ];
  const stranded = versions.filter(({ open, workers }) => open > 0 && workers === 0);
  const lines = [
    `Queue ${queue}`,
    `  ${"Waiting".padEnd(LABEL)}${grouped(waiting)}${priorities}${oldest(oldest_waiting, "the oldest for")}`,
    `  ${"Running".padEnd(LABEL)}${grouped(running)}${oldest(oldest_running, "the longest for")}`,
    `  ${"Ended".padEnd(LABEL)}${ended.join(", ")}`,
    ...rates.map(({ minutes, per_minute, failed: bad }) => {
      const label = minutes === 60 ? "Last hour" : `Last ${minutes} min`;
      return `  ${label.padEnd(LABEL)}${per_minute} jobs a minute${bad > 0 ? `, ${grouped(bad)} failed` : ""}`;
    }),
    ...stranded.map(({ version, open }) => `  ! ${count(open, "job")} for ECHO ${version}, and no worker of that version is alive`),
    ...(failed + dead > 0 ? [`  → echo-cs workers failed --queue ${queue}`] : []),
  ];
  return lines.join("\n");
}

function oldest(job: OldestJob | null, words: string): string {
  return job === null ? "" : `, ${words} ${duration(job.seconds)} (${job.job})`;
}

function renderWorkers(workers: readonly WorkerStatus[]): string {
  if (workers.length === 0) return "No worker has been heard of within the hour. Start one with: echo-cs worker";
  const rows = workers.map((worker) => [
    `${worker.host} ${worker.pid}`,
    worker.queue,
    worker.alive ? (worker.draining ? "ending" : "at work") : "gone",
    String(worker.running),
    duration(worker.up_seconds),
    `${duration(worker.seen_seconds)} ago`,
    worker.version,
  ]);
  return table(["Worker", "Queue", "State", "Jobs", "Up", "Seen", "Version"], rows, [3]);
}

function renderLimits(limits: readonly LimitStatus[]): string {
  const rows = limits.map((limit) => [
    limit.account.slice(0, 12),
    grouped(limit.requests_last_minute),
    grouped(limit.tokens_last_minute),
    String(limit.calls_under_way),
    limit.paused_seconds > 0 ? `for ${duration(limit.paused_seconds)}` : "no",
  ]);
  return table(["Model account", "Requests/min", "Tokens/min", "Under way", "Paused"], rows, [1, 2, 3]);
}

/** "45 s", "12 min", "3 h 5 min", "2 d 4 h". */
function duration(seconds: number): string {
  const [minutes, hours, days] = [Math.floor(seconds / 60), Math.floor(seconds / 3_600), Math.floor(seconds / 86_400)];
  if (minutes < 1) return `${seconds} s`;
  if (hours < 1) return `${minutes} min`;
  if (days < 1) return `${hours} h ${minutes % 60} min`;
  return `${days} d ${hours % 24} h`;
}
