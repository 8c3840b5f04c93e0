import type { FactValue, Measurement } from "../domain/facts/fact.ts";

/** The values of one account's measurements by the name of their metric; null where there is none, or one of another kind. */
export interface Figures {
  readonly value: (metric: string) => FactValue;
  readonly number: (metric: string) => number | null;
  readonly words: (metric: string) => string | null;
  /** The currency of an amount. */
  readonly currency: (metric: string) => string | undefined;
}

/** Looks measurements up by metric. */
export function figuresOf(measurements: readonly Measurement[]): Figures {
  const called = (metric: string): Measurement | undefined => measurements.find((found) => found.metric === metric);
  const value = (metric: string): FactValue => called(metric)?.value ?? null;
  return {
    value,
    number: (metric) => {
      const found = value(metric);
      return typeof found === "number" ? found : null;
    },
    words: (metric) => {
      const found = value(metric);
      return typeof found === "string" ? found : null;
    },
    currency: (metric) => called(metric)?.currency,
  };
}
