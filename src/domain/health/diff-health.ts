import { exactPoints } from "./exact-points.ts";
import type { HealthScore, InputScore } from "./health-score.ts";

/** How an input stood on one day; see InputScore. */
export type InputState = Pick<InputScore, "value" | "score" | "weight" | "contribution">;

export interface InputDiff {
  readonly name: string;
  readonly group: string;
  readonly metric: string;
  readonly from: InputState;
  readonly to: InputState;
  /** Points of the change that come from this input's own score, at the weight it had before; 0 where it did not count on both days. */
  readonly delta: number;
}

/** What changed between two scores of one account. The inputs' deltas and the re-shared points sum to `delta`, to the last bit. */
export interface HealthDiff {
  readonly delta: number;
  readonly inputs: readonly InputDiff[];
  /** Points that come from weights being shared out anew: an input gained or lost its data, grew too old, or the segment changed. */
  readonly reshared: { readonly delta: number; readonly reasons: readonly string[] };
}

/** The difference of two scores by the same model; null where the model abstains on either day. */
export function diffHealth(from: HealthScore, to: HealthScore): HealthDiff | null {
  if (from.score === null || to.score === null) return null;
  const inputs = to.inputs.map((after, index) => inputDiff(from.inputs[index] ?? after, after));
  const delta = to.score - from.score;
  const reshared = inputs.reduce((rest, input) => rest - input.delta, delta);
  return { delta, inputs, reshared: { delta: reshared, reasons: reasonsOf(from, to) } };
}

function inputDiff(before: InputScore, after: InputScore): InputDiff {
  const both = before.score !== null && after.score !== null;
  return {
    name: after.name,
    group: after.group,
    metric: after.metric,
    from: stateOf(before),
    to: stateOf(after),
    delta: both ? exactPoints((before.weight * ((after.score ?? 0) - (before.score ?? 0))) / 100) : 0,
  };
}

function stateOf({ value, score, weight, contribution }: InputScore): InputState {
  return { value, score, weight, contribution };
}

function reasonsOf(from: HealthScore, to: HealthScore): string[] {
  const changes = to.inputs.flatMap((after, index) => {
    const before = from.inputs[index] ?? after;
    if (before.score === null && after.score !== null) return [`${after.name} counts now`];
    if (before.score !== null && after.score === null)
      return [`${after.name} ${after.stale ? "is too old to count" : "has no data any more"}`];
    return after.stale || before.stale ? [`${after.name} counts ${after.weight < before.weight ? "less" : "more"} by its age`] : [];
  });
  const segments =
    from.weights_of === to.weights_of ? [] : [`weights of ${to.weights_of ?? "the model"} instead of ${from.weights_of ?? "the model"}`];
  return [...segments, ...changes];
}
