import type { LightPaint } from "./light-paint.ts";

/** How the import report is printed. */
export interface ImportView {
  readonly paint: LightPaint;
  readonly width: number;
}
