import type { ChalkInstance } from "chalk";

/** How the metrics are to be shown. */
export interface MetricsView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly targetsOnly: boolean;
  readonly definitions: boolean;
}
