/** The model that scores where nobody names another. */
export const DEFAULT_HEALTH = "specialist";

/** A point of a scoring curve: at `value` the input scores `score` (0–100); between points it is linear, outside them flat. */
export type CurvePoint = readonly [value: number, score: number];

/** How old an input's data may be. */
export interface Freshness {
  /** What tells its age: a date metric of the account (`nps_last_on`), or a table whose newest row in the whole book counts (`usage`). */
  readonly of: string;
  /** Up to this age in days the input counts in full. */
  readonly validDays: number;
  /** Beyond it: left out at once, or of falling weight that reaches 0 at twice that age. */
  readonly after: "drop" | "decay";
}

export interface HealthInput {
  readonly name: string;
  /** The metric that feeds it. */
  readonly metric: string;
  /** Share inside its group, any positive number. */
  readonly weight: number;
  readonly curve: readonly CurvePoint[];
  readonly freshness?: Freshness;
}

export interface HealthGroup {
  readonly name: string;
  /** Share of the whole score, in points of 100. */
  readonly weight: number;
  readonly inputs: readonly HealthInput[];
}

/** Other weights for the accounts of a segment; what is not named keeps its weight. */
export interface SegmentWeights {
  /** A text metric of the account (`segment`, `touch`, `plan`, `industry`) and the value it must have. */
  readonly metric: string;
  readonly is: string;
  readonly groups: ReadonlyMap<string, number>;
  /** By the input's name. */
  readonly inputs: ReadonlyMap<string, number>;
}

/** A fact that caps the tier whatever the score: a metric that reaches a threshold, or an input that scores below one. */
export type Veto = { readonly name: string; readonly capsAt: "yellow" | "red" } & (
  | { readonly metric: string; readonly atLeast: number }
  // `input` is an input's name, or "any".
  | { readonly input: string; readonly below: number }
);

/** A weighted model read from references/health/<name>.yaml. */
export interface HealthModel {
  readonly name: string;
  readonly title: string;
  /** Lower edges of the tiers on the unrounded score: green from `green`, yellow from `yellow`, red below. */
  readonly bands: { readonly green: number; readonly yellow: number };
  /** Below this share of the weights (0–1) the model abstains. */
  readonly coverageFloor: number;
  readonly groups: readonly HealthGroup[];
  /** The first that fits an account decides; none: the weights of the groups. */
  readonly segments?: readonly SegmentWeights[];
  readonly vetoes: readonly Veto[];
}
