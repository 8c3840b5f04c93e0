import { UserError } from "../core/errors.ts";
import { list, nearest, nearestBeginning } from "../core/text.ts";
import type { Agent } from "./agent.ts";
import { findAgent, type Team } from "./team.ts";

/** The agent of that name or alias. Throws UserError that names the nearest. */
export function requireAgent(team: Pick<Team, "agents">, name: string): Agent {
  const agent = findAgent(team, name);
  if (agent !== undefined) return agent;
  const names = team.agents.flatMap((known) => [known.name, ...known.aliases]);
  const near = [...new Set([...nearest(name, names), ...nearestBeginning(name, names)])];
  throw new UserError({
    code: "unknown-agent",
    message: `There is no agent "${name}".`,
    found: name,
    allowed: near.length > 0 ? near : team.agents.map((known) => known.name),
    fix: near.length === 0 ? "`echo-cs agents list` shows the team." : `Did you mean ${list(near, "or")}?`,
  });
}
