import { judge, type RouteChoice, type RouteRequest } from "./judge.ts";
import { agentReasons } from "./reasons.ts";
import { requestParts } from "./request-parts.ts";
import type { RouteIndex } from "./route-index.ts";

/** What spoke for one agent. */
export interface Explained extends RouteChoice {
  readonly reasons: readonly string[];
}

const SHOWN = 3;

/** What speaks for each of the three agents that come nearest, best first. */
export function explain(request: RouteRequest, index: RouteIndex): Explained[] {
  const { choices, evidence, words, account, features } = judge(request, index, requestParts(request.text));
  return choices.slice(0, SHOWN).map((choice) => {
    const own = evidence.find(({ agent }) => agent.name === choice.agent);
    return { ...choice, reasons: agentReasons(own, words, account, { model: index.model, features }) };
  });
}
