import { JOB_STATES } from "./job-state.ts";
import { printPrometheus, type PrometheusMetric } from "./prometheus.ts";
import type { QueueStatus } from "./queue-status.ts";

/** The state of the queues as Prometheus reads it. All are gauges: a retry takes a failure back. */
export function queueMetrics({ queues, workers, limits }: QueueStatus): string {
  const alive = workers.filter((worker) => worker.alive);
  const metrics: readonly PrometheusMetric[] = [
    {
      name: "echo_queue_jobs",
      help: "Jobs of a queue by state.",
      samples: queues.flatMap(({ queue, jobs }) => JOB_STATES.map((state) => ({ labels: { queue, state }, value: jobs[state] }))),
    },
    {
      name: "echo_queue_waiting_jobs",
      help: "Jobs that wait, by priority; 0 goes first.",
      samples: queues.flatMap(({ queue, waiting_by_priority }) =>
        waiting_by_priority.map(({ priority, waiting }) => ({ labels: { queue, priority: String(priority) }, value: waiting })),
      ),
    },
    {
      name: "echo_queue_oldest_waiting_seconds",
      help: "How long the oldest waiting job has waited; 0 where none waits.",
      samples: queues.map(({ queue, oldest_waiting }) => ({ labels: { queue }, value: oldest_waiting?.seconds ?? 0 })),
    },
    {
      name: "echo_queue_oldest_running_seconds",
      help: "How long the job that runs longest has run; 0 where none runs.",
      samples: queues.map(({ queue, oldest_running }) => ({ labels: { queue }, value: oldest_running?.seconds ?? 0 })),
    },
    {
      name: "echo_queue_recently_ended_jobs",
      help: "Jobs that ended within the last minutes, by outcome.",
      samples: queues.flatMap(({ queue, rates }) =>
        rates.flatMap(({ minutes, done, failed }) =>
          [["done", done] as const, ["failed", failed] as const].map(([outcome, value]) => ({
            labels: { queue, minutes: String(minutes), outcome },
            value,
          })),
        ),
      ),
    },
    {
      name: "echo_queue_version_open_jobs",
      help: "Jobs that wait or run, by the version of ECHO that they need.",
      samples: queues.flatMap(({ queue, versions }) => versions.map(({ version, open }) => ({ labels: { queue, version }, value: open }))),
    },
    {
      name: "echo_workers",
      help: "Workers that are alive, by the version of ECHO that they are.",
      samples: queues.flatMap(({ queue, versions }) =>
        versions.map(({ version, workers: count }) => ({ labels: { queue, version }, value: count })),
      ),
    },
    {
      name: "echo_worker_running_jobs",
      help: "Jobs under way on a worker.",
      samples: alive.map(({ worker, queue, running }) => ({ labels: { queue, worker }, value: running })),
    },
    {
      name: "echo_model_requests",
      help: "Requests to a language model within the last minute, by all workers.",
      samples: limits.map(({ account, requests_last_minute }) => ({ labels: { account }, value: requests_last_minute })),
    },
    {
      name: "echo_model_tokens",
      help: "Tokens of a language model within the last minute, by all workers.",
      samples: limits.map(({ account, tokens_last_minute }) => ({ labels: { account }, value: tokens_last_minute })),
    },
    {
      name: "echo_model_paused_seconds",
      help: "For how long no worker may call a language model, after it asked for a pause.",
      samples: limits.map(({ account, paused_seconds }) => ({ labels: { account }, value: paused_seconds })),
    },
  ];
  return printPrometheus(metrics);
}
