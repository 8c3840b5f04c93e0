import type { Agent } from "../agent.ts";
import type { Team } from "../team.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import { type AccountSays, agentReasons, scopeReasons } from "./reasons.ts";
import { requestWords } from "./request-words.ts";
import { type RouteIndex, routeIndex } from "./route-index.ts";
import { type ScopeSigns, scopeSigns } from "./scope.ts";
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

/** Who should have a request and why; `lane: "none", agent: null` for what is none of the team's business. [contract] */
export interface Route {
  readonly lane: string;
  readonly agent: string | null;
  readonly confidence: number;
  readonly reasons: readonly string[];
  /** The next best, best first; what the account's state pulls in is always among them. */
  readonly alternatives: readonly RouteChoice[];
}

/** The lane of an agent that neither its file nor the charter places. */
export const NO_LANE = "unassigned";

const MAX_ALTERNATIVES = 3;

/** Routes a request by the team's own files: pure, offline and the same every time. Never throws. */
export function route(request: RouteRequest, team: Team, weights: RouteWeights = DEFAULT_WEIGHTS): Route {
  const index = routeIndex(team);
  const files = request.files ?? [];
  const words = requestWords(request.text, index.synonyms, nameStems(request.account?.name, index));
  const evidence = evidenceOf(words, files, team.vocabulary.files, index);
  const { signs, subjects } = scopeSigns(words, evidence, index, request.account !== undefined);
  const inScope = probability(signs, weights);
  const account = accountSays(request, signs, team);
  const ranked = rank(evidence, accountPoints(account, signs, weights), weights);
  const choices = ranked.map(({ agent, share }) => ({
    lane: agent.lane ?? NO_LANE,
    agent: agent.name,
    confidence: hundredths(share * inScope),
  }));
  const [best, ...others] = choices;
  if (best === undefined || inScope < weights.scopeFloor) {
    const alternatives = choices.filter(({ confidence }) => confidence >= 0.05).slice(0, MAX_ALTERNATIVES);
    return { lane: "none", agent: null, confidence: hundredths(1 - inScope), reasons: scopeReasons(subjects, words), alternatives };
  }
  const own = evidence.find(({ agent }) => agent.name === best.agent);
  const reasons = agentReasons(own, words, account);
  const alternatives = others.filter(
    ({ agent, confidence }, place) => agent === account.pulledIn || (place < MAX_ALTERNATIVES && confidence >= 0.01),
  );
  return { ...best, reasons, alternatives };
}

/** The account's name is no hint: Support Partners Ltd. is not a support question. */
function nameStems(name: string | undefined, index: RouteIndex): ReadonlySet<string> {
  const stems = wordsOf(name ?? "").map((word) => word.stem);
  return new Set(stems.filter((stem) => !index.counts.has(stem)));
}

function accountSays(request: RouteRequest, signs: ScopeSigns, team: Team): AccountSays {
  const tier = request.account?.tier ?? null;
  const named = signs.account + signs.named > 0;
  return { tier, pulledIn: stateAgent(tier ?? "none", team), keeper: named ? stateAgent("any", team) : undefined };
}

function stateAgent(state: string, team: Team): string | undefined {
  const name = team.vocabulary.accountState[state];
  return team.agents.some((agent) => agent.name === name) ? name : undefined;
}

/** Points from the account alone: for whom its state pulls in, and a few for who looks after any account. */
function accountPoints({ pulledIn, keeper }: AccountSays, signs: ScopeSigns, weights: RouteWeights): ReadonlyMap<string, number> {
  const points = new Map<string, number>();
  // A name that only looks like an account's counts half.
  if (keeper !== undefined) points.set(keeper, weights.accountKeeper * (signs.account > 0 ? 1 : 0.5));
  if (pulledIn !== undefined) points.set(pulledIn, (points.get(pulledIn) ?? 0) + weights.accountState);
  return points;
}

function rank(evidence: readonly Evidence[], state: ReadonlyMap<string, number>, weights: RouteWeights): { agent: Agent; share: number }[] {
  const scored = evidence.map(({ agent, features }) => {
    const own = FEATURES.reduce((sum, feature) => sum + features[feature] * weights.agent[feature], 0);
    return { agent, points: own + (state.get(agent.name) ?? 0) };
  });
  const top = Math.max(...scored.map(({ points }) => points));
  const odds = scored.map(({ agent, points }) => ({ agent, points, odds: Math.exp((points - top) * weights.sharpness) }));
  const total = odds.reduce((sum, { odds: own }) => sum + own, 0);
  return odds
    .map(({ agent, points, odds: own }) => ({ agent, points, share: own / total }))
    .sort((a, b) => b.points - a.points || (a.agent.name < b.agent.name ? -1 : 1));
}

const FEATURES = ["phrases", "words", "likeness", "files"] as const;
const SIGNS = ["phrases", "likeness", "files", "business", "known", "them", "us", "me", "account", "named", "outside"] as const;

function probability(signs: ScopeSigns, weights: RouteWeights): number {
  const odds = SIGNS.reduce((sum, sign) => sum + signs[sign] * weights.scope[sign], weights.scopeBias);
  return 1 / (1 + Math.exp(-odds));
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
