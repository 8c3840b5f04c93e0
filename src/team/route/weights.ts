import type { FeatureValues } from "./evidence.ts";
import type { ScopeSigns } from "./scope.ts";

/** How the evidence is added up. A file of learned weights may replace these without touching the rest. */
export interface RouteWeights {
  /** Points for an agent, by kind of evidence. */
  readonly agent: Readonly<Record<keyof FeatureValues, number>>;
  /** Points for the agent that the account's state pulls in. */
  readonly accountState: number;
  /** Points, few, for the agent that looks after any account. */
  readonly accountKeeper: number;
  /** How sharply a lead in points becomes confidence. */
  readonly sharpness: number;
  /** Log-odds that a request is the team's business, by sign. */
  readonly scope: Readonly<Record<keyof ScopeSigns, number>>;
  readonly scopeBias: number;
  /** Below this probability a request is refused; erring towards taking it, because a wrong refusal costs more. */
  readonly scopeFloor: number;
}

/** Fitted on the agents' own example utterances, each left out in turn, against requests of general assistants. */
export const DEFAULT_WEIGHTS: RouteWeights = {
  agent: { phrases: 1, words: 0.3, likeness: 2, files: 4 },
  accountState: 1.6,
  accountKeeper: 0.9,
  sharpness: 1.35,
  scope: {
    phrases: 1.5,
    likeness: 0,
    files: 6,
    business: 1.2,
    known: 3,
    them: 1.2,
    us: 2,
    me: -1.7,
    account: 3,
    named: 1.2,
    outside: -3,
  },
  scopeBias: -2.7,
  scopeFloor: 0.3,
};
