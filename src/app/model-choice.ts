/** The language model a run uses, chosen by the command line and the environment. */
export interface ModelChoice {
  /** --llm: an alias or a full id; undefined: what the agent's file names. */
  readonly llm: string | undefined;
  readonly apiKey: string | undefined;
  readonly authToken: string | undefined;
  readonly baseUrl: string | undefined;
  /** Gets finished sentences of the answer as they stream in; present only on a terminal. */
  readonly onSentence?: (sentence: string) => void;
}
