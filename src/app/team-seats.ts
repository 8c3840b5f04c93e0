import { join } from "node:path";
import { statIfAny } from "../core/files.ts";
import { modelForAgent } from "../llm/aliases.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { Seat } from "../run/model/consult-team.ts";
import { systemPrompt } from "../run/model/system-prompt.ts";
import { loadSkill } from "../team/load-skill.ts";
import { findAgent } from "../team/team.ts";
import type { Tool } from "../tools/tool.ts";
import { toolsOf, webToolsOf } from "../tools/toolbox.ts";
import type { Deps } from "./deps.ts";

const SKILL = "customer-success";
/** Lanes whose work the skill describes. */
const SKILLED = new Set(["customer-success", "account-management"]);

export interface SeatChoice {
  readonly llm: string | undefined;
  /** Whether the person allows the web. */
  readonly web: boolean;
  /** Tools of MCP servers, by the entries of an agent's list. */
  readonly external?: ((entries: readonly string[]) => readonly Tool[]) | undefined;
}

/** Finds an agent's seat in a run: its prompt, its tools and its model. Undefined for a name that no agent answers to. */
export async function teamSeats(
  { workspace }: Deps,
  { team }: Practice,
  { llm, web, external }: SeatChoice,
): Promise<(name: string) => Seat | undefined> {
  const skill = await skillText(workspace.skills);
  const names = team.agents.map((agent) => agent.name);
  return (name) => {
    const agent = findAgent(team, name);
    if (agent === undefined) return undefined;
    return {
      agent: agent.name,
      system: systemPrompt({
        charter: team.charter?.body ?? "",
        agentName: agent.name,
        agentBody: agent.body,
        skill: SKILLED.has(agent.lane ?? "") ? skill : undefined,
        team: names,
      }),
      tools: [...toolsOf(agent), ...(external?.(agent.grants.unknown) ?? [])],
      serverTools: webToolsOf(agent, web),
      modelId: modelForAgent(llm, agent.model, workspace.config.models),
    };
  };
}

async function skillText(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of [...folders].reverse()) {
    if ((await statIfAny(join(folder, SKILL, "SKILL.md"))) !== undefined) return (await loadSkill(join(folder, SKILL))).body;
  }
  return undefined;
}
