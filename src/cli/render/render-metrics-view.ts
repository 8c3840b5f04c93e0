import type { ChalkInstance } from "chalk";

/** How the metrics are to be shown. */
export interface MetricsView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** True where a person looks on: months then have a line that shows the trend. */
  readonly terminal?: boolean;
  readonly targetsOnly: boolean;
  readonly definitions: boolean;
}
