import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DataError } from "../../../src/core/errors.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { parseFrontmatter } from "../../../src/team/frontmatter.ts";
import { agentFrom } from "../../../src/team/parse-agent.ts";
import { printAgent } from "../../../src/team/print-agent.ts";
import { TOOL_NAMES, type ToolGrants } from "../../../src/team/tool-grants.ts";
import { mutateText } from "./mutate-text.ts";
import { pick, randomFrom } from "./random.ts";
import type { FuzzTarget } from "./target.ts";

const CORPUS = [
  "agents",
  "tests/fixtures/agents/wild",
  "tests/fixtures/agents/team",
  "skills/customer-success",
  "references/playbooks",
].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8").slice(0, 6000)),
);

const WORDS = [
  "---",
  "---\n",
  "---js",
  "---json",
  "name: x",
  "name:",
  "tools: *",
  "tools: Read, Write",
  "tools: []",
  "tools: [Read, {a: b}]",
  "tools:\n  - Read\n  - !!js/function x",
  "disallowedTools: Write",
  "model: opus",
  "model: [",
  "description: a: b: c",
  "description: |",
  "description: >-\n  folded",
  "lane: sales",
  "color: red",
  "Examples: <example>Context: a <commentary>b</commentary></example>",
  "\\n<example>",
  "<example>",
  "</example>",
  "handoffs:",
  "  - { to: a, mode: consult }",
  "aliases: [a, b]",
  "&anchor",
  "*anchor",
  "<<: *anchor",
  "!!binary aGk=",
  "!!python/object:x",
  "? complex\n: key",
  "'",
  '"',
  "**",
  "## Handoffs",
  "## Tools",
  "- to: x",
  "triggers: {keywords: [a]}",
  "health_model: specialist",
  "references: [PT-01]",
  "2026-11-20",
  "1e999",
  ".nan",
  "0x10",
  "null",
  "~",
  "__proto__: {polluted: true}",
  "constructor: {prototype: {polluted: true}}",
];

/** Agent files, skills and playbooks: their front matter, with whatever collections of others hold. */
export const agentsTarget: FuzzTarget = {
  name: "agents",
  about: "front matter and agent files; about 20 000 cases a minute",
  make: (seed) => {
    const random = randomFrom(seed);
    return { name: "agent.md", bytes: Buffer.from(mutateText(pick(CORPUS, random), random, WORDS)) };
  },
  check: async ({ bytes }) => {
    const text = bytes.toString("utf8");
    try {
      const matter = parseFrontmatter(text, "agent.md");
      if (!text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").includes(matter.body.slice(0, 200).trim()))
        return "the body is not what stands in the file";
      const { agent, warnings } = agentFrom(matter, "agent.md");
      return (
        grantFault(matter.data, agent.grants) ?? warningFault(warnings, text) ?? pollution() ?? roundTripFault(printAgent(agent), agent)
      );
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      return pollution();
    }
  },
};

/** A file that names no tool grants none, and no file grants one that there is not. */
function grantFault(data: Readonly<Record<string, unknown>>, grants: ToolGrants): string | null {
  const names: readonly string[] = TOOL_NAMES;
  const stranger = [...grants.known].find((name) => !names.includes(name));
  if (stranger !== undefined) return `grants ${stranger}`;
  const given = JSON.stringify([data["tools"], data["allowed-tools"], data["allowed_tools"]]) ?? "";
  const bold = [...grants.known].find(
    (name) => !given.includes("*") && !given.toLowerCase().includes(name.toLowerCase()) && data["tools"] !== undefined,
  );
  return bold === undefined ? null : `grants ${bold}, which ${given} does not name`;
}

function warningFault(warnings: readonly { readonly line: number; readonly reason: string }[], text: string): string | null {
  const lines = text.split(/\r\n|\r|\n/u).length;
  const wrong = warnings.find(({ line }) => !Number.isInteger(line) || line < 1 || line > lines + 1);
  return wrong === undefined ? null : `warns of line ${wrong.line} of ${lines}: ${wrong.reason}`;
}

function pollution(): string | null {
  return "polluted" in {} ? "a prototype was changed" : null;
}

function roundTripFault(printed: string, agent: { readonly name: string; readonly grants: ToolGrants }): string | null {
  const again = agentFrom(parseFrontmatter(printed, "printed.md"), "printed.md").agent;
  if (again.name !== agent.name) return `printed and read again it is called ${again.name}, not ${agent.name}`;
  const [before, after] = [agent.grants, again.grants].map(({ known }) => [...known].sort().join());
  return before === after ? null : `printed and read again it grants ${after ?? ""}, not ${before ?? ""}`;
}
