import { type Day, isDay } from "../../core/days.ts";
import type { Measurement } from "../facts/fact.ts";
import { EXPANSION_SIGNALS } from "./expansion-signals.ts";
import { RISK_SIGNALS } from "./risk-signals.ts";
import type { Figures, Signal, SignalEvidence, SignalRule } from "./signal.ts";

const RULES: readonly SignalRule[] = [...RISK_SIGNALS, ...EXPANSION_SIGNALS];

/** Every metric that the rules look at, each once. */
export const SIGNAL_METRICS: readonly string[] = [...new Set(["churned_on", ...RULES.flatMap((rule) => rule.metrics)])];

/** The signals of one account from its measurements (those of SIGNAL_METRICS). An account that has left sends none. */
export function detectSignals(
  account: { readonly account: string; readonly name: string },
  measurements: readonly Measurement[],
  asOf: Day,
): Signal[] {
  const measured = new Map(measurements.map((measurement) => [measurement.metric, measurement]));
  const figures = figuresOf(measured);
  if (figures.day("churned_on") !== null) return [];
  return RULES.flatMap((rule) => {
    const severity = rule.severity(figures);
    if (severity === null) return [];
    const { signal, kind, title, metrics, since } = rule;
    return [
      {
        account: account.account,
        name: account.name,
        signal,
        kind,
        title,
        severity,
        first_seen: since?.(figures) ?? asOf,
        evidence: evidenceOf(metrics, measured),
      },
    ];
  });
}

function figuresOf(measured: ReadonlyMap<string, Measurement>): Figures {
  return {
    number: (metric) => {
      const value = measured.get(metric)?.value;
      return typeof value === "number" ? value : null;
    },
    day: (metric) => {
      const value = measured.get(metric)?.value;
      return typeof value === "string" && isDay(value) ? value : null;
    },
  };
}

/** What is known of the rule's metrics; a figure that the book does not give is no evidence. */
function evidenceOf(metrics: readonly string[], measured: ReadonlyMap<string, Measurement>): SignalEvidence[] {
  return metrics.flatMap((metric) => {
    const known = measured.get(metric);
    if (known === undefined || known.value === null) return [];
    const { value, unit, currency, formula } = known;
    return [{ metric, value, unit, ...(currency === undefined ? {} : { currency }), formula }];
  });
}
