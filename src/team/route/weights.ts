import type { FeatureValues, ScopeSigns } from "./feature-values.ts";

/** How the evidence is added up. A trained model brings its own; these stand where there is none. */
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
  /** Log-odds of a raw confidence, times slope plus shift, are the log-odds that the answer is right. */
  readonly calibration: Readonly<Record<"answered" | "refused", { readonly slope: number; readonly shift: number }>>;
}

/** For a team without learned weights; what training text cannot show (the account's state, given files) also goes by these. */
export const DEFAULT_WEIGHTS: RouteWeights = {
  agent: { learned: 1, phrases: 1, news: 0, likeness: 3, files: 4 },
  accountState: 1.6,
  accountKeeper: 0.9,
  sharpness: 1.35,
  scope: {
    learned: 0,
    phrases: 1.5,
    likeness: 6,
    files: 6,
    business: 1.2,
    them: 1.2,
    us: 2,
    me: -1.7,
    account: 3,
    named: 1.2,
    outside: -3,
  },
  scopeBias: -2.7,
  scopeFloor: 0.3,
  calibration: { answered: { slope: 1, shift: 0 }, refused: { slope: 1, shift: 0 } },
};
