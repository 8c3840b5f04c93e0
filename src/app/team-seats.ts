import { join } from "node:path";
import { statIfAny } from "../core/files.ts";
import { modelForAgent } from "../llm/aliases.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { Seat } from "../run/model/consult-team.ts";
import { systemPrompt } from "../run/model/system-prompt.ts";
import type { Agent } from "../team/agent.ts";
import { loadSkill } from "../team/load-skill.ts";
import { findAgent } from "../team/team.ts";
import type { Tool } from "../tools/tool.ts";
import { toolsOf, webToolsOf } from "../tools/toolbox.ts";
import type { Deps } from "./deps.ts";
import type { ExternalGrants } from "./external-tools.ts";

const SKILL = "customer-success";
/** Lanes whose work the skill describes. */
const SKILLED = new Set(["customer-success", "account-management"]);

export interface SeatChoice {
  readonly llm: string | undefined;
  /** Whether the person allows the web. */
  readonly web: boolean;
  /** Tools of MCP servers, by an agent's list. */
  readonly external?: ((grants: ExternalGrants) => readonly Tool[]) | undefined;
}

/** Finds an agent's seat in a run: its prompt, its tools and its model. Undefined for a name that no agent answers to. */
export async function teamSeats(
  { workspace, within }: Deps,
  practice: Practice,
  { llm, web, external }: SeatChoice,
): Promise<(name: string) => Seat | undefined> {
  const load = async (): Promise<SeatParts> => seatParts(practice, await skillText(workspace.skills));
  const partsOf = await (within === undefined ? load() : within.shared.once(`seats ${workspace.skills.join(" ")}`, load));
  return (name) => {
    const agent = findAgent(practice.team, name);
    if (agent === undefined) return undefined;
    const { system, tools } = partsOf(agent);
    return {
      agent: agent.name,
      system,
      tools: [...tools, ...(external?.(agent.grants) ?? [])],
      serverTools: webToolsOf(agent, web),
      modelId: modelForAgent(llm, agent.model, workspace.config.models),
    };
  };
}

/** What of a seat is the same in every run: its prompt and its own tools. */
type SeatParts = (agent: Agent) => { readonly system: Seat["system"]; readonly tools: readonly Tool[] };

function seatParts({ team }: Practice, skill: string | undefined): SeatParts {
  const names = team.agents.map((agent) => agent.name);
  const made = new Map<Agent, ReturnType<SeatParts>>();
  return (agent) => {
    const known = made.get(agent);
    if (known !== undefined) return known;
    const system = systemPrompt({
      charter: team.charter?.body ?? "",
      agentName: agent.name,
      agentBody: agent.body,
      skill: SKILLED.has(agent.lane ?? "") ? skill : undefined,
      team: names,
    });
    const parts = { system, tools: toolsOf(agent) };
    made.set(agent, parts);
    return parts;
  };
}

async function skillText(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of [...folders].reverse()) {
    if ((await statIfAny(join(folder, SKILL, "SKILL.md"))) !== undefined) return (await loadSkill(join(folder, SKILL))).body;
  }
  return undefined;
}
