import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printPrometheus } from "../../../src/batch/ops/prometheus.ts";
import { queueMetrics } from "../../../src/batch/ops/queue-metrics.ts";
import { promSamples } from "./prometheus-grammar.ts";

describe("metrics", () => {
  it("hold whatever a queue or worker may be called", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: fc.oneof(fc.constantFrom("\\", '"', "\n", "{", "é"), fc.string({ maxLength: 1 })) }), {
          minLength: 1,
        }),
        (names) => {
          const text = printPrometheus([
            { name: "m", help: `a\\b\n${names[0] ?? ""}`, samples: names.map((queue, value) => ({ labels: { queue }, value })) },
          ]);
          const samples = promSamples(text);
          expect([...samples.values()]).toEqual(names.map((_, value) => value));
        },
      ),
    );
  });

  it("leave out what nothing is known of", () => {
    expect(queueMetrics({ queues: [], workers: [], limits: [] })).toBe("");
    expect(printPrometheus([{ name: "m", help: "h", samples: [{ labels: {}, value: 0.5 }] }])).toBe("# HELP m h\n# TYPE m gauge\nm 0.5\n");
  });
});
