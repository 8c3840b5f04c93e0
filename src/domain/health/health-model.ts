/** A point of a scoring curve: at `value` the input scores `score` (0–100); between points it is linear, outside them flat. */
export type CurvePoint = readonly [value: number, score: number];

export interface HealthInput {
  readonly name: string;
  /** The metric that feeds it. */
  readonly metric: string;
  /** Share inside its group, any positive number. */
  readonly weight: number;
  readonly curve: readonly CurvePoint[];
}

export interface HealthGroup {
  readonly name: string;
  /** Share of the whole score, in points of 100. */
  readonly weight: number;
  readonly inputs: readonly HealthInput[];
}

/** A weighted model read from references/health/<name>.yaml. */
export interface HealthModel {
  readonly name: string;
  readonly title: string;
  /** Lower edges of the tiers on the unrounded score: green from `green`, yellow from `yellow`, red below. */
  readonly bands: { readonly green: number; readonly yellow: number };
  /** Below this share of the weights (0–1) the model abstains. */
  readonly coverageFloor: number;
  readonly groups: readonly HealthGroup[];
  /** Facts that cap the tier whatever the score. */
  readonly vetoes: readonly {
    readonly name: string;
    readonly metric: string;
    readonly atLeast: number;
    readonly capsAt: "yellow" | "red";
  }[];
}
