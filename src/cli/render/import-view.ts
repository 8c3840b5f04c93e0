import type { ChalkInstance } from "chalk";

/** How the import report is printed. */
export interface ImportView {
  readonly paint: ChalkInstance;
  readonly width: number;
}
