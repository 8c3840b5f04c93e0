import type { Injection } from "./obey.ts";

/** `stopped` is found in the answers to the obeyed calls, or among the claims that verification refused. */
export interface Case extends Injection {
  readonly stopped: RegExp;
}
