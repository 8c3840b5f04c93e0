import { z } from "zod";

/** The forms in which the benches keep what they measured; of more keys nothing is said. */
const summary = z.object({ median: z.number(), min: z.number(), max: z.number() });
const machine = z.object({
  node: z.string(),
  platform: z.string().optional(),
  cpus: z.number(),
  cpu: z.string().optional(),
  memory_gb: z.number().optional(),
  load: z.number().optional(),
});

/** When and on what a bench ran; every results file may tell. */
export const measuredShape = z.object({ measured_at: z.string(), machine: machine.optional() });

const cost = z.object({ name: z.string(), wall_ms: summary, cpu_ms: summary, peak_mib: summary });

export const SHAPES = {
  "cold-start": z.object({ rounds: z.number(), results: z.array(cost) }),
  route: z.object({ runs: z.number(), results: z.array(summary.extend({ name: z.string() })), requests_per_second: z.number() }),
  "model-run": z.object({
    results: z.record(z.string(), z.object({ cpu_ms: z.number(), rss_mib: z.number() })),
    wide: z.object({ runs: z.number(), latency: z.number(), seconds: z.number(), ideal: z.number() }),
  }),
  "model-run-peers": z.object({
    rounds: z.number(),
    runs: z.number(),
    results: z.array(
      z.object({
        name: z.string(),
        version: z.string(),
        cpu_ms: summary,
        cpu_to_floor: summary,
        wall_ms: summary,
        wall_to_floor: summary,
        rss_mib: summary,
        rss_to_floor: summary,
        load_cpu_ms: summary,
        load_rss_mib: summary,
      }),
    ),
  }),
  triage: z.object({
    results: z.array(
      z.object({ tickets: z.number(), seconds: z.number(), firstLineMs: z.number(), cpuSeconds: z.number(), peakMib: z.number() }),
    ),
    per_cpu_second: z.number().nullable(),
    accuracy: z.object({ judged: z.number(), capability: z.number(), type: z.number(), sentiment: z.number() }),
    peers: z.array(
      z.object({
        name: z.string(),
        version: z.string(),
        does: z.string(),
        tickets: z.number(),
        cpuSeconds: z.number(),
        accuracy: z.number(),
      }),
    ),
  }),
  import: z.object({
    runs: z.number(),
    results: z.array(
      z.object({
        name: z.string(),
        rows: z.number(),
        target: z.number(),
        duckdb: summary,
        echo: summary,
        node: summary,
        help: summary,
        unchanged: summary,
        health: summary,
        ratio: z.number(),
        cpu_ratio: z.number(),
        peak_mib: z.number(),
        size_ratio: z.number(),
      }),
    ),
  }),
  health: z.object({
    results: z.object({ accounts: z.number(), days: z.number(), scan: summary, score: summary, ratio: z.number(), cpu_ratio: z.number() }),
  }),
  memory: z.object({
    results: z.array(
      z.object({
        command: z.string(),
        scale: z.number(),
        size: z.number(),
        of: z.string(),
        input_mib: z.number(),
        peak_mib: z.number(),
        wall_ms: z.number(),
        cpu_ms: z.number(),
      }),
    ),
  }),
  batch: z.object({
    analyst: z.object({ jobs: z.number(), seconds: z.number(), cpu_seconds: z.number() }).optional(),
    model: z
      .object({ jobs: z.number(), at_once: z.number(), latency_ms: z.number(), ideal: z.number(), seconds: z.number(), ratio: z.number() })
      .optional(),
  }),
  patterns: z.object({
    results: z.array(
      z.object({ seed: z.number(), tickets: z.number(), found: z.number(), missed: z.array(z.string()), shuffled_a_week: z.number() }),
    ),
  }),
  warehouse: z.object({
    results: z.array(
      z.object({ rows: z.number(), psql_ms: z.number(), fetch: z.object({ ms: z.number(), peak_mb: z.number() }), import_ms: z.number() }),
    ),
  }),
  reports: z.object({ results: z.array(z.object({ name: z.string(), wall_ms: summary, cpu_ms: summary, peak_mib: z.number() })) }),
  sweep: z.object({ accounts: z.number(), results: z.array(z.object({ name: z.string(), wall_ms: z.number(), cpu_ms: z.number() })) }),
  workers: z.object({
    workers: z.number(),
    speedup: z.number(),
    overhead_cpu_ms_a_job: z.number(),
    one: z.object({ jobs_per_second: z.number() }),
    many: z.object({ jobs: z.number(), jobs_per_second: z.number() }),
  }),
} as const;

export type BenchName = keyof typeof SHAPES;
export type Measured<K extends BenchName> = z.infer<(typeof SHAPES)[K]>;

/** What a bench measured; undefined where it has not run, or ran in an earlier form. */
export function measuredBy<K extends BenchName>(results: ReadonlyMap<string, unknown>, name: K): Measured<K> | undefined {
  return SHAPES[name].safeParse(results.get(name)).data as Measured<K> | undefined;
}
