import { basename, dirname, join, relative, sep } from "node:path";
import { compareText } from "../core/compare-text.ts";
import { namesIn, readTextIfAny, statIfAny, writeTextAtomic } from "../core/files.ts";
import { isWithin } from "../core/files-inside.ts";
import { hash } from "../core/ids.ts";
import { loadCommand } from "../team/load-command.ts";
import { loadSkill } from "../team/load-skill.ts";
import { printClaudeAgent } from "../team/print-agent.ts";
import { markdownIn, readMarkdown } from "../team/read-markdown.ts";
import type { Team } from "../team/team.ts";
import { type Outcome, putMcpEntry } from "./mcp-entry.ts";

export interface ExportInput {
  /** The folder that gets the files. */
  readonly target: string;
  /** project: `.claude/` for the folder itself, which is a plugin too; plugin: nothing but a plugin, its parts in the folder's root. */
  readonly form: "project" | "plugin";
  readonly skills: readonly string[];
  readonly references: readonly string[];
  /** Folders of slash commands, later ones over earlier. */
  readonly commands: readonly string[];
  readonly version: string;
  /** Overwrite files that a person changed or wrote. */
  readonly force: boolean;
}

export interface ExportReport {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Left alone: a person wrote or changed them. */
  readonly kept: readonly string[];
}

const MANIFEST = ".claude-plugin/plugin.json";
const MCP_FILE = ".mcp.json";

const MARK = /\n?<!-- echo-cs export ([0-9a-f]{16}) -->\n$/;

/**
 * Writes the team for Claude Code: one file an agent, the skills with the references they name, slash commands, the MCP server's entry and a
 * plugin manifest. A file that a person wrote or changed stays, unless `force`; of their .mcp.json even then only our entry is set.
 */
export async function exportClaudeCode(team: Team, input: ExportInput): Promise<ExportReport> {
  const files = new Map<string, string>();
  const base = baseOf(input);
  for (const agent of team.agents) files.set(`${base}agents/${agent.name}.md`, printClaudeAgent(agent));
  if (team.charter !== undefined) files.set(`${base}skills/team-charter/SKILL.md`, charterSkill(team.charter.body));
  await addSkills(files, input);
  for (const folder of input.commands) {
    for (const path of await markdownIn(folder))
      files.set(`${base}commands/${(await loadCommand(path)).name}.md`, await readMarkdown(path, folder));
  }
  files.set(MANIFEST, manifest(team, input, files));
  const report = { written: [] as string[], unchanged: [] as string[], kept: [] as string[] };
  for (const [name, text] of [...files].sort(([a], [b]) => compareText(a, b)))
    report[await put(join(input.target, name), text, input.force)].push(name);
  report[await putMcpEntry(join(input.target, MCP_FILE), input.force)].push(MCP_FILE);
  return report;
}

function baseOf({ form }: ExportInput): string {
  return form === "project" ? ".claude/" : "";
}

/** A skill's own files, and the references that its instructions name, so that the folder stands by itself. */
async function addSkills(files: Map<string, string>, input: ExportInput): Promise<void> {
  const { skills, references } = input;
  for (const folder of skills) {
    for (const name of await namesIn(folder)) {
      if ((await statIfAny(join(folder, name, "SKILL.md"))) === undefined) continue;
      const skill = await loadSkill(join(folder, name));
      const target = `${baseOf(input)}skills/${name}`;
      for (const path of await markdownIn(join(folder, name)))
        files.set(`${target}/${relative(join(folder, name), path).split(sep).join("/")}`, await readMarkdown(path, join(folder, name)));
      for (const file of skill.references) {
        const text = await newestOf(references, file);
        if (text !== undefined) files.set(`${target}/references/${basename(file)}`, text);
      }
    }
  }
}

async function newestOf(folders: readonly string[], file: string): Promise<string | undefined> {
  for (const folder of [...folders].reverse()) {
    const path = join(folder, file);
    const text = (await isWithin(folder, path)) ? await readTextIfAny(path) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

function charterSkill(body: string): string {
  return `---\nname: team-charter\ndescription: How the customer-success team works together - lanes, who takes what, rules with ids. Use when work has to be placed, handed on, drafted for a customer or escalated.\n---\n\n${body}\n`;
}

function manifest(team: Team, { version, form }: ExportInput, files: ReadonlyMap<string, string>): string {
  const within = (folder: string): string[] => [...files.keys()].filter((name) => name.startsWith(`.claude/${folder}/`));
  return `${JSON.stringify(
    {
      name: "echo-cs",
      version,
      description: `${team.charter?.name ?? "The team"}: ${team.agents.length} customer-success agents with their charter, skills, references and the book's MCP server.`,
      author: { name: "echo-cs" },
      license: "MIT",
      keywords: ["customer-success", "churn", "support", "sales"],
      // What lies in the root of a plugin is found without being named.
      ...(form === "plugin"
        ? {}
        : {
            agents: within("agents").map((name) => `./${name}`),
            ...(within("skills").length > 0 ? { skills: "./.claude/skills/" } : {}),
            ...(within("commands").length > 0 ? { commands: "./.claude/commands/" } : {}),
          }),
    },
    null,
    2,
  )}\n`;
}

/** Markdown carries a mark at its end with the hash of what was written: a file whose text no longer fits it is a person's. */
async function put(path: string, text: string, force: boolean): Promise<Outcome> {
  const marked = path.endsWith(".md") ? `${text.trimEnd()}\n\n<!-- echo-cs export ${hash(text.trimEnd(), 16)} -->\n` : text;
  const present = await readTextIfAny(path);
  if (present === marked) return "unchanged";
  if (present !== undefined && !force && !isOurs(present, path)) return "kept";
  await writeTextAtomic(path, marked);
  return "written";
}

function isOurs(present: string, path: string): boolean {
  if (!path.endsWith(".md")) return basename(dirname(path)) === ".claude-plugin" && /"name": "echo-cs"/.test(present);
  const mark = MARK.exec(present);
  return mark?.[1] !== undefined && hash(present.slice(0, mark.index).trimEnd(), 16) === mark[1];
}
