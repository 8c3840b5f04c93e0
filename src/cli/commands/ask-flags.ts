import type { BookFlags } from "../options.ts";

export interface AskFlags extends BookFlags {
  readonly account?: string;
  readonly agent?: string;
  readonly llm?: string;
  /** Every finding and step, also of the agents that were asked. */
  readonly full?: boolean;
  /** The task whose last model run is taken up where it was cut. */
  readonly resume?: string;
  /** Agents whose list holds them may search and read the web. */
  readonly web?: boolean;
  /** Print what a model run would cost, or send first, instead of running it. */
  readonly estimate?: boolean;
  readonly dryRun?: boolean;
  /** batches: by way of Message Batches. */
  readonly via?: string;
  /** A folder that calls are recorded into, or played back from. */
  readonly record?: string;
  readonly replay?: string;
  /** False with --no-model. */
  readonly model: boolean;
}
