import type { Target } from "../targets/target.ts";
import type { ActivationRule } from "./activation.ts";

/** What a company says of itself that no export holds: in echo.yaml and targets.yaml, for the figures that rest on it. */
export interface FigureSettings {
  /** Share of revenue left after the cost of serving it, 0–1. */
  readonly grossMargin: number | undefined;
  /** What sales and marketing cost by month `YYYY-MM`, in whole units of the reporting currency. */
  readonly spend: ReadonlyMap<string, number>;
  readonly activation: ActivationRule | undefined;
  /** Names of the features that count as adoption; empty: any. */
  readonly keyFeatures: readonly string[];
  /** What each metric should reach, by its name; absent where the table of targets could not be read. */
  readonly targets?: ReadonlyMap<string, Target>;
}

/** Of a company that says nothing. */
export const NO_SETTINGS: FigureSettings = { grossMargin: undefined, spend: new Map(), activation: undefined, keyFeatures: [] };
