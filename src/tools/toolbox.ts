import type { ServerTool } from "../llm/model.ts";
import type { ToolGrants } from "../team/tool-grants.ts";
import { accountsTool } from "./accounts.ts";
import { renewalsTool, signalsTool, whitespaceTool } from "./book-lists.ts";
import { draftOutreachTool } from "./draft-outreach.ts";
import { editFileTool } from "./edit-file.ts";
import { factsTool } from "./facts.ts";
import { healthTool, overviewTool, usageTrendTool } from "./figures.ts";
import { globTool } from "./glob.ts";
import { grepTool } from "./grep.ts";
import { handoffTool } from "./handoff.ts";
import { listMetricsTool } from "./list-metrics.ts";
import { multiEditFileTool } from "./multi-edit-file.ts";
import { readFileTool } from "./read-file.ts";
import { referencesTool } from "./references.ts";
import { rememberTool } from "./remember.ts";
import { showReferenceTool } from "./show-reference.ts";
import { sqlTool } from "./sql.ts";
import { ticketsSearchTool } from "./tickets-search.ts";
import { trackingTool } from "./tracking.ts";
import type { Tool } from "./tool.ts";
import { writeFileTool } from "./write-file.ts";

/** Every tool, in the order in which a model sees them; the order is part of the cached prefix. */
export const TOOLS: readonly Tool[] = [
  factsTool,
  listMetricsTool,
  overviewTool,
  healthTool,
  usageTrendTool,
  signalsTool,
  renewalsTool,
  whitespaceTool,
  accountsTool,
  referencesTool,
  showReferenceTool,
  trackingTool,
  ticketsSearchTool,
  sqlTool,
  readFileTool,
  grepTool,
  globTool,
  writeFileTool,
  editFileTool,
  multiEditFileTool,
  rememberTool,
  draftOutreachTool,
  handoffTool,
];

export interface Grantee {
  readonly grants: Pick<ToolGrants, "known">;
  readonly handoffs: readonly unknown[];
}

/** The tools an agent may use. Its list decides, and nothing that is read later can add to it. */
export function toolsOf(agent: Grantee): Tool[] {
  return TOOLS.filter(({ grant }) => {
    if (grant === "everyone") return true;
    return grant === "handoffs" ? agent.handoffs.length > 0 : grant.anyOf.some((name) => agent.grants.known.includes(name));
  });
}

const MAX_WEB_USES = 5;

/** The web tools that the model's host runs: only where the agent's list holds them and the person allowed the web. */
export function webToolsOf(agent: Grantee, allowed: boolean): ServerTool[] {
  if (!allowed) return [];
  return [
    ...(agent.grants.known.includes("WebSearch") ? [{ server: "web_search", maxUses: MAX_WEB_USES } as const] : []),
    ...(agent.grants.known.includes("WebFetch") ? [{ server: "web_fetch", maxUses: MAX_WEB_USES } as const] : []),
  ];
}
