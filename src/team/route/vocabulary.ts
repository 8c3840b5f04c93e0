/** Words the router knows beside those of the agents' files; `references/routing.yaml` holds them. */
export interface RoutingVocabulary {
  /** A word or phrase of the team's language, and other ways to say it, in any language. */
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
  /** What a request may speak of, and the words that tell so; they stand for nothing else and only help the learned weights. */
  readonly themes: Readonly<Record<string, readonly string[]>>;
  /** For an agent: things people say that mean its work. */
  readonly sayings: Readonly<Record<string, readonly string[]>>;
  /** Words that mark a request as the business's own, whoever takes it. */
  readonly business: readonly string[];
  /** Subjects that are none of the team's business, and the words that tell of them. */
  readonly outside: Readonly<Record<string, readonly string[]>>;
  /** File patterns beside those of the agents. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** By tier of the account: the agent that is pulled in. */
  readonly accountState: Readonly<Record<string, string>>;
}

export const NO_VOCABULARY: RoutingVocabulary = {
  synonyms: {},
  themes: {},
  sayings: {},
  business: [],
  outside: {},
  files: {},
  accountState: {},
};
