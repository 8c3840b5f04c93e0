import type { Agent } from "./agent.ts";
import type { Charter } from "./charter.ts";
import type { LoadReport } from "./load-issue.ts";
import type { RouterModel } from "./route/router-model.ts";
import type { RoutingVocabulary } from "./route/vocabulary.ts";

/** The agents, the charter they work by and the words the router knows, with what loading them had to say. */
export interface Team {
  /** Sorted by name. */
  readonly agents: readonly Agent[];
  readonly charter: Charter | undefined;
  readonly vocabulary: RoutingVocabulary;
  /** The router's learned weights, where some are shipped. */
  readonly routerModel: RouterModel | undefined;
  readonly report: LoadReport;
}

/** The agent of that name or alias (case and a leading @ do not matter), or undefined: an outside party. */
export function findAgent(team: Pick<Team, "agents">, name: string): Agent | undefined {
  const wanted = name.replace(/^@/, "").trim().toLowerCase();
  return (
    team.agents.find((agent) => agent.name === wanted) ??
    team.agents.find((agent) => agent.aliases.some((alias) => alias.toLowerCase() === wanted))
  );
}
