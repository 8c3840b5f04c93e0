import type { Workspace } from "../config/workspace.ts";
import type { Log } from "../core/log.ts";
import type { Practice } from "../run/answer/practice.ts";
import { loadPlaybooks } from "../run/playbook/load-playbooks.ts";
import { loadReferences } from "../team/load-references.ts";
import { loadTeam } from "../team/load-team.ts";
import type { Within } from "./within.ts";

/** The agents, playbooks and references of a workspace, the user's own over the shipped ones. What failed to load is told, not fatal. */
export async function loadPractice(workspace: Workspace, log: Log, within?: Within): Promise<Practice> {
  if (within !== undefined) return within.shared.once(`practice ${workspace.references.join(" ")}`, () => loadPractice(workspace, log));
  const [team, playbooks, references] = await Promise.all([
    loadTeam(workspace.agents, { references: workspace.references }),
    loadPlaybooks(workspace.references),
    loadReferences(workspace.references),
  ]);
  for (const { path, line, reason } of team.report.failed) log.warn(`${path}:${line}: not loaded: ${reason}`);
  return { team, playbooks, references };
}
