import { relative, sep } from "node:path";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { list, nearest, nearestBeginning } from "../core/text.ts";
import { addPacketAnswer } from "../tasks/add-packet-answer.ts";
import { listTasks } from "../tasks/find-task.ts";
import { type IssueText, issueText, type Tracker } from "../tasks/issue-text.ts";
import { type ListedPacket, listPackets } from "../tasks/list-packets.ts";
import type { Packet, PacketStatus } from "../tasks/packet.ts";
import { setPacketStatus } from "../tasks/set-packet-status.ts";
import { readPacket } from "../tasks/write-packet.ts";
import type { Deps } from "./deps.ts";
import { figuresDay, workDay } from "./work-day.ts";

/** One packet in a list. */
export interface PacketLine {
  readonly id: string;
  readonly status: PacketStatus;
  readonly from: string;
  readonly to: string;
  readonly mode: string;
  readonly title: string;
  readonly subject: string;
  readonly account: string | null;
  readonly rule: string | null;
  readonly task: string;
  readonly created: Day;
  readonly updated: Day;
  readonly deadline: Day | null;
  /** Its deadline is before `judged_on` and nobody has answered or finished it. */
  readonly overdue: boolean;
  /** The day by which it counts as late. */
  readonly judged_on: Day;
  readonly severity: string | null;
  readonly arr: string | null;
  readonly outside: boolean;
  readonly file: string;
}

export interface PacketFilter {
  readonly status?: PacketStatus | undefined;
  readonly to?: string | undefined;
  readonly account?: string | undefined;
  /** What waits: neither answered nor done. */
  readonly waiting?: boolean | undefined;
  readonly asOf?: string | undefined;
}

/** The packets of the workspace: what waits first, by deadline, then the rest. */
export async function listHandoffs(
  deps: Deps,
  filter: PacketFilter,
): Promise<{ readonly on: Day; readonly data_as_of: Day | null; readonly packets: readonly PacketLine[] }> {
  const on = await workDay(deps, filter.asOf);
  const wanted = ({ packet }: ListedPacket): boolean =>
    (filter.status === undefined || packet.status === filter.status) &&
    (filter.to === undefined || packet.to === filter.to) &&
    (filter.account === undefined || packet.account === filter.account) &&
    (filter.waiting !== true || isWaiting(packet));
  const packets = (await listPackets(deps.workspace.handoffs, deps.log)).filter(wanted).map((one) => lineOf(one, on, deps));
  const tasks = await listTasks(deps.workspace.tasks, { ...deps.log, warn: () => {} });
  return { on, data_as_of: figuresDay(tasks), packets: packets.sort(byUrgency) };
}

/** A packet with its lines of the list. Throws UserError that names the nearest id. */
export async function showHandoff(deps: Deps, id: string, asOf?: string): Promise<{ readonly line: PacketLine; readonly packet: Packet }> {
  const found = await findPacket(deps, id);
  return { line: lineOf(found, await workDay(deps, asOf), deps), packet: found.packet };
}

/** A packet as an issue to paste into a tracker. */
export async function handoffIssue(deps: Deps, id: string, tracker: Tracker): Promise<IssueText> {
  return issueText((await findPacket(deps, id)).packet, tracker);
}

export interface StepInput {
  readonly id: string;
  readonly status: "acknowledged" | "done";
  readonly by?: string | undefined;
  readonly answer?: string | undefined;
  readonly asOf?: string | undefined;
}

/**
 * Takes a packet on (`acknowledged`) or finishes it (`done`); the answer goes into the packet and back to the task it came from. Throws
 * UserError for an unknown id and for a step back.
 */
export async function stepHandoff(deps: Deps, { id, status, by, answer, asOf }: StepInput): Promise<PacketLine> {
  const found = await findPacket(deps, id);
  const on = await workDay(deps, asOf);
  await setPacketStatus(found.file, { status, on, by: by ?? deps.owner, answer });
  if (answer !== undefined && answer.trim() !== "") await addPacketAnswer(deps.workspace.tasks, { ...found.packet, answer }, found.id, on);
  const packet = (await readPacket(found.file)) ?? found.packet;
  return lineOf({ ...found, packet }, on, deps);
}

/** The packet of an id, of a unique beginning or end of one, or of a unique part of its subject. */
async function findPacket({ workspace, log }: Deps, id: string): Promise<ListedPacket> {
  const packets = await listPackets(workspace.handoffs, log);
  const wanted = id.replace(/^.*\//, "").replace(/\.md$/, "").trim();
  const exact = packets.find((one) => one.id === wanted);
  if (exact !== undefined) return exact;
  const partly =
    wanted.length < 3
      ? []
      : packets.filter((one) => one.id.startsWith(wanted) || one.id.endsWith(wanted) || one.packet.subject.includes(wanted));
  const [only, ...others] = partly;
  if (only !== undefined && others.length === 0) return only;
  const ids = packets.map((one) => one.id);
  const near = partly.length > 1 ? partly.map((one) => one.id) : [...new Set([...nearest(wanted, ids), ...nearestBeginning(wanted, ids)])];
  throw new UserError({
    code: partly.length > 1 ? "ambiguous-packet" : "unknown-packet",
    message: partly.length > 1 ? `${partly.length} packets go by "${id}".` : `There is no packet "${id}".`,
    found: id,
    allowed: near.length > 0 ? near.slice(0, 8) : ids.slice(0, 8),
    fix:
      ids.length === 0
        ? "Nothing has been handed on here yet."
        : near.length > 0
          ? `Did you mean ${list(near.slice(0, 3), "or")}?`
          : "`echo-cs handoffs list` shows them.",
  });
}

function isWaiting({ status }: Packet): boolean {
  return status === "open" || status === "acknowledged";
}

function lineOf({ id, file, packet }: ListedPacket, on: Day, { workspace }: Deps): PacketLine {
  const { status, from, to, mode, title, subject, account, rule, task, created, updated, deadline, outside, stakes } = packet;
  return {
    id,
    status,
    from,
    to,
    mode,
    title,
    subject,
    account,
    rule,
    task,
    created,
    updated,
    deadline,
    overdue: isWaiting(packet) && deadline !== null && deadline < on,
    judged_on: on,
    severity: stakes?.severity ?? null,
    arr: stakes?.arr ?? null,
    outside,
    file: relative(workspace.root, file).split(sep).join("/"),
  };
}

function byUrgency(a: PacketLine, b: PacketLine): number {
  const rank = ({ status }: PacketLine): number => (status === "open" ? 0 : status === "acknowledged" ? 1 : status === "answered" ? 2 : 3);
  const due = ({ deadline }: PacketLine): string => deadline ?? "9999";
  return rank(a) - rank(b) || compareText(due(a), due(b)) || compareText(a.id, b.id);
}
