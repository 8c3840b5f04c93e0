import { join } from "node:path";
import { statIfAny } from "../core/files.ts";
import { modelForAgent } from "../llm/aliases.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { Seat } from "../run/model/consult-team.ts";
import { systemPrompt } from "../run/model/system-prompt.ts";
import { loadSkill } from "../team/load-skill.ts";
import { findAgent } from "../team/team.ts";
import { toolsOf, webToolsOf } from "../tools/toolbox.ts";
import type { Deps } from "./deps.ts";

const SKILL = "customer-success";
/** Lanes whose work the skill describes. */
const SKILLED = new Set(["customer-success", "account-management"]);

/** Finds an agent's seat in a run: its prompt, its tools and its model. Undefined for a name that no agent answers to. */
export async function teamSeats(
  { workspace }: Deps,
  { team }: Practice,
  { llm, web }: { readonly llm: string | undefined; readonly web: boolean },
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
      tools: toolsOf(agent),
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
