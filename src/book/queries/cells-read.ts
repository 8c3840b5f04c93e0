import type { Metric } from "../../domain/facts/metric.ts";

/** Rows that lead a metric down its different paths: nothing known, none, some, text. */
const SAMPLES = [null, 0, 1, "2026-01-01"];

/** The cells of its query's row that a metric reads, found by computing it of sample rows and watching. */
export function cellsRead(metric: Metric): ReadonlySet<string> {
  const read = new Set<string>();
  for (const sample of SAMPLES) {
    const row = new Proxy<Record<string, string | number | null>>({}, { get: (_, name) => (read.add(String(name)), sample) });
    metric.value(row);
  }
  return read;
}
