import type { Day } from "../core/days.ts";
import { shellWord } from "../core/shell-word.ts";
import { readBrief } from "../tasks/brief-store.ts";
import type { Insight } from "../tasks/insights.ts";
import { type ListedPacket, listPackets } from "../tasks/list-packets.ts";
import type { TaskContext } from "../tasks/task-context.ts";
import type { Deps } from "./deps.ts";
import { isOpen, soonestFirst, type TaskItem, taskItems, type TaskLine, taskLine } from "./task-line.ts";
import { findTask } from "./tasks.ts";
import { workDay } from "./work-day.ts";

export interface TaskPacket {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly status: string;
  readonly deadline: Day | null;
  readonly answer: string | null;
}

/** All that the three files and the packets of a task say: what it takes to go on with it without having seen it before. */
export interface TaskState {
  readonly on: Day;
  readonly task: TaskLine;
  readonly question: string;
  readonly goal: string;
  /** The last answer in a sentence; null where nobody asked yet. */
  readonly headline: string | null;
  readonly segments: TaskContext["segments"];
  readonly health: TaskContext["health"];
  /** Open ones, the soonest first. */
  readonly open: readonly TaskItem[];
  readonly done: readonly TaskItem[];
  /** In the order of the file: the oldest first. */
  readonly findings: readonly Insight[];
  readonly packets: readonly TaskPacket[];
  readonly files: readonly string[];
  /** The command to go on with. */
  readonly next: string;
}

/** The state of a task to continue from. Throws UserError for an unknown id, DataError for a file that cannot be read. */
export async function taskState(deps: Deps, id: string, asOf?: string): Promise<TaskState> {
  const on = await workDay(deps, asOf);
  const { task, tracked } = await findTask(deps, id);
  const { context, insights } = tracked;
  const items = taskItems(tracked, on);
  const line = taskLine(task, tracked, on);
  const listed = await listPackets(deps.workspace.handoffs, deps.log);
  const packets = listed.filter(({ packet }) => packet.task === task.id || isOfAccount(packet.subject, task.key)).map(packetOf);
  const brief = await readBrief(deps.workspace.runs, task.id);
  return {
    on,
    task: line,
    question: context.question,
    goal: context.goal,
    headline: brief?.headline ?? null,
    segments: context.segments,
    health: context.health,
    open: items.filter(isOpen).sort(soonestFirst),
    done: items.filter((item) => !isOpen(item)),
    findings: insights,
    packets,
    files: ["context", "todos", "insights"].map((part) => `${task.id}-${part}.md`),
    next: nextCommand(line, context, packets),
  };
}

/** The handover of a won deal belongs to the account's onboarding, whichever task filed it. */
function isOfAccount(subject: string, key: string): boolean {
  return key.startsWith("onboarding/") && subject === `won/${key.slice("onboarding/".length)}`;
}

function packetOf({ id, packet }: ListedPacket): TaskPacket {
  const { to, title, status, deadline, answer } = packet;
  return { id, to, title, status, deadline, answer };
}

/** An answered packet is news; then the open item that is due next; then what ends the task. */
function nextCommand(line: TaskLine, { question }: TaskContext, packets: readonly TaskPacket[]): string {
  if (line.status === "closed") return `echo-cs tasks show ${line.id}`;
  const answered = packets.find(({ status }) => status === "answered");
  if (line.next === null && answered !== undefined) return `echo-cs handoffs show ${answered.id}`;
  if (line.next !== null) return `echo-cs tasks done ${line.id} ${shellWord(line.next.item)}`;
  if (line.items > 0) return `echo-cs tasks close ${line.id} --outcome ${line.type === "risk" ? "recovered" : "done"}`;
  return `echo-cs ask ${shellWord(question)}`;
}
