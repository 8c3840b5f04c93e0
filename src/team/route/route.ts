import type { Agent } from "../agent.ts";
import type { Team } from "../team.ts";
import { type Evidence, evidenceOf } from "./evidence.ts";
import { agentReasons, scopeReasons } from "./reasons.ts";
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
  const pulledIn = stateAgent(request.account?.tier ?? "none", team);
  const keeper = signs.account + signs.named > 0 ? stateAgent("any", team) : undefined;
  const ranked = rank(evidence, { pulledIn, keeper }, weights);
  const choices = ranked.map(({ agent, share }) => ({ lane: agent.lane ?? NO_LANE, agent: agent.name, confidence: hundredths(share * inScope) }));
  const [best, ...others] = choices;
  if (best === undefined || inScope < weights.scopeFloor) {
    const alternatives = choices.filter(({ confidence }) => confidence >= 0.05).slice(0, MAX_ALTERNATIVES);
    return { lane: "none", agent: null, confidence: hundredths(1 - inScope), reasons: scopeReasons(subjects, words), alternatives };
  }
  const own = evidence.find(({ agent }) => agent.name === best.agent);
  const reasons = agentReasons(own, words, pulledIn, request.account?.tier ?? null);
  const alternatives = others.filter(({ agent, confidence }, place) => agent === pulledIn || (place < MAX_ALTERNATIVES && confidence >= 0.01));
  return { ...best, reasons, alternatives };
}

/** The account's name is no hint: Support Partners Ltd. is not a support question. */
function nameStems(name: string | undefined, index: RouteIndex): ReadonlySet<string> {
  const stems = wordsOf(name ?? "").map((word) => word.stem);
  return new Set(stems.filter((stem) => !index.counts.has(stem)));
}

function stateAgent(state: string, team: Team): string | undefined {
  const name = team.vocabulary.accountState[state];
  return team.agents.some((agent) => agent.name === name) ? name : undefined;
}

/** `pulledIn` by the account's state; `keeper` looks after any account, and takes what says no more than its name. */
function rank(
  evidence: readonly Evidence[],
  { pulledIn, keeper }: { readonly pulledIn: string | undefined; readonly keeper: string | undefined },
  weights: RouteWeights,
): { agent: Agent; share: number }[] {
  const scored = evidence.map(({ agent, features }) => {
    const own = FEATURES.reduce((sum, feature) => sum + features[feature] * weights.agent[feature], 0);
    const state = (agent.name === pulledIn ? weights.accountState : 0) + (agent.name === keeper ? weights.accountKeeper : 0);
    return { agent, points: own + state };
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
