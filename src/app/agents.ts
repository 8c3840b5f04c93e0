import { UserError } from "../core/errors.ts";
import { statIfAny } from "../core/files.ts";
import type { Agent } from "../team/agent.ts";
import type { LoadReport } from "../team/load-issue.ts";
import { loadTeam } from "../team/load-team.ts";
import { NO_LANE } from "../team/route/compile-team.ts";
import type { Team } from "../team/team.ts";

export interface AgentLine {
  readonly name: string;
  readonly lane: string;
  readonly model: string | null;
  readonly summary: string;
  readonly aliases: readonly string[];
  readonly path: string;
}

/** Everything an agent's file says, but for the body. */
export interface AgentDetail extends AgentLine {
  readonly color: string | null;
  readonly tools: { readonly granted: readonly string[]; readonly without_effect: readonly string[] };
  readonly triggers: Agent["triggers"];
  readonly examples: readonly string[];
  readonly handoffs: Agent["handoffs"];
  readonly restrictions: readonly string[];
  readonly health_model: string | null;
  readonly references: readonly string[];
  readonly extra: Agent["extra"];
}

/** The team, one entry an agent, by name. */
export function listAgents(team: Team): AgentLine[] {
  return team.agents.map(agentLine);
}

/** What there is to know about one agent. */
export function agentDetail(agent: Agent): AgentDetail {
  const { grants, triggers, examples, handoffs, restrictions, references, extra } = agent;
  return {
    ...agentLine(agent),
    color: agent.color ?? null,
    tools: { granted: grants.known, without_effect: grants.unknown },
    triggers,
    examples,
    handoffs,
    restrictions,
    health_model: agent.healthModel ?? null,
    references,
    extra,
  };
}

/** What loading the agent files of a folder, or one file, has to say. Throws UserError where there is nothing of that name. */
export async function validateAgents(path: string, asTyped: string): Promise<LoadReport> {
  if ((await statIfAny(path)) === undefined)
    throw new UserError({
      code: "no-folder",
      message: `There is no folder or file ${asTyped}.`,
      found: asTyped,
      fix: "Name a folder of agent files, such as .claude/agents, or leave it out to check the team in use.",
    });
  return (await loadTeam([path])).report;
}

function agentLine(agent: Agent): AgentLine {
  return {
    name: agent.name,
    lane: agent.lane ?? NO_LANE,
    model: agent.model ?? null,
    summary: agent.summary,
    aliases: agent.aliases,
    path: agent.path,
  };
}
