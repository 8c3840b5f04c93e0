import { relative, sep } from "node:path";
import { knownAccounts } from "../book/known-accounts.ts";
import { addDays, type Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { capitalised, slug } from "../core/text.ts";
import type { HandoffMode } from "../domain/brief/brief.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import type { Packet } from "../tasks/packet.ts";
import { writePacket } from "../tasks/write-packet.ts";
import { loadTeam } from "../team/load-team.ts";
import { checkHandoff } from "../team/policy/check-handoff.ts";
import { requiredFigures } from "../team/policy/required-figures.ts";
import { requireAgent } from "../team/require-agent.ts";
import { findAgent, type Team } from "../team/team.ts";
import type { Deps } from "./deps.ts";
import { circumstancesOf } from "./handoff-circumstances.ts";
import { type BookOptions, openSession } from "./open-session.ts";
import { packetFacts } from "./packet-facts.ts";
import { packetStakes } from "./packet-stakes.ts";
import { resolveAccount } from "./resolve-account.ts";
import { givenDay } from "./given-day.ts";

export interface NewHandoff extends BookOptions {
  readonly from: string;
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: string;
  /** What the receiver is to do; the reason where left out. */
  readonly ask?: string | undefined;
  readonly account?: string | undefined;
  readonly deadline?: string | undefined;
  /** Authority rules by which support escalates. */
  readonly grounds?: readonly string[] | undefined;
}

export interface NewPacket {
  readonly id: string;
  readonly file: string;
  readonly change: string;
  readonly packet: Packet;
  readonly age: number;
}

const DEADLINE_DAYS = 7;

/**
 * Hands a piece of work to another agent, or to somebody outside: held against the sender's table and the charter with what the book knows
 * of the account, then written as a packet. Throws UserError with the rule's id where it is refused.
 */
export async function newHandoff(deps: Deps, input: NewHandoff): Promise<NewPacket> {
  const { workspace, log } = deps;
  const team = await loadTeam(workspace.agents, { references: workspace.references });
  const from = requireAgent(team, input.from).name;
  const session = await openSession(deps, input);
  try {
    const account = input.account === undefined ? undefined : resolveAccount(input.account, await knownAccounts(session.book)).account;
    const circumstances = account === undefined ? undefined : await circumstancesOf(account, session.context(), workspace, log);
    // A ticket's escalation names its ground; without one there is none.
    const grounds = input.grounds ?? (from === "customer-support" && input.mode !== "consult" && isUp(input.to, team) ? [] : undefined);
    const { reason, mode } = input;
    const verdict = checkHandoff({ ...circumstances, from, to: input.to, mode, reason, depth: 1, path: [from], grounds }, team);
    if (!verdict.allowed) throw refused(verdict);
    const subject = `${slug(reason).slice(0, 60) || "request"}/${account ?? "book"}`;
    const task = await resolveTaskId(workspace.tasks, { intent: "handoff", subject: account ?? null, asOf: session.asOf });
    const figures = account === undefined ? [] : requiredFigures(team.charter);
    const stakes = account === undefined || figures.length === 0 ? undefined : await packetStakes(session, { account, capability: null });
    const packet: Packet = {
      task,
      from,
      to: verdict.to,
      mode,
      rule: grounds?.[0] ?? null,
      status: "open",
      subject,
      created: session.asOf,
      updated: session.asOf,
      deadline: deadlineOf(input.deadline, session.asOf),
      account: account ?? null,
      title: capitalised(reason),
      question: reason,
      facts: account === undefined ? [] : await packetFacts(session, account, task, figures),
      tried: [],
      asked: input.ask ?? reason,
      constraints: ["Nothing goes to a customer: drafts only."],
      answer: null,
      ...(stakes === undefined ? {} : { stakes }),
      outside: verdict.outside || findAgent(team, verdict.to)?.lane === "partners",
    };
    const written = await writePacket(workspace.handoffs, packet);
    const file = relative(workspace.root, written.file).split(sep).join("/");
    return { id: written.id, file, change: written.change, packet, age: session.age };
  } finally {
    session.close();
  }
}

/** Where tickets are escalated to: anybody above support's own lane but those who take ordinary work from it. */
function isUp(to: string, team: Team): boolean {
  const name = findAgent(team, to)?.name;
  return name !== undefined && (team.charter?.rules ?? []).some(({ escalate, owners }) => escalate && owners.includes(name));
}

function deadlineOf(wanted: string | undefined, asOf: Day): Day {
  if (wanted === undefined) return addDays(asOf, DEADLINE_DAYS);
  return givenDay(wanted, "--deadline", "YYYY-MM-DD");
}

function refused(verdict: { readonly rule: string; readonly reason: string; readonly instead?: string | undefined }): UserError {
  return new UserError({
    code: "handoff-refused",
    message: `Refused (${verdict.rule}): ${verdict.reason}`,
    ...(verdict.instead === undefined ? {} : { allowed: [verdict.instead] }),
    fix: `\`echo-cs charter ${verdict.rule}\` shows the rule.`,
  });
}
