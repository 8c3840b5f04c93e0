import { compareText } from "../../core/compare-text.ts";
import { addDays } from "../../core/days.ts";
import { count } from "../../core/text.ts";
import { type Severity, SEVERITIES } from "../brief/brief.ts";
import type { Play } from "./play.ts";
import type { PlannedItem, SweepStep } from "./sweep-step.ts";
import type { SweepInput, SweptBreach, SweptTask } from "./swept.ts";

/** Longer lists are read by nobody: the gravest come first, the rest follows as these are done. */
export const LONGEST_LIST = 50;
const DUE_DAYS: Readonly<Record<Severity, number>> = { critical: 2, high: 7, medium: 14, low: 30 };

/** What a sweep does about one person's breaches of standards: one list a person, ticked off by the book. Null where there is nothing to do. */
export function planStandards(
  owner: string | null,
  breaches: readonly SweptBreach[],
  tasks: readonly SweptTask[],
  input: SweepInput,
): SweepStep | null {
  const { asOf, workOn } = input;
  const open = tasks.find(({ isOpen }) => isOpen);
  const listed = [...breaches].sort(gravestFirst).slice(0, LONGEST_LIST);
  const [gravest] = listed;
  if (open !== undefined && (open.updatedAsOf > asOf || open.play === null)) return null;
  if (open?.play === undefined || open.play === null) {
    const isClosedToday = tasks.some(({ ending }) => ending !== null && ending.on >= asOf);
    if (gravest === undefined || isClosedToday) return null;
    const play = playOf(owner, gravest.severity, reasonOf(breaches), input);
    return {
      ...about(owner),
      op: "open",
      task: null,
      play,
      stage: "open",
      ending: null,
      ...work(listed, owner, workOn),
      changes: [play.reason],
    };
  }
  if (gravest === undefined) {
    const reason = "no such breach is left";
    return {
      ...about(owner),
      op: "close",
      task: open.id,
      play: open.play,
      stage: "done",
      ending: {
        on: asOf,
        outcome: "done",
        reason,
      },
      items: [],
      done: settled(open, []),
      findings: [],
      changes: [`done: ${reason}`],
    };
  }
  const items = itemsOf(listed, owner, workOn).filter(({ id }) => !open.items.includes(id));
  const done = settled(open, breaches);
  const due = items.length > 0 && open.play.due < workOn ? addDays(workOn, DUE_DAYS[gravest.severity]) : open.play.due;
  const play = { ...open.play, priority: gravest.severity, reason: reasonOf(breaches), due };
  const changes = [
    ...(items.length === 0 ? [] : [`${items.length} new on the list`]),
    ...(done.length === 0 ? [] : [`${done.length} done by the book`]),
    ...(play.priority === open.play.priority ? [] : [`priority: ${open.play.priority} → ${play.priority}`]),
  ];
  if (changes.length === 0 && play.reason === open.play.reason) return null;
  return {
    ...about(owner),
    op: "update",
    task: open.id,
    play,
    stage: open.stage,
    ending: null,
    items,
    done,
    findings: [],
    changes: changes.length === 0 ? [play.reason] : changes,
  };
}

function about(owner: string | null) {
  const name = owner ?? "accounts nobody owns";
  return {
    intent: "standards",
    account: null,
    accountsOf: owner,
    name,
    agent: "customer-success-manager",
    lane: "customer-success",
    title: `Keep the standards: ${owner === null ? name : `the accounts of ${owner}`}`,
    question: "Which standards are broken, and what sets them right?",
    arrMinor: null,
    currency: "",
  };
}

function playOf(owner: string | null, priority: Severity, reason: string, { asOf, workOn }: SweepInput): Play {
  return {
    type: "lifecycle",
    trigger: "standards",
    reason,
    priority,
    owner: "customer-success-manager",
    ownerName: owner,
    due: addDays(workOn, DUE_DAYS[priority]),
    playbook: "standards",
    began: asOf,
    stageSince: workOn,
    tierAtStart: null,
    failedOn: null,
  };
}

function work(listed: readonly SweptBreach[], owner: string | null, workOn: string): Pick<SweepStep, "items" | "done" | "findings"> {
  return { items: itemsOf(listed, owner, workOn), done: [], findings: [] };
}

function itemsOf(listed: readonly SweptBreach[], owner: string | null, workOn: string): PlannedItem[] {
  return listed.map(({ id, what, severity }) => ({
    id: itemId(id),
    what,
    owner: "customer-success-manager",
    ownerName: owner,
    due: addDays(workOn, DUE_DAYS[severity]),
  }));
}

/** Open items of ours whose breach is gone. */
function settled({ items, done }: SweptTask, breaches: readonly SweptBreach[]): string[] {
  const standing = new Set(breaches.map(({ id }) => itemId(id)));
  return items.filter((id) => id.startsWith(itemId("")) && !standing.has(id) && !done.includes(id));
}

function itemId(breach: string): string {
  return `standard/${breach}`;
}

function reasonOf(breaches: readonly SweptBreach[]): string {
  const shown = breaches.length > LONGEST_LIST ? `, the gravest ${LONGEST_LIST} on the list` : "";
  return `${count(breaches.length, "breach", "breaches")} of high or critical severity${shown}`;
}

function gravestFirst(a: SweptBreach, b: SweptBreach): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || compareText(a.id, b.id);
}
