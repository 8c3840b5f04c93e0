import type { PlaceFlags } from "./route-place.ts";

export interface RouteFlags extends PlaceFlags {
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly file: readonly string[];
  /** A commit, or true for the last one. */
  readonly changed?: string | true;
  readonly llm?: string;
  readonly model?: boolean;
}
