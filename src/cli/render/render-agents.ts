import { relative } from "node:path";
import type { ChalkInstance } from "chalk";
import type { AgentDetail, AgentLine } from "../../app/agents.ts";
import { count } from "../../core/text.ts";
import type { LoadIssue, LoadReport } from "../../team/load-issue.ts";
import { cleanScreen } from "./clean-screen.ts";
import { columns, pad, wrap } from "./wrap.ts";

export interface AgentsView {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly cwd: string;
}

/** The team, grouped by nothing: one entry an agent, with what it does. */
export function renderAgentList(agents: readonly AgentLine[], { paint, width }: AgentsView): string {
  if (agents.length === 0) return "There are no agents.\n";
  const [names, lanes] = [Math.max(...agents.map(({ name }) => columns(name))), Math.max(...agents.map(({ lane }) => columns(lane)))];
  const lines = agents.map(({ name, lane, model, summary }) => {
    const start = `${paint.bold(pad(name, names))}  ${pad(lane, lanes)}  ${pad(model ?? "–", 7)}`;
    const indent = names + lanes + 13;
    return `${start}  ${wrap(firstSentence(summary), Math.max(30, width - indent)).replaceAll("\n", `\n${" ".repeat(indent)}`)}`;
  });
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

/** Everything one agent's file says. */
export function renderAgent(agent: AgentDetail, { paint, width, cwd }: AgentsView): string {
  const section = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : ["", paint.underline(title), ...items.map((item) => `  ${wrap(item, width - 4).replaceAll("\n", "\n    ")}`)];
  const { granted, without_effect: without } = agent.tools;
  const lines = [
    `${paint.bold(agent.name)}, lane ${agent.lane}${agent.aliases.length > 0 ? `, also called ${agent.aliases.join(", ")}` : ""}`,
    paint.dim(
      [
        `model ${agent.model ?? "as chosen"}`,
        ...(agent.health_model === null ? [] : [`health model ${agent.health_model}`]),
        relative(cwd, agent.path),
      ].join(" · "),
    ),
    "",
    wrap(agent.summary, width),
    ...section("Tools granted", [
      granted.length === 0 ? "none" : granted.join(", "),
      ...(without.length > 0 ? [`of no effect here: ${without.join(", ")}`] : []),
    ]),
    ...section("Trigger words", agent.triggers.keywords.length === 0 ? [] : [agent.triggers.keywords.join(", ")]),
    ...section("Files", agent.triggers.files.length === 0 ? [] : [agent.triggers.files.join(", ")]),
    ...section("Contexts", agent.triggers.contexts),
    ...section(
      "Examples",
      agent.examples.map((example) => `“${example}”`),
    ),
    ...section(
      "Hands on",
      agent.handoffs.map(({ to, mode, when }) => `to ${to} (${mode}): ${when}`),
    ),
    ...section("Does not", agent.restrictions),
    ...section("References", agent.references),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

/** What loading said, failures first. */
export function renderValidation({ files, loaded, failed, warnings }: LoadReport, { paint, width, cwd }: AgentsView): string {
  const line = ({ path, line: number, reason }: LoadIssue): string =>
    `  ${wrap(`${relative(cwd, path)}:${number}: ${reason}`, width - 4).replaceAll("\n", "\n    ")}`;
  const sections = [
    paint.bold(`${loaded} of ${count(files, "file")} loaded.`),
    failed.length === 0 ? "" : [paint.red.underline("Not loaded"), ...failed.map(line)].join("\n"),
    warnings.length === 0 ? "" : [paint.yellow.underline(count(warnings.length, "warning")), ...warnings.map(line)].join("\n"),
  ];
  return `${cleanScreen(paint, sections.filter((section) => section !== "").join("\n\n"))}\n`;
}

function firstSentence(text: string): string {
  return /^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}
