import type { CassetteChoice } from "../llm/cassette.ts";
import type { RunEvent } from "../run/model/run-event.ts";
import type { ExternalTools } from "./external-tools.ts";

/** The language model a run uses, chosen by the command line and the environment. */
export interface ModelChoice {
  /** --llm: an alias or a full id; undefined: what the agent's file names. */
  readonly llm: string | undefined;
  readonly apiKey: string | undefined;
  readonly authToken: string | undefined;
  readonly baseUrl: string | undefined;
  /** The task whose last run is taken up where it was cut. */
  readonly resume?: string | undefined;
  /** --web: agents whose list holds them may use the host's web tools. */
  readonly web?: boolean | undefined;
  /** --via batches: cheaper, and slower by minutes or hours. */
  readonly viaBatches?: boolean | undefined;
  /** Connects to the servers of .mcp.json that these entries of agents' lists name. */
  readonly external?: ((entries: readonly string[]) => Promise<ExternalTools>) | undefined;
  /** Where calls are recorded, or played back from. */
  readonly cassette?: CassetteChoice | undefined;
  /** Gets finished sentences of the answer as they stream in; present only on a terminal. */
  readonly onSentence?: (sentence: string) => void;
  /** Gets what happens in the run as it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}
