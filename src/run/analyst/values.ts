import type { Measurement } from "../../domain/facts/fact.ts";
import type { Value } from "../../domain/expression/evaluate.ts";

/** The measurements of one subject by metric name. */
export class Values {
  private readonly byMetric: ReadonlyMap<string, Measurement>;
  private readonly extra: ReadonlyMap<string, number>;

  /** `extra` holds counts that are no metrics: causes, risks. */
  constructor(measurements: readonly Measurement[], extra: ReadonlyMap<string, number> = new Map()) {
    this.byMetric = new Map(measurements.map((measurement) => [measurement.metric, measurement]));
    this.extra = extra;
  }

  /** The value of a metric, or null where it is absent. */
  readonly of = (name: string): Value => this.extra.get(name) ?? this.byMetric.get(name)?.value ?? null;

  measurement(metric: string): Measurement | undefined {
    return this.byMetric.get(metric);
  }

  /** Those of `metrics` that have a value, in order, each once. */
  known(metrics: readonly string[]): Measurement[] {
    return [...new Set(metrics)].flatMap((metric) => {
      const measurement = this.byMetric.get(metric);
      return measurement === undefined || measurement.value === null ? [] : [measurement];
    });
  }

  all(): Measurement[] {
    return [...this.byMetric.values()];
  }

  with(extra: ReadonlyMap<string, number>): Values {
    return new Values([...this.byMetric.values()], extra);
  }
}
