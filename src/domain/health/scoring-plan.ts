import type { Freshness, HealthGroup, HealthInput, HealthModel, SegmentWeights } from "./health-model.ts";

/** A model laid out for scoring many accounts: inputs in one row, weights by segment. */
export interface ScoringPlan {
  readonly model: HealthModel;
  readonly inputs: readonly { readonly input: HealthInput; readonly group: HealthGroup }[];
  /** For each input its curve as values and scores, and its freshness. */
  readonly curves: readonly { readonly at: Float64Array; readonly score: Float64Array; readonly freshness: Freshness | undefined }[];
  /** For each input the number of its group. */
  readonly groupOf: Int32Array;
  /** The weights of the model itself, then those of each of its segments. */
  readonly weights: readonly PlanWeights[];
}

/** Weights of groups, and of inputs within their groups. */
export interface PlanWeights {
  /** "segment enterprise"; null for the model's own. */
  readonly label: string | null;
  readonly groups: Float64Array;
  readonly inputs: Float64Array;
}

/** The plan of a model. Scoring a hundred thousand accounts looks nothing up by name. */
export function scoringPlan(model: HealthModel): ScoringPlan {
  const inputs = model.groups.flatMap((group) => group.inputs.map((input) => ({ input, group })));
  return {
    model,
    inputs,
    curves: inputs.map(({ input: { curve, freshness } }) => ({
      at: Float64Array.from(curve, ([at]) => at),
      score: Float64Array.from(curve, ([, score]) => score),
      freshness,
    })),
    groupOf: Int32Array.from(inputs, ({ group }) => model.groups.indexOf(group)),
    weights: [undefined, ...(model.segments ?? [])].map((segment) => ({
      label: segment === undefined ? null : `${segment.metric} ${segment.is}`,
      groups: Float64Array.from(model.groups, ({ name, weight }) => segment?.groups.get(name) ?? weight),
      inputs: Float64Array.from(inputs, ({ input }) => segment?.inputs.get(input.name) ?? input.weight),
    })),
  };
}

/** Which of the plan's weights an account has: the number of its first segment plus one, 0 where none fits. */
export function weightsFor(model: HealthModel, textOf: (metric: string) => string | null): number {
  return (model.segments ?? []).findIndex((segment) => fits(segment, textOf(segment.metric))) + 1;
}

/** Every metric a model reads: of its inputs, vetoes, freshness and segments. Tables named by freshness are not among them. */
export function modelMetrics(model: HealthModel, isMetric: (name: string) => boolean): string[] {
  const inputs = model.groups.flatMap((group) => group.inputs);
  return [
    ...new Set([
      ...inputs.map(({ metric }) => metric),
      ...inputs.flatMap(({ freshness }) => (freshness !== undefined && isMetric(freshness.of) ? [freshness.of] : [])),
      ...model.vetoes.flatMap((veto) => ("metric" in veto ? [veto.metric] : [])),
      ...(model.segments ?? []).map(({ metric }) => metric),
    ]),
  ];
}

function fits(segment: SegmentWeights, text: string | null): boolean {
  return text !== null && text.toLowerCase() === segment.is.toLowerCase();
}
