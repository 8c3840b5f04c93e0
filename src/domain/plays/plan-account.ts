import type { Play } from "./play.ts";
import { personIn, type PlayKind } from "./play-kind.ts";
import { isOnlyWarned } from "./risk-play.ts";
import { riskStage } from "./risk-stage.ts";
import { aboutAccount, doneByBook, missingWork } from "./step-parts.ts";
import type { Call, SweepStep } from "./sweep-step.ts";
import type { SweepInput, SweptAccount, SweptTask } from "./swept.ts";
import { RECOVERY_DAYS, updateStep } from "./update-step.ts";

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
  const stage = call.type === "risk" && !isOnlyWarned(account) ? "at risk" : "open";
  return { ...aboutAccount(kind, account), op: "open", task: null, play, stage, ending: null, ...workOf(call), changes: [call.reason] };
}

/** A task that a question opened becomes one that is looked after; its words and its items stay. */
function adoptStep(kind: PlayKind, account: SweptAccount, task: SweptTask, call: Call, input: SweepInput): SweepStep {
  const play = playOf(kind, account, call, input);
  const stage = call.type === "risk" ? riskStage(task, isOnlyWarned(account)) : task.stage;
  return {
    ...aboutAccount(kind, account),
    op: "adopt",
    task: task.id,
    play,
    stage,
    ending: null,
    ...missingWork(call, task),
    done: doneByBook(kind, account, task),
    changes: [call.reason],
  };
}

function closeStep(kind: PlayKind, account: SweptAccount, task: SweptTask, play: Play, input: SweepInput): SweepStep | null {
  const over = kind.ends(account, task, input);
  if (over === null) return null;
  const late = play.failedOn === null || over.outcome !== "recovered" ? "" : `, later than the ${RECOVERY_DAYS} days`;
  const reason = `${over.reason}${late}`;
  return {
    ...aboutAccount(kind, account),
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

function playOf(kind: PlayKind, account: SweptAccount, call: Call, { asOf, workOn }: SweepInput): Play {
  const { type, trigger, reason, priority, due } = call;
  return {
    type,
    trigger,
    reason,
    priority,
    due,
    owner: kind.owner,
    ownerName: personIn(kind.owner, account),
    playbook: kind.playbook,
    began: asOf,
    stageSince: workOn,
    tierAtStart: account.tier,
    failedOn: null,
  };
}

function workOf({ items, findings }: Pick<Call, "items" | "findings">): Pick<SweepStep, "items" | "findings" | "done"> {
  return { items, findings, done: [] };
}
