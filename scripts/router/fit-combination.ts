import type { FeatureValues, ScopeSigns } from "../../src/team/route/feature-values.ts";
import { DEFAULT_WEIGHTS, type RouteWeights } from "../../src/team/route/weights.ts";

/** What was thought of one request that the weights had not seen. */
export interface Observation {
  readonly agents: readonly string[];
  readonly features: readonly FeatureValues[];
  readonly signs: ScopeSigns;
  /** Every agent that would do, best first; empty for what is out of scope. */
  readonly right: readonly string[];
}

const AGENT = ["learned", "phrases", "news", "likeness", "files"] as const;
const FITTED = ["learned", "likeness"] as const;
const SIGNS = ["learned", "likeness", "business", "them", "us", "me", "named"] as const;

/** Set by hand. No training text holds an account of the book or a given file; a user's own trigger words and subjects must be heard. */
const FIXED = { phrases: 0.6, files: 6, account: 4, outside: -0.7 };
const ACCOUNT_STATE = 4;
const ACCOUNT_KEEPER = 1.4;
const FILES = 6;
const PHRASES = 0.3;
const NEWS = 2.5;

/** Share of requests of the team that may be refused when the floor is chosen. */
const FALSE_REFUSALS = 0.02;

/** The weights of the combination that make unseen requests likeliest: one logistic choice among agents, one yes or no for the scope. */
export function fitCombination(seen: readonly Observation[]): RouteWeights {
  const agent = fitAgents(seen.filter(({ right }) => right.length > 0));
  const { weights, bias } = fitScope(seen);
  const scope = { ...DEFAULT_WEIGHTS.scope, ...weights, ...FIXED };
  const probability = (signs: ScopeSigns): number => {
    const odds = SIGNS.reduce((sum, sign) => sum + signs[sign] * scope[sign], bias + fixedOdds(signs));
    return 1 / (1 + Math.exp(-odds));
  };
  const own = seen.filter(({ right }) => right.length > 0).map(({ signs }) => probability(signs));
  own.sort((a, b) => a - b);
  const floor = own[Math.floor(own.length * FALSE_REFUSALS)] ?? DEFAULT_WEIGHTS.scopeFloor;
  return {
    agent,
    accountState: ACCOUNT_STATE,
    accountKeeper: ACCOUNT_KEEPER,
    sharpness: 1,
    scope,
    scopeBias: bias,
    scopeFloor: floor,
    calibration: DEFAULT_WEIGHTS.calibration,
  };
}

function fixedOdds(signs: ScopeSigns): number {
  return signs.phrases * FIXED.phrases + signs.files * FIXED.files + signs.account * FIXED.account + signs.outside * FIXED.outside;
}

function fitAgents(seen: readonly Observation[]): RouteWeights["agent"] {
  const weights: Record<keyof FeatureValues, number> = { learned: 1, phrases: PHRASES, news: NEWS, likeness: 1, files: FILES };
  const rate = 0.5;
  for (let round = 0; round < 400; round += 1) {
    const slope = { learned: 0, likeness: 0 };
    for (const { agents, features, right } of seen) {
      const points = features.map((each) => AGENT.reduce((sum, name) => sum + each[name] * weights[name], 0));
      const top = Math.max(...points);
      const odds = points.map((value) => Math.exp(value - top));
      const total = odds.reduce((sum, value) => sum + value, 0);
      for (const [place, each] of features.entries()) {
        const wanted = agents[place] === right[0] ? 1 : 0;
        const error = wanted - (odds[place] ?? 0) / total;
        for (const name of FITTED) slope[name] += error * each[name];
      }
    }
    for (const name of FITTED) weights[name] += (rate * slope[name]) / seen.length;
  }
  return weights;
}

function fitScope(seen: readonly Observation[]): { weights: Partial<Record<keyof ScopeSigns, number>>; bias: number } {
  const weights: Record<(typeof SIGNS)[number], number> = {
    learned: 1,
    likeness: 0,
    business: 0,
    them: 0,
    us: 0,
    me: 0,
    named: 0,
  };
  let bias = 0;
  const outsiders = seen.filter(({ right }) => right.length === 0).length;
  // Both sides count alike, as if half of all requests were nobody's: refusing then depends on the words, not on how many were collected.
  const heavier = (seen.length - outsiders) / Math.max(1, outsiders);
  for (let round = 0; round < 1500; round += 1) {
    const slope = Object.fromEntries(SIGNS.map((sign) => [sign, 0]));
    let shift = 0;
    for (const { signs, right } of seen) {
      const odds = SIGNS.reduce((sum, sign) => sum + signs[sign] * weights[sign], bias + fixedOdds(signs));
      const error = ((right.length > 0 ? 1 : 0) - 1 / (1 + Math.exp(-odds))) * (right.length > 0 ? 1 : heavier);
      shift += error;
      for (const sign of SIGNS) slope[sign] = (slope[sign] ?? 0) + error * signs[sign];
    }
    const rate = 0.3 / seen.length;
    bias += rate * shift;
    for (const sign of SIGNS) weights[sign] += rate * ((slope[sign] ?? 0) - 2 * weights[sign]);
  }
  return { weights, bias };
}

/** Slope and shift that make confidences true, from raw confidences and whether the answer was right. */
export function fitCalibration(seen: readonly { readonly confidence: number; readonly right: boolean }[]): {
  slope: number;
  shift: number;
} {
  const points = seen.map(({ confidence, right }) => {
    const held = Math.min(0.999, Math.max(0.001, confidence));
    return { odds: Math.log(held / (1 - held)), right: right ? 1 : 0 };
  });
  const fitted = { slope: 1, shift: 0 };
  for (let round = 0; round < 2000; round += 1) {
    const errors = points.map(({ odds, right }) => right - 1 / (1 + Math.exp(-(odds * fitted.slope + fitted.shift))));
    fitted.slope += (0.3 * errors.reduce((sum, error, place) => sum + error * (points[place]?.odds ?? 0), 0)) / points.length;
    fitted.shift += (0.3 * errors.reduce((sum, error) => sum + error, 0)) / points.length;
  }
  return fitted;
}
