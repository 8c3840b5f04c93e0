import { addDays, type Day, daysBetween } from "../../core/days.ts";
import type { Severity } from "../brief/brief.ts";
import type { Play } from "./play.ts";
import { personIn, type PlayKind, signalFindings } from "./play-kind.ts";
import { graveSignals } from "./risk-play.ts";
import { riskStage } from "./risk-stage.ts";
import type { Call, PlannedItem, SweepStep } from "./sweep-step.ts";
import type { SweepInput, SweptAccount, SweptTask } from "./swept.ts";

/** Days in which an account should be back to green. */
export const RECOVERY_DAYS = 30;
const FAILED_DUE_DAYS = 2;
const FAILED_ITEM = "sweep/not-recovered";

/** What a sweep does about one account and kind of task; null where that is nothing. `tasks` are those of the key, open and closed. */
export function planAccount(kind: PlayKind, account: SweptAccount, tasks: readonly SweptTask[], input: SweepInput): SweepStep | null {
  const open = tasks.find(({ isOpen }) => isOpen);
  const call = account.leftOn === null ? kind.calls(account, input) : null;
  if (open === undefined) {
    if (call === null || isSettled(call, tasks) || input.isHeldOut(account.account, kind.intent)) return null;
    return openStep(kind, account, call, input);
  }
  // A later day has seen more.
  if (open.updatedAsOf > input.asOf) return null;
  if (open.play === null) return call === null ? null : adoptStep(kind, account, open, call, input);
  return closeStep(kind, account, open, open.play, input) ?? updateStep(kind, account, open, open.play, call, input);
}

/** A task that somebody closed after its cause began is not opened again for the same cause. */
function isSettled({ since }: Call, tasks: readonly SweptTask[]): boolean {
  return tasks.some(({ isOpen, ending, updatedAsOf }) => !isOpen && (ending?.on ?? updatedAsOf) >= since);
}

function openStep(kind: PlayKind, account: SweptAccount, call: Call, input: SweepInput): SweepStep {
  const play = playOf(kind, account, call, input);
  const stage = call.type === "risk" ? "at risk" : "open";
  return { ...about(kind, account), op: "open", task: null, play, stage, ending: null, ...workOf(call), changes: [call.reason] };
}

/** A task that a question opened becomes one that is looked after; its words and its items stay. */
function adoptStep(kind: PlayKind, account: SweptAccount, task: SweptTask, call: Call, input: SweepInput): SweepStep {
  const play = playOf(kind, account, call, input);
  const stage = call.type === "risk" ? riskStage(task) : task.stage;
  return { ...about(kind, account), op: "adopt", task: task.id, play, stage, ending: null, ...missingWork(call, task), done: doneByBook(kind, account, task), changes: [call.reason] };
}

function closeStep(kind: PlayKind, account: SweptAccount, task: SweptTask, play: Play, input: SweepInput): SweepStep | null {
  const over = kind.ends(account, task, input);
  if (over === null) return null;
  const late = play.failedOn === null || over.outcome !== "recovered" ? "" : `, later than the ${RECOVERY_DAYS} days`;
  const reason = `${over.reason}${late}`;
  return {
    ...about(kind, account),
    op: "close",
    task: task.id,
    play,
    stage: over.outcome,
    ending: { on: input.asOf, outcome: over.outcome, reason },
    items: [],
    done: [],
    findings: [{ key: `${account.account}/${kind.intent}/closed/${input.asOf}`, text: `${over.outcome}: ${reason}.` }],
    changes: [`${over.outcome}: ${reason}`],
  };
}

function updateStep(kind: PlayKind, account: SweptAccount, task: SweptTask, play: Play, call: Call | null, input: SweepInput): SweepStep | null {
  const { asOf } = input;
  const isRisk = kind.intent === "churn";
  const stage = isRisk ? riskStage(task) : task.stage;
  const hasFailed = isRisk && play.failedOn === null && account.tier !== "green" && daysBetween(play.began, asOf) > RECOVERY_DAYS;
  const priority: Severity = hasFailed ? "critical" : play.failedOn === null ? (call?.priority ?? play.priority) : play.priority;
  const work = missingWork({ items: call !== null && !isRisk ? call.items : [], findings: isRisk ? signalFindings(graveSignals(account)) : (call?.findings ?? []) }, task);
  const next: Play = {
    ...play,
    priority,
    // A renewal's checkpoint is its reason; what made a risk one is not rewritten every day.
    reason: call !== null && kind.intent === "renewal" ? call.reason : play.reason,
    due: hasFailed ? addDays(asOf, FAILED_DUE_DAYS) : dueWith(work.items, play, asOf),
    ownerName: personIn(play.owner, account) ?? play.ownerName,
    stageSince: stage === task.stage ? play.stageSince : asOf,
    failedOn: hasFailed ? asOf : play.failedOn,
  };
  const done = doneByBook(kind, account, task);
  const failedItem = hasFailed && !task.items.includes(FAILED_ITEM) ? [notRecovered(account, next)] : [];
  const changes = [
    ...(hasFailed ? [`not back to green after ${daysBetween(play.began, asOf)} days`] : []),
    ...(next.reason === play.reason ? [] : [next.reason]),
    ...(stage === task.stage ? [] : [`stage: ${stage}`]),
    ...(priority === play.priority ? [] : [`priority: ${play.priority} → ${priority}`]),
    ...(next.ownerName === play.ownerName ? [] : [`owner: ${next.ownerName ?? "nobody"}`]),
    ...work.findings.map(({ text }) => `found: ${text.replace(/ \(.*$/s, "")}`),
    ...(work.items.length === 0 ? [] : [`${work.items.length} new on the list`]),
    ...done.map((id) => `done by the book: ${id}`),
  ];
  if (changes.length === 0) return null;
  const items = [...work.items, ...failedItem];
  return { ...about(kind, account), op: hasFailed ? "fail" : "update", task: task.id, play: next, stage, ending: null, ...work, items, done, changes };
}

/** A date that is over gives way to that of the next work. */
function dueWith(items: readonly PlannedItem[], { due }: Play, asOf: Day): Day {
  return due < asOf ? (items.map((item) => item.due).sort()[0] ?? due) : due;
}

/** Open items of the task that the book shows as done. */
function doneByBook(kind: PlayKind, account: SweptAccount, task: SweptTask): string[] {
  return (kind.done?.(account) ?? []).filter((id) => task.items.includes(id) && !task.done.includes(id));
}

function about(kind: PlayKind, { account, name, arrMinor, currency }: SweptAccount) {
  const { intent, agent, lane } = kind;
  return { intent, account, accountsOf: null, name, title: kind.title(name), question: kind.question(name), agent, lane, arrMinor, currency };
}

function playOf(kind: PlayKind, account: SweptAccount, call: Call, { asOf }: SweepInput): Play {
  const { type, trigger, reason, priority, due } = call;
  return {
    ...{ type, trigger, reason, priority, due, owner: kind.owner, ownerName: personIn(kind.owner, account), playbook: kind.playbook },
    ...{ began: asOf, stageSince: asOf, tierAtStart: account.tier, failedOn: null },
  };
}

function workOf({ items, findings }: Pick<Call, "items" | "findings">): Pick<SweepStep, "items" | "findings" | "done"> {
  return { items, findings, done: [] };
}

function missingWork({ items, findings }: Pick<Call, "items" | "findings">, task: SweptTask): Pick<SweepStep, "items" | "findings" | "done"> {
  return {
    items: items.filter(({ id }) => !task.items.includes(id)),
    findings: findings.filter(({ key }) => !task.findings.includes(key)),
    done: [],
  };
}

function notRecovered({ name }: SweptAccount, { owner, ownerName, due }: Play): PlannedItem {
  return { id: FAILED_ITEM, what: `${name} is not back to green after ${RECOVERY_DAYS} days: decide with your manager what is tried next`, owner, ownerName, due };
}
