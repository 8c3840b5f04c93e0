import type { Team } from "../team.ts";
import { calibrated, hundredths, judge, type RouteChoice, type RouteRequest } from "./judge.ts";
import { agentReasons, scopeReasons } from "./reasons.ts";
import { requestParts } from "./request-parts.ts";
import { type RouteIndex, routeIndex } from "./route-index.ts";

/** A second thing that a request asks for, and who takes it afterwards. */
export interface FollowUp extends RouteChoice {
  readonly request: string;
}

/** Who should have a request and why; `lane: "none", agent: null` for what is none of the team's business. [contract] */
export interface Route {
  readonly lane: string;
  readonly agent: string | null;
  readonly confidence: number;
  readonly reasons: readonly string[];
  /** The next best, best first; what the account's state pulls in is always among them. */
  readonly alternatives: readonly RouteChoice[];
  readonly follow_up: FollowUp | null;
}

const MAX_ALTERNATIVES = 3;

/** How sure a part of a request must be of its agent to be called a second request. */
const SURE_PART = 0.4;

/** Routes a request by the team's own files: pure, offline and the same every time. Never throws. */
export function route(request: RouteRequest, team: Team): Route {
  return routeBy(request, routeIndex(team));
}

/** As `route`, by an index that is open already. */
export function routeBy(request: RouteRequest, index: RouteIndex): Route {
  const parts = requestParts(request.text);
  const judged = judge(request, index, parts);
  const { choices, inScope, weights, evidence, words, account, features } = judged;
  const [best, ...others] = choices;
  if (best === undefined || inScope < weights.scopeFloor) {
    const alternatives = choices.filter(({ confidence }) => confidence >= 0.05).slice(0, MAX_ALTERNATIVES);
    const reasons = scopeReasons(judged.said, words);
    const confidence = hundredths(calibrated(1 - inScope, weights.calibration.refused));
    return { lane: "none", agent: null, confidence, reasons, alternatives, follow_up: null };
  }
  const own = evidence.find(({ agent }) => agent.name === best.agent);
  const reasons = agentReasons(own, words, account, { model: index.model, features });
  const alternatives = others.filter(
    ({ agent, confidence }, place) => agent === account.pulledIn || (place < MAX_ALTERNATIVES && confidence >= 0.01),
  );
  return { ...best, reasons, alternatives, follow_up: followUp(request, parts, best.agent, index) };
}

/** The first later part that somebody else should have. */
function followUp(request: RouteRequest, parts: readonly string[], first: string, index: RouteIndex): FollowUp | null {
  for (const part of parts.length > 1 ? parts : []) {
    const { choices, inScope, weights } = judge({ text: part, account: request.account }, index, [part]);
    const [best] = choices;
    if (best !== undefined && best.agent !== first && inScope >= weights.scopeFloor && best.confidence >= SURE_PART)
      return { ...best, request: part };
  }
  return null;
}
