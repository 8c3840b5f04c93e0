import { list } from "../../core/text.ts";
import type { HandoffMode } from "../../domain/brief/brief.ts";
import type { Agent } from "../agent.ts";
import { findAgent, type Team } from "../team.ts";
import { checkCharter, type HandoffCircumstances } from "./check-charter.ts";
import type { StructuralRule, Verdict } from "./verdict.ts";

export interface HandoffRequest extends HandoffCircumstances {
  readonly from: string;
  /** A name, an alias or an outside party of the sender's table. */
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: string;
  /** 1 for the first handoff of a question. */
  readonly depth: number;
  /** Everyone who has had the question so far, the sender last. */
  readonly path: readonly string[];
}

export type HandoffVerdict =
  /** `to` is the agent's own name; `outside` where no agent answers, so that a packet on disk is all. */
  { readonly allowed: true; readonly to: string; readonly outside: boolean } | Exclude<Verdict, { allowed: true }>;

export const MAX_HANDOFF_DEPTH = 3;

/** Whether one agent may hand a question to another: by the shape of the chain, the sender's own table and the charter. Pure. */
export function checkHandoff(request: HandoffRequest, team: Pick<Team, "agents" | "charter">): HandoffVerdict {
  const sender = findAgent(team, request.from);
  if (sender === undefined) return refuse("handoff-sender", `There is no agent “${request.from}”.`);
  const receiver = findAgent(team, request.to);
  const to = receiver?.name ?? request.to.replace(/^@/, "").trim();
  if (to === sender.name) return refuse("handoff-not-self", `${sender.name} cannot hand to itself.`);
  if (request.reason.trim() === "") return refuse("handoff-reason", "A handoff says why.");
  if (!(request.depth <= MAX_HANDOFF_DEPTH)) return refuse("handoff-depth", `A question is handed on at most ${MAX_HANDOFF_DEPTH} times.`);
  if (request.path.some((name) => (findAgent(team, name)?.name ?? name) === to)) {
    return refuse("handoff-no-loop", `${to} has had this question already.`);
  }
  const table = checkTable(sender, to, request.mode, team);
  if (table !== undefined) return table;
  const charter = checkCharter({ ...request, from: sender.name, to }, team.charter);
  return charter.allowed ? { allowed: true, to, outside: receiver === undefined } : charter;
}

/** A file without a table was not written for this team: its agent may consult the members, and hand nothing over. */
function checkTable(sender: Agent, to: string, mode: HandoffMode, team: Pick<Team, "agents">): HandoffVerdict | undefined {
  const rows = sender.handoffs.map((row) => ({ ...row, to: findAgent(team, row.to)?.name ?? row.to }));
  if (rows.length === 0) {
    const member = findAgent(team, to) !== undefined;
    return member && mode === "consult"
      ? undefined
      : refuse("handoff-table", `${sender.name} has no handoff table, so it may only consult members of the team.`);
  }
  const toThem = rows.filter((row) => row.to === to);
  if (toThem.some((row) => row.mode === mode)) return undefined;
  const instead =
    toThem.length > 0
      ? list(
          toThem.map((row) => `${row.mode} with ${to}`),
          "or",
        )
      : list([...new Set(rows.map((row) => row.to))], "or");
  return refuse(
    "handoff-table",
    `${sender.name}'s table does not let it ${mode} ${mode === "consult" ? to : mode === "delegate" ? `to ${to}` : `with ${to}`}.`,
    instead,
  );
}

function refuse(rule: StructuralRule, reason: string, instead?: string): HandoffVerdict {
  return { allowed: false, rule, reason, instead };
}
