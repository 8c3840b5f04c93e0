import { stringify } from "yaml";
import type { Agent, HandoffRule } from "./agent.ts";
import { TOOL_NAMES, type ToolGrants } from "./tool-grants.ts";

type Head = Readonly<Record<string, unknown>>;

/** The agent as a file that reads back as the same agent: every setting in the frontmatter, nothing left to be guessed from the body. */
export function printAgent(agent: Agent): string {
  const { lane, aliases, triggers, examples, handoffs, healthModel, references, extra } = agent;
  return printFile(
    {
      ...claudeHead(agent),
      ...(lane === undefined ? {} : { lane }),
      ...(aliases.length === 0 ? {} : { aliases }),
      triggers: { keywords: triggers.keywords, files: triggers.files, contexts: triggers.contexts },
      examples,
      handoffs: handoffs.map(({ to, mode, when }) => ({ to, mode, when })),
      ...(healthModel === undefined ? {} : { health_model: healthModel }),
      ...(references.length === 0 ? {} : { references }),
      ...extra,
    },
    agent.body,
  );
}

/**
 * The agent as a sub-agent file of Claude Code: name, description with its examples, tools, model and colour, which is all that it reads.
 * The handoff table moves into the body, in headings that read back as the same table.
 */
export function printClaudeAgent(agent: Agent): string {
  const examples = agent.description.includes("<example>") ? "" : claudeExamples(agent);
  const head = claudeHead({ ...agent, description: `${agent.description}${examples}` });
  return printFile(head, `${agent.body}${handoffSection(agent.handoffs)}`);
}

function claudeHead({ name, description, model, color, grants }: Agent): Head {
  return {
    name,
    description,
    ...(model === undefined ? {} : { model }),
    tools: toolsText(grants),
    ...deniedTools(grants),
    ...(color === undefined ? {} : { color }),
  };
}

function toolsText({ known, unknown, all }: ToolGrants): string | readonly string[] {
  const names = all ? ["*", ...unknown] : [...known, ...unknown];
  return names.length === 0 ? [] : names.join(", ");
}

function deniedTools({ known, all, denied: external = [] }: ToolGrants): Head {
  const denied = external.includes("*") ? ["*"] : [...TOOL_NAMES.filter((name) => all && !known.includes(name)), ...external];
  return denied.length === 0 ? {} : { disallowedTools: denied.join(", ") };
}

/** Claude Code picks an agent by what a person would say to it. */
function claudeExamples({ name, examples }: Agent): string {
  const shown = examples
    .slice(0, 3)
    .map((text) => `<example>user: "${text.replaceAll('"', "'")}" assistant: "I'll use the ${name} agent."</example>`);
  return shown.length === 0 ? "" : ` Examples: ${shown.join(" ")}`;
}

const HEADINGS = { delegate: "Delegate to", consult: "Consult with", collaborate: "Collaborate with" } as const;

function handoffSection(handoffs: readonly HandoffRule[]): string {
  if (handoffs.length === 0) return "";
  const rows = handoffs.map(({ to, mode, when }) => `### ${HEADINGS[mode]} @${to} when:\n\n- ${when.replaceAll(/\s+/g, " ")}`);
  return `\n\n## Handoffs\n\n${rows.join("\n\n")}`;
}

function printFile(head: Head, body: string): string {
  return `---\n${stringify(head, { lineWidth: 0, version: "1.2", schema: "core" })}---\n\n${body}\n`;
}
