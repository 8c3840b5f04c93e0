import type { Metric } from "../facts/metric.ts";
import type { HealthModel } from "../health/health-model.ts";
import { undatedReason } from "./dated-metrics.ts";

/** A part of a health model that is left out of a replay, and why. */
export interface Barred {
  /** The input's, veto's or segment's name. */
  readonly part: string;
  readonly metric: string;
  readonly reason: string;
  /** Points of 100 it has in the model; 0 for a veto or a segment. */
  readonly weight: number;
}

/** A health model without what cannot be known for a past day. The weights of what is left keep their proportions. */
export function datedModel(
  model: HealthModel,
  metrics: ReadonlyMap<string, Metric>,
): { readonly model: HealthModel; readonly barred: readonly Barred[] } {
  const reasonOf = (name: string): string | null => {
    const metric = metrics.get(name);
    return metric === undefined ? null : undatedReason(metric);
  };
  const whole = model.groups.reduce((sum, { weight }) => sum + weight, 0);
  const barredInputs = model.groups.flatMap((group) => {
    const inside = group.inputs.reduce((sum, { weight }) => sum + weight, 0);
    return group.inputs.flatMap(({ name, metric, weight }): Barred[] => {
      const reason = reasonOf(metric);
      return reason === null ? [] : [{ part: name, metric, reason, weight: (100 * group.weight * weight) / (whole * inside) }];
    });
  });
  const isBarred = (input: string): boolean => barredInputs.some(({ part }) => part === input);
  const barredVetoes = model.vetoes.flatMap((veto): Barred[] => {
    const reason = "metric" in veto ? reasonOf(veto.metric) : isBarred(veto.input) ? "the input it looks at is left out" : null;
    return reason === null ? [] : [{ part: veto.name, metric: "metric" in veto ? veto.metric : veto.input, reason, weight: 0 }];
  });
  const barredSegments = (model.segments ?? []).flatMap(({ metric, is }): Barred[] => {
    const reason = reasonOf(metric);
    return reason === null ? [] : [{ part: `weights for ${metric} ${is}`, metric, reason, weight: 0 }];
  });
  return {
    barred: [...barredInputs, ...barredVetoes, ...barredSegments],
    model: {
      ...model,
      groups: model.groups
        .map((group) => ({ ...group, inputs: group.inputs.filter(({ metric }) => reasonOf(metric) === null) }))
        .filter(({ inputs }) => inputs.length > 0),
      vetoes: model.vetoes.filter(({ name }) => !barredVetoes.some(({ part }) => part === name)),
      ...(model.segments === undefined ? {} : { segments: model.segments.filter(({ metric }) => reasonOf(metric) === null) }),
    },
  };
}
