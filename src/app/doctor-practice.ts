import { count } from "../core/text.ts";
import { loadPlaybooks } from "../run/playbook/load-playbooks.ts";
import { loadKnowledge } from "../team/knowledge/load-knowledge.ts";
import { loadReferences } from "../team/load-references.ts";
import { loadTeam } from "../team/load-team.ts";
import { attempt, type Check } from "./doctor-check.ts";

interface Folders {
  readonly agents: readonly string[];
  readonly references: readonly string[];
}

/** Whether the agents and the charter load. */
export async function checkTeam({ agents, references }: Folders): Promise<Check> {
  const name = "team";
  return attempt(name, async () => {
    const team = await loadTeam(agents, { references });
    const [first] = team.report.failed;
    if (first !== undefined)
      return {
        name,
        status: "fail",
        detail: `${count(team.report.failed.length, "file")} could not be loaded, the first ${first.path}:${first.line}: ${first.reason}`,
        fix: "`echo-cs agents validate` lists them all.",
      };
    if (team.agents.length === 0) return { name, status: "fail", detail: "there are no agents", fix: "Install the package again." };
    return {
      name,
      status: team.charter === undefined ? "warn" : "ok",
      detail: `${count(team.agents.length, "agent")}, ${team.charter === undefined ? "no charter" : "the charter"}`,
      fix: team.charter === undefined ? "Add agents/ECHO.md." : null,
    };
  });
}

/** Whether references, health models, word lists and playbooks load. */
export async function checkReferences({ references }: Folders): Promise<Check> {
  const name = "references";
  return attempt(name, async () => {
    const [entries, knowledge, playbooks] = await Promise.all([
      loadReferences(references),
      loadKnowledge(references),
      loadPlaybooks(references),
    ]);
    const [broken] = knowledge.brokenModels?.values() ?? [];
    if (broken !== undefined) throw broken;
    return {
      name,
      status: "ok",
      detail: `${count(entries.length, "entry", "entries")}, ${count(playbooks.size, "playbook")}, health models ${[...knowledge.healthModels.keys()].join(", ")}`,
      fix: null,
    };
  });
}
