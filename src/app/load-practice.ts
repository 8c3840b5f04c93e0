import { dirname, join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import type { Log } from "../core/log.ts";
import type { Practice } from "../run/answer/practice.ts";
import { loadPlaybooks } from "../run/playbook/load-playbooks.ts";
import { loadReferences } from "../team/load-references.ts";
import { loadTeam } from "../team/load-team.ts";
import { keepIndex } from "../team/route/route-index.ts";
import type { Team } from "../team/team.ts";
import { BUILT_TEAM, openRouter, type RouterPlace } from "./route-team.ts";
import type { Within } from "./within.ts";

/** The agents, playbooks and references of a workspace, the user's own over the shipped ones. What failed to load is told, not fatal. */
export async function loadPractice(workspace: Workspace, log: Log, within?: Within): Promise<Practice> {
  if (within !== undefined) return within.shared.once(`practice ${workspace.references.join(" ")}`, () => loadPractice(workspace, log));
  const [team, playbooks, references] = await Promise.all([
    loadRoutedTeam(workspace),
    loadPlaybooks(workspace.references),
    loadReferences(workspace.references),
  ]);
  for (const { path, line, reason } of team.report.failed) log.warn(`${path}:${line}: not loaded: ${reason}`);
  return { team, playbooks, references };
}

/** The team, with the router's index as it was compiled before: reading its words and compiling them takes longer than all else here. */
async function loadRoutedTeam(workspace: Workspace): Promise<Team> {
  const place = routerPlaceOf(workspace);
  if (place === undefined) return loadTeam(workspace.agents, { references: workspace.references });
  const [team, { index }] = await Promise.all([loadTeam(workspace.agents, { references: [] }), openRouter(place)]);
  keepIndex(team, index);
  return team;
}

/** Where the router finds the team of a workspace; undefined where its folders do not lie as they do in an installed program. */
function routerPlaceOf({ root, agents, references }: Workspace): RouterPlace | undefined {
  const [packageRoot, own, ...more] = agents.map(dirname);
  if (packageRoot === undefined || own === undefined || more.length > 0) return undefined;
  if (references.map(dirname).join("\n") !== [packageRoot, own].join("\n")) return undefined;
  return { packageRoot, built: join(packageRoot, BUILT_TEAM), workspace: { root, own } };
}
