import { basename } from "node:path";
import { DataError } from "../core/errors.ts";
import { hash } from "../core/ids.ts";
import { isRecord } from "../core/json.ts";
import { slug } from "../core/text.ts";
import { HANDOFF_MODES, type HandoffMode } from "../domain/brief/brief.ts";
import type { Agent, HandoffRule } from "./agent.ts";
import { agentKeys } from "./agent-keys.ts";
import { bodySettings } from "./body-settings.ts";
import { isPrompt, summaryOf } from "./body-summary.ts";
import { descriptionExamples, withoutExamples } from "./description-examples.ts";
import type { Frontmatter } from "./frontmatter.ts";
import type { LoadIssue } from "./load-issue.ts";
import { unescapeNewlines } from "./loose-frontmatter.ts";
import { sentencesOf, textOf, textsOf } from "./settings-values.ts";
import { toolGrants } from "./tool-grants.ts";

export interface ParsedAgent {
  readonly agent: Agent;
  readonly warnings: readonly LoadIssue[];
}

type Warn = (key: string, reason: string) => void;

const OWN_KEYS = new Set(
  "name description model tools disallowedTools color lane aliases triggers examples handoffs health_model references allowed-tools allowed_tools".split(
    " ",
  ),
);

/**
 * An agent from its Markdown file, split into frontmatter and body. What the frontmatter leaves out is read from the body's headings and the description's
 * examples. Throws DataError where there is no frontmatter, no usable name, or a frontmatter that is refused.
 */
export function agentFrom(matter: Frontmatter, path: string): ParsedAgent {
  if (!matter.hasFrontmatter && !isPrompt(matter.body)) throw noAgent(path, "no frontmatter: the file does not start with ---");
  const warnings: LoadIssue[] = [...matter.warnings];
  const warn: Warn = (key, reason) => void warnings.push({ path, line: matter.lineOf(key), reason });
  if (!matter.hasFrontmatter) warn("name", "no frontmatter: the whole file is read as the agent's prompt");
  const { body } = matter;
  const data = agentKeys(matter.data, OWN_KEYS, warn);
  const name = nameOf(data["name"], path, warn);
  const description = descriptionOf(data["description"], body, warn);
  // A key without a value is an empty list, which grants nothing; only a file without the key may read.
  const lists = [data["tools"], data["allowed-tools"], data["allowed_tools"]];
  const tools = lists.find((list) => list !== undefined && list !== null) ?? lists.find((list) => list !== undefined);
  const grants = toolGrants(tools, data["disallowedTools"]);
  if (tools === undefined) warn("name", "no tools list: the agent may only read");
  // Tools of MCP servers are granted where the workspace has the server.
  const idle = grants.unknown.filter((entry) => !entry.startsWith("mcp__"));
  if (idle.length > 0) warn("tools", `tools that grant nothing here: ${idle.join(", ")}`);
  const settings = bodySettings(body);
  const agent: Agent = {
    name: name.slug,
    aliases: [...new Set([...(textsOf(data["aliases"]) ?? []), ...name.alias])],
    description,
    summary: withoutExamples(description),
    model: textOf(data["model"]),
    color: textOf(data["color"]),
    lane: textOf(data["lane"]),
    grants,
    triggers: triggersFrom(data["triggers"], settings.triggers),
    examples: sentencesOf(data["examples"]) ?? descriptionExamples(description),
    handoffs: data["handoffs"] === undefined ? settings.handoffs : handoffsFrom(data["handoffs"], warn),
    restrictions: settings.restrictions,
    healthModel: textOf(data["health_model"]),
    references: textsOf(data["references"]) ?? [],
    extra: Object.fromEntries(Object.entries(data).filter(([key]) => !OWN_KEYS.has(key))),
    body: body.trim(),
    path,
  };
  return { agent, warnings };
}

function nameOf(value: unknown, path: string, warn: Warn): { slug: string; alias: string[] } {
  const fileName = basename(path).replace(/\.md$/i, "");
  const written = textOf(value);
  if (written === undefined) warn("name", `no name: called “${safeName(fileName)}” after the file`);
  // The name becomes part of file names (packets, drafts), so it is a slug whatever the file says.
  const name = safeName(written ?? fileName) || safeName(fileName);
  if (name === "") throw noAgent(path, "neither the name nor the file name has a letter or digit");
  if (written !== undefined && written !== name) warn("name", `name “${written}” is used as “${name}”`);
  if (written !== undefined && safeName(fileName) !== name) warn("name", `name “${name}” differs from the file name “${basename(path)}”`);
  return { slug: name, alias: written !== undefined && written !== name ? [written] : [] };
}

/** A slug that two names share only where they are the same: letters of other scripts, which a slug drops, leave their hash. */
function safeName(name: string): string {
  const dropped = name
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{P}\p{S}\p{Z}\p{C}]/gu, "")
    .replaceAll(/[A-Za-z0-9]/g, "");
  const kept = slug(name);
  if (dropped === "") return kept;
  return `${kept === "" ? "agent" : kept}-${hash(name, 8)}`;
}

function descriptionOf(value: unknown, body: string, warn: Warn): string {
  const text = textOf(value) ?? textsOf(value)?.join(" ");
  if (text === undefined || text === "") {
    warn("description", "no description: the first words of the prompt stand for it");
    return summaryOf(body);
  }
  if (text.includes("\\n")) warn("description", "literal \\n in the description read as line breaks");
  return unescapeNewlines(text);
}

function triggersFrom(value: unknown, fallback: Agent["triggers"]): Agent["triggers"] {
  const written = isRecord(value) ? value : {};
  return {
    keywords: textsOf(written["keywords"]) ?? (isRecord(value) ? fallback.keywords : (textsOf(value) ?? fallback.keywords)),
    files: textsOf(written["files"]) ?? fallback.files,
    contexts: sentencesOf(written["contexts"]) ?? fallback.contexts,
  };
}

function handoffsFrom(value: unknown, warn: Warn): HandoffRule[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : (textsOf(value) ?? []);
  return items.flatMap((item) => {
    const row = isRecord(item) ? item : { to: item };
    const to = textOf(row["to"])?.replace(/^@/, "");
    if (to === undefined) {
      warn("handoffs", "a handoff without “to” skipped");
      return [];
    }
    const written = textOf(row["mode"]);
    const mode = HANDOFF_MODES.find((known) => known === written?.toLowerCase());
    if (mode === undefined && written !== undefined) warn("handoffs", `handoff to ${to}: mode “${written}” read as consult`);
    return [{ to, mode: mode ?? ("consult" satisfies HandoffMode), when: textOf(row["when"]) ?? "" }];
  });
}

function noAgent(path: string, reason: string): DataError {
  return new DataError({
    code: "no-agent",
    message: reason,
    fix: "Start the file with --- name, description, tools --- as an agent file does.",
    place: { file: path, line: 1 },
  });
}
