import { join } from "node:path";
import { compareText } from "../core/compare-text.ts";
import type { Agent } from "./agent.ts";
import { type Charter, charterFrom, isCharter, laneOf } from "./charter.ts";
import { fileKind } from "./file-kind.ts";
import { type Frontmatter, parseFrontmatter } from "./frontmatter.ts";
import { commandFrom } from "./load-command.ts";
import type { LoadIssue } from "./load-issue.ts";
import { skillFrom } from "./load-skill.ts";
import { agentFrom } from "./parse-agent.ts";
import { failureOf, markdownIn, readMarkdown } from "./read-markdown.ts";
import { loadRouterModel } from "./route/load-router-model.ts";
import { loadVocabulary } from "./route/load-vocabulary.ts";
import type { Team } from "./team.ts";
import { teamWarnings } from "./team-warnings.ts";

export interface LoadTeamOptions {
  /** Folders that may hold `routing.yaml`, later ones over earlier; default: the `references` beside each agents folder. */
  readonly references?: readonly string[];
}

/** Files of a repository that live beside agents and are none, unless they carry a frontmatter. */
const PAPERS = /(?:^|\/)(?:readme|changelog|contributing|license|claude|agents|index|code_of_conduct|security)\.md$/i;

/**
 * The team from folders of agent files (a path may also be one file). A later folder overrides an earlier one by agent name; a missing
 * folder is empty. Never throws for what stands in a file: that is in `report`.
 */
export async function loadTeam(dirs: readonly string[], options: LoadTeamOptions = {}): Promise<Team> {
  const gathered: Gathered = { agents: new Map(), charter: undefined, files: 0, failed: [], warnings: [] };
  for (const dir of dirs) await loadLayer(dir, gathered);
  const { files, failed } = gathered;
  const references = options.references ?? dirs.map((dir) => join(dir, "..", "references"));
  const [vocabulary, weights] = [await loadVocabulary(references), loadRouterModel(references)];
  const charter = gathered.charter;
  const agents = [...gathered.agents.values()]
    .map((agent) => ({ ...agent, lane: agent.lane ?? laneOf(charter, agent.name) }))
    .sort((a, b) => compareText(a.name, b.name));
  const warnings = [...gathered.warnings, ...vocabulary.warnings, ...weights.warnings, ...teamWarnings(agents, charter)].sort(byPlace);
  const report = { files, loaded: files - failed.length, failed, warnings };
  return { agents, charter, vocabulary: vocabulary.vocabulary, routerModel: weights.model, report };
}

/** One agent from its file. Throws DataError where it is missing or no agent. */
export async function loadAgent(path: string): Promise<{ readonly agent: Agent; readonly warnings: readonly LoadIssue[] }> {
  return agentFrom(parseFrontmatter(await readMarkdown(path), path), path);
}

interface Gathered {
  readonly agents: Map<string, Agent>;
  charter: Charter | undefined;
  files: number;
  readonly failed: LoadIssue[];
  readonly warnings: LoadIssue[];
}

async function loadLayer(dir: string, gathered: Gathered): Promise<void> {
  const layer = new Map<string, string>();
  const paths = await markdownIn(dir);
  const texts = await Promise.allSettled(paths.map((path) => readMarkdown(path, dir)));
  for (const [index, path] of paths.entries()) {
    try {
      const text = texts[index];
      if (text?.status !== "fulfilled") throw text?.reason;
      const kind = fileKind(dir, path);
      // References and scripts of a skill are its own business.
      if (kind === "part-of-skill") continue;
      const matter = parseFrontmatter(text.value, path);
      if (kind !== "agent") takeOther(kind, matter, path, gathered);
      else if (!matter.hasFrontmatter && PAPERS.test(path))
        gathered.warnings.push({ path, line: 1, reason: "no agent (no frontmatter); skipped" });
      else takeFile(matter, path, layer, gathered);
    } catch (error) {
      gathered.files += 1;
      gathered.failed.push(failureOf(error, path));
    }
  }
}

/** Skills and slash commands lie beside agents in a `.claude` folder; they are read and checked like them, and are none. */
function takeOther(kind: "command" | "skill", matter: Frontmatter, path: string, gathered: Gathered): void {
  const { warnings } = kind === "skill" ? skillFrom(matter, path) : commandFrom(matter, path);
  gathered.warnings.push(...warnings);
  gathered.files += 1;
}

function takeFile(matter: Frontmatter, path: string, layer: Map<string, string>, gathered: Gathered): void {
  if (isCharter(matter)) {
    const { charter, warnings } = charterFrom(matter, path);
    gathered.charter = charter;
    gathered.warnings.push(...warnings);
  } else {
    const { agent, warnings } = agentFrom(matter, path);
    gathered.warnings.push(...warnings);
    const first = layer.get(agent.name);
    if (first === undefined) gathered.agents.set(agent.name, agent);
    else gathered.warnings.push({ path, line: matter.lineOf("name"), reason: `duplicate name “${agent.name}”: ${first} is used` });
    if (first === undefined) layer.set(agent.name, path);
  }
  gathered.files += 1;
}

function byPlace(a: LoadIssue, b: LoadIssue): number {
  return compareText(a.path, b.path) || a.line - b.line;
}
