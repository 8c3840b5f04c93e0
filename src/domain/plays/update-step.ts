import { addDays, type Day, daysBetween } from "../../core/days.ts";
import type { Severity } from "../brief/brief.ts";
import { worse } from "../health/tier.ts";
import type { Play } from "./play.ts";
import { itemsOf, personIn, type PlayKind, signalFindings } from "./play-kind.ts";
import { graveSignals, isOnlyWarned } from "./risk-play.ts";
import { riskStage, WATCHED } from "./risk-stage.ts";
import { aboutAccount, doneByBook, missingWork } from "./step-parts.ts";
import type { Call, PlannedItem, SweepStep } from "./sweep-step.ts";
import type { SweepInput, SweptAccount, SweptTask } from "./swept.ts";

/** Days in which an account should be back to green. */
export const RECOVERY_DAYS = 30;
const FAILED_DUE_DAYS = 2;
const FAILED_ITEM = "sweep/not-recovered";

/** What is new in a task that goes on: its stage, priority, owner, items and findings, and that it is not recovered in time. Null where nothing is. */
export function updateStep(
  kind: PlayKind,
  account: SweptAccount,
  task: SweptTask,
  play: Play,
  call: Call | null,
  input: SweepInput,
): SweepStep | null {
  const { asOf, workOn } = input;
  const isRisk = kind.intent === "churn";
  const stage = isRisk ? riskStage(task, isOnlyWarned(account)) : task.stage;
  // What was a warning has become a risk: the rest of the playbook's steps belong to it now.
  const hasWorsened = isRisk && task.stage === WATCHED && stage !== WATCHED;
  const hasFailed = isRisk && play.failedOn === null && account.tier !== "green" && daysBetween(play.began, asOf) > RECOVERY_DAYS;
  const priority: Severity = hasFailed ? "critical" : play.failedOn === null ? (call?.priority ?? play.priority) : play.priority;
  const work = missingWork(
    {
      items: hasWorsened ? itemsOf(kind, account, input) : call !== null && !isRisk ? call.items : [],
      findings: isRisk ? signalFindings(graveSignals(account)) : (call?.findings ?? []),
    },
    task,
  );
  const next: Play = {
    ...play,
    priority,
    reason: reasonOf(kind, account, play, call, asOf),
    due: hasFailed ? addDays(workOn, FAILED_DUE_DAYS) : dueWith(work.items, play, workOn),
    ownerName: personIn(play.owner, account) ?? play.ownerName,
    stageSince: stage === task.stage ? play.stageSince : workOn,
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
  return {
    ...aboutAccount(kind, account),
    op: hasFailed ? "fail" : "update",
    task: task.id,
    play: next,
    stage,
    ending: null,
    ...work,
    items,
    done,
    changes,
  };
}

/** A renewal's checkpoint is its reason. What made a risk one is not rewritten every day; where the health falls further, that is the newer reason, with its day. */
function reasonOf(kind: PlayKind, { tier, before }: SweptAccount, play: Play, call: Call | null, asOf: Day): string {
  if (call === null) return play.reason;
  if (kind.intent === "renewal") return call.reason;
  const fellFurther = kind.intent === "churn" && play.began < asOf && tier !== null && before.tier !== null && worse(tier, before.tier);
  return fellFurther ? `on ${asOf} ${call.reason}` : play.reason;
}

/** A date that is over gives way to that of the next work. */
function dueWith(items: readonly PlannedItem[], { due }: Play, workOn: Day): Day {
  return due < workOn ? (items.map((item) => item.due).sort()[0] ?? due) : due;
}

function notRecovered({ name }: SweptAccount, { owner, ownerName, due }: Play): PlannedItem {
  return {
    id: FAILED_ITEM,
    what: `${name} is not back to green after ${RECOVERY_DAYS} days: decide with your manager what is tried next`,
    owner,
    ownerName,
    due,
  };
}
