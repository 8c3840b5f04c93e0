import { NO_LANE } from "./compile-team.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import type { ScopeSigns } from "./feature-values.ts";
import { learnedShares } from "./learned-shares.ts";
import type { AccountSays } from "./reasons.ts";
import { filesNamedIn, isOrdered } from "./request-parts.ts";
import { requestFeatures } from "./request-features.ts";
import { requestWords, type RequestWords } from "./request-words.ts";
import type { RouteIndex } from "./route-index.ts";
import { outsideWords, scopeSigns } from "./scope.ts";
import type { TextFeatures } from "./text-features.ts";
import { DEFAULT_WEIGHTS, type RouteWeights } from "./weights.ts";
import { wordsOf } from "./words.ts";

export interface RouteRequest {
  readonly text: string;
  /** Paths of the files the request is about. */
  readonly files?: readonly string[] | undefined;
  /** The account it is about, as far as the book knows it. */
  readonly account?: { readonly name?: string | undefined; readonly tier?: "green" | "yellow" | "red" | null | undefined } | undefined;
}

export interface RouteChoice {
  readonly lane: string;
  readonly agent: string;
  /** 0 to 1, in hundredths. */
  readonly confidence: number;
}

/** All that is thought about one text before it is put into words. */
export interface Judged {
  readonly choices: readonly RouteChoice[];
  readonly inScope: number;
  readonly weights: RouteWeights;
  readonly evidence: readonly Evidence[];
  readonly words: RequestWords;
  readonly features: TextFeatures;
  readonly account: AccountSays;
  readonly signs: ScopeSigns;
  readonly said: readonly string[];
}

/** Evidence, scope and shares of one text. `parts` are the things it asks for, the first of which decides most. */
export function judge(request: RouteRequest, index: RouteIndex, parts: readonly string[]): Judged {
  const weights = index.model?.combination ?? DEFAULT_WEIGHTS;
  const drop = nameStems(request.account?.name, index);
  const words = requestWords(request.text, index.synonyms, drop);
  const outside = outsideWords(words, index);
  const features = requestFeatures(words, outside.subjects, index);
  const [first] = parts;
  const begin =
    parts.length > 1 && first !== undefined
      ? { features: firstFeatures(first, index, drop), ordered: isOrdered(request.text, parts) }
      : undefined;
  const learned = learnedShares(features, begin, index);
  const files = { given: request.files ?? [], mentioned: filesNamedIn(request.text) };
  const evidence = evidenceOf(words, files, learned.shares, index);
  const trained = (name: string): boolean => index.model?.classes.includes(name) ?? false;
  const strangers = evidence.some(({ agent, features: { phrases, files } }) => !trained(agent.name) && phrases + files >= SURE_STRANGER);
  const signs = scopeSigns(words, evidence, index, {
    // What the weights never saw they cannot call nobody's.
    learned: strangers ? Math.max(STRANGERS_OWN, learned.somebody) : learned.somebody,
    outside: outside.said.length,
    knowsAccount: request.account !== undefined,
  });
  const inScope = probability(signs, weights);
  const account = accountSays(request, signs, index);
  const ranked = rank(evidence, accountPoints(account, signs, weights), weights, trained);
  const choices = withConfidence(ranked, inScope, weights);
  return { choices, inScope, weights, evidence, words, features, account, signs, said: outside.said };
}

/** Confidence of the first from how often such answers are right; what is left is shared among the others as their points say. */
function withConfidence(ranked: readonly Ranked[], inScope: number, { calibration }: RouteWeights): RouteChoice[] {
  const raw = (ranked[0]?.share ?? 0) * inScope;
  const first = calibrated(raw, calibration.answered);
  const rest = (1 - first) / Math.max(1 - raw, 1e-9);
  return ranked.map(({ evidence: { agent }, share }, place) => ({
    lane: agent.lane,
    agent: agent.name,
    confidence: hundredths(place === 0 ? first : Math.min(first, share * inScope * rest)),
  }));
}

/** The share of right answers among those of a raw confidence. */
export function calibrated(confidence: number, { slope, shift }: RouteWeights["calibration"]["answered"]): number {
  const held = Math.min(0.999, Math.max(0.001, confidence));
  return 1 / (1 + Math.exp(-(Math.log(held / (1 - held)) * slope + shift)));
}

/** From this much evidence on, an agent without learned weights is meant. */
const SURE_STRANGER = 0.8;

/** Log-odds, at least, that such a request is somebody's. */
const STRANGERS_OWN = 2.5;

function firstFeatures(text: string, index: RouteIndex, drop: ReadonlySet<string>): TextFeatures {
  const words = requestWords(text, index.synonyms, drop);
  return requestFeatures(words, outsideWords(words, index).subjects, index);
}

/** The account's name is no hint: Support Partners Ltd. is not a support question. */
function nameStems(name: string | undefined, index: RouteIndex): ReadonlySet<string> {
  const stems = wordsOf(name ?? "").map((word) => word.stem);
  return new Set(stems.filter((stem) => index.term(stem) === undefined));
}

function accountSays(request: RouteRequest, signs: ScopeSigns, { accountState }: RouteIndex): AccountSays {
  const tier = request.account?.tier ?? null;
  const named = signs.account + signs.named > 0;
  return { tier, pulledIn: accountState[tier ?? "none"], keeper: named ? accountState["any"] : undefined };
}

/** Points from the account alone: for whom its state pulls in, and a few for who looks after any account. */
function accountPoints({ pulledIn, keeper }: AccountSays, signs: ScopeSigns, weights: RouteWeights): ReadonlyMap<string, number> {
  const points = new Map<string, number>();
  // A name that only looks like an account's counts half.
  if (keeper !== undefined) points.set(keeper, weights.accountKeeper * (signs.account > 0 ? 1 : 0.5));
  if (pulledIn !== undefined) points.set(pulledIn, (points.get(pulledIn) ?? 0) + weights.accountState);
  return points;
}

interface Ranked {
  readonly evidence: Evidence;
  /** Of the whole team's odds. */
  readonly share: number;
}

/** Words count more for an agent that no weights were learned for: they are all there is. */
const UNTRAINED = 2;

function rank(
  evidence: readonly Evidence[],
  extra: ReadonlyMap<string, number>,
  weights: RouteWeights,
  trained: (name: string) => boolean,
): readonly Ranked[] {
  const scored = evidence.map((each) => {
    const { features } = each;
    const written = WRITTEN.reduce((sum, kind) => sum + features[kind] * weights.agent[kind], 0);
    const points = features.learned * weights.agent.learned + written * (trained(each.agent.name) ? 1 : UNTRAINED);
    return { evidence: each, points: points + (extra.get(each.agent.name) ?? 0) };
  });
  const top = scored.reduce((most, { points }) => Math.max(most, points), -Infinity);
  const odds = scored.map((each) => ({ ...each, odds: Math.exp((each.points - top) * weights.sharpness) }));
  const total = odds.reduce((sum, { odds: own }) => sum + own, 0);
  const ranked = odds
    .map(({ evidence: each, points, odds: own }) => ({ evidence: each, points, share: own / total }))
    .sort((a, b) => b.points - a.points || (a.evidence.agent.name < b.evidence.agent.name ? -1 : 1));
  return likeliestLaneFirst(ranked);
}

/** The first is the best agent of the lane that is likeliest as a whole: two halves of one lane outweigh a single agent of another. */
function likeliestLaneFirst(ranked: readonly Ranked[]): readonly Ranked[] {
  const lanes = new Map<string, number>();
  // Agents that nothing places have no lane in common.
  const laneOf = ({ evidence: { agent } }: Ranked): string => (agent.lane === NO_LANE ? `${NO_LANE} ${agent.name}` : agent.lane);
  for (const each of ranked) lanes.set(laneOf(each), (lanes.get(laneOf(each)) ?? 0) + each.share);
  const most = Math.max(...lanes.values());
  const first = ranked.find((each) => (lanes.get(laneOf(each)) ?? 0) >= most);
  return first === undefined ? ranked : [first, ...ranked.filter((each) => each !== first)];
}

const WRITTEN = ["phrases", "news", "likeness", "files"] as const;
const SIGNS = ["learned", "phrases", "likeness", "files", "business", "them", "us", "me", "account", "named", "outside"] as const;

function probability(signs: ScopeSigns, weights: RouteWeights): number {
  const odds = SIGNS.reduce((sum, sign) => sum + signs[sign] * weights.scope[sign], weights.scopeBias);
  return 1 / (1 + Math.exp(-odds));
}

/** Rounded to two decimals. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
