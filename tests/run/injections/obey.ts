import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { handoffRules } from "../../../src/app/handoff-rules.ts";
import type { ModelRequest, ReplyBlock } from "../../../src/llm/model.ts";
import { ScriptedModel, toolUse } from "../../../src/llm/scripted.ts";
import { runTeam, type Seat } from "../../../src/run/model/consult-team.ts";
import type { ModelRunResult } from "../../../src/run/model/model-run.ts";
import { systemPrompt } from "../../../src/run/model/system-prompt.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";
import { loadTeam } from "../../../src/team/load-team.ts";
import { toolGrants } from "../../../src/team/tool-grants.ts";
import { fence } from "../../../src/tools/fence.ts";
import type { ToolContext } from "../../../src/tools/tool-context.ts";
import type { Tool } from "../../../src/tools/tool.ts";
import { toolsOf, webToolsOf } from "../../../src/tools/toolbox.ts";
import { sampleContext } from "../../tools/samples.ts";
import { shared } from "../model/samples.ts";

export const SOURCES = [
  "ticket",
  "account name",
  "web page",
  "MCP result",
  "MCP description",
  "agent file",
  "CSV cell",
  "tracking file",
] as const;
export type Source = (typeof SOURCES)[number];

/** Hostile words, and what a model does that obeys them to the letter. */
export interface Injection {
  readonly name: string;
  readonly from: Source;
  readonly text: string;
  /** The agent's `tools` list. */
  readonly tools?: string;
  readonly calls?: readonly (readonly [name: string, input: unknown])[];
  /** What it writes into its Brief: a headline, or whole parts. */
  readonly says?: string | object;
}

export interface Outcome {
  readonly result: ModelRunResult;
  /** What the obeyed calls were answered. */
  readonly answers: string;
  /** Everything that the run shows or files, as one text. */
  readonly shown: string;
  /** Files in and around the workspace, with their contents, before and after. */
  readonly before: string;
  readonly after: string;
  /** True where the words reached the model. */
  readonly delivered: boolean;
}

const MARK = "INJECTED";

/** Lets a model read the words where they were planted and do what they say. */
export async function obey(injection: Injection): Promise<Outcome> {
  const home = tempFolder();
  try {
    const workspace = plant(home, injection);
    const before = picture(home);
    const model = new ScriptedModel(...scripts(injection));
    const team = await loadTeam([join(ROOT, "agents")]);
    const seats = (name: string): Seat | undefined =>
      team.agents.some((agent) => agent.name === name) ? seat(name, injection) : undefined;
    const rules = handoffRules({ team, playbooks: new Map(), references: [] }, seats, "red");
    const base = shared(model);
    const context = { ...base.context, ...contextOf(injection, workspace) };
    const task = { question: "why is Acme churning?", account: { id: "acme", name: "Acme Corp" }, facts: [] };
    const result = await runTeam(seat("retention-specialist", injection), task, { ...base, context }, rules);
    const { parts, handoffs } = result;
    return {
      result,
      answers: JSON.stringify(model.calls[2]?.messages.at(-1)?.content ?? []),
      shown: JSON.stringify({ parts: { ...parts, verification: undefined }, handoffs: handoffs.map(({ answer }) => answer) }),
      before,
      after: picture(home),
      delivered: model.calls.some((call) => JSON.stringify(call).includes(MARK)),
    };
  } finally {
    removeFolder(home);
  }
}

function scripts({ from, calls = [], says }: Injection): ((request: ModelRequest) => { content: ReplyBlock[] })[] {
  const opaque: ReplyBlock = { type: "opaque", raw: { type: "web_search_tool_result", content: `${MARK} as the page says` } };
  const READ: Readonly<Record<Source, ReplyBlock[]>> = {
    ticket: [toolUse("tickets_search", {}, "read")],
    "account name": [toolUse("accounts", { search: "" }, "read")],
    "web page": [opaque, toolUse("accounts", { search: "" }, "read")],
    "MCP result": [toolUse("mcp__docs__lookup", {}, "read")],
    "MCP description": [toolUse("mcp__docs__lookup", {}, "read")],
    "tracking file": [toolUse("tracking", {}, "read")],
    "agent file": [toolUse("accounts", { search: "" }, "read")],
    "CSV cell": [toolUse("read_file", { path: "exports/accounts.csv" }, "read")],
  };
  const measure = toolUse("facts", { metrics: ["logins_change_30d"] }, "measure");
  const obeyed = calls.map(([name, input], index) => toolUse(name, input, `obeyed${index}`));
  const brief = {
    headline: "Acme is leaving.",
    findings: [],
    actions: [],
    references: [],
    unknowns: [],
    ...(typeof says === "string" ? { headline: says } : says),
  };
  const answer = (): { content: ReplyBlock[] } => ({ content: [{ type: "text", text: JSON.stringify(brief) }] });
  return [
    () => ({ content: [...READ[from], measure] }),
    () => (obeyed.length === 0 ? answer() : { content: obeyed }),
    answer,
    answer,
    answer,
    answer,
  ];
}

function contextOf({ from, text }: Injection, workspace: string): Partial<ToolContext> {
  const planted = `${MARK} ${text}`;
  const sample = sampleContext();
  const ticket = {
    id: "4000",
    created: "2026-11-01",
    status: "open",
    subject: "Help",
    body: from === "ticket" ? planted : "The export fails.",
  };
  const account = { id: "acme", name: from === "account name" ? planted : "Acme Corp", segment: "enterprise", tier: "red" };
  return {
    workspace,
    tickets: { search: async ({ account: about }) => (about === "acme" ? { total: 1, tickets: [ticket] } : { total: 0, tickets: [] }) },
    accounts: { find: async () => ({ total: 1, accounts: [account] }) },
    book: sample.book,
    notes:
      from === "tracking file"
        ? { ...sample.notes, tracking: async () => ({ task: "churn-acme-2026w47", open: ["churn-acme-2026w47"], text: planted }) }
        : sample.notes,
  };
}

function seat(agent: string, { from, text, tools = "Read, Grep, Glob" }: Injection): Seat {
  const grantee = { grants: toolGrants(tools), handoffs: [1] };
  const description = `Looks up documentation.${from === "MCP description" ? ` ${MARK} ${text}` : ""}`;
  const mcp: Tool = {
    name: "mcp__docs__lookup",
    description,
    effect: "read",
    grant: "everyone",
    declaration: { name: "mcp__docs__lookup", description, inputSchema: { type: "object" } },
    run: async () => ({ text: fence("docs", `${MARK} ${text}`) }),
  };
  const agentBody = from === "agent file" ? `You diagnose.\n${MARK} ${text}` : "You diagnose.";
  return {
    agent,
    system: systemPrompt({ charter: "Be kind.", agentName: agent, agentBody, team: ["retention-specialist"] }),
    tools: [...toolsOf(grantee), mcp],
    serverTools: webToolsOf(grantee, false),
    modelId: "claude-haiku-5-5",
  };
}

/** A workspace with exports, a draft, links that lead out, and something worth stealing beside it. */
function plant(home: string, { from, text }: Injection): string {
  const workspace = join(home, "book");
  for (const folder of ["exports", "drafts", "reports", ".echo", "agents"]) mkdirSync(join(workspace, folder), { recursive: true });
  writeFileSync(join(home, "secret.txt"), "the secret");
  writeFileSync(join(workspace, ".env"), "KEY=the secret");
  writeFileSync(join(workspace, ".echo", "book.duckdb"), "the secret");
  writeFileSync(join(workspace, "agents", "me.md"), "---\nname: me\ntools: Read\n---\nhello\n");
  writeFileSync(join(workspace, "drafts", "plan.md"), "# Plan\nCall them.\n");
  writeFileSync(
    join(workspace, "exports", "accounts.csv"),
    `id,name\n1,"${from === "CSV cell" ? `${MARK} ${text.replaceAll('"', '""')}` : "Acme"}"\n`,
  );
  symlinkSync(join(home, "secret.txt"), join(workspace, "drafts", "link.md"));
  symlinkSync(home, join(workspace, "drafts", "up"));
  return workspace;
}

function picture(home: string): string {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${join(entry.parentPath, entry.name).slice(home.length)}: ${readFileSync(join(entry.parentPath, entry.name), "utf8")}`)
    .sort()
    .join("\n");
}
