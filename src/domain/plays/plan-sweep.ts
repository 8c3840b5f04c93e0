import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import { SEVERITIES } from "../brief/brief.ts";
import { GROWTH_PLAY } from "./growth-play.ts";
import { ONBOARDING_PLAY } from "./onboarding-play.ts";
import { planAccount } from "./plan-account.ts";
import { planStandards } from "./plan-standards.ts";
import type { PlayKind } from "./play-kind.ts";
import { RENEWAL_PLAY } from "./renewal-play.ts";
import { RISK_PLAY } from "./risk-play.ts";
import { SWEEP_OPS, type SweepStep } from "./sweep-step.ts";
import type { SweepInput, SweptAccount, SweptTask } from "./swept.ts";

/** The kinds of task that a sweep looks after, account by account. */
export const PLAY_KINDS: readonly PlayKind[] = [RISK_PLAY, RENEWAL_PLAY, ONBOARDING_PLAY, GROWTH_PLAY];

/** What a sweep is going to do: a value, made without touching anything. The same input gives the same plan, whatever the order of its rows. */
export interface SweepPlan {
  readonly asOf: Day;
  /** What failed first, then what opens, by priority and revenue. */
  readonly steps: readonly SweepStep[];
  /** Accounts that would have got a task, and are held out to measure against. */
  readonly heldOut: number;
  /** Red accounts whose task was closed and that have none now, by account, with the day on which the last one was. */
  readonly settled: readonly SettledRisk[];
}

interface SettledRisk {
  readonly account: string;
  readonly name: string;
  readonly on: Day;
}

/** The key of an account's task of a kind, and of somebody's list; as task files have it. */
export interface TaskKeys {
  readonly ofAccount: (intent: string, account: string) => string;
  readonly ofOwner: (intent: string, owner: string | null) => string;
}

/** Decides what a sweep does. */
export function planSweep(input: SweepInput, keys: TaskKeys): SweepPlan {
  const tasks = byKey(input.tasks);
  const steps: SweepStep[] = [];
  let heldOut = 0;
  const settled: SettledRisk[] = [];
  for (const account of input.accounts) {
    const ofKind = (kind: PlayKind): readonly SweptTask[] => tasks.get(keys.ofAccount(kind.intent, account.account)) ?? [];
    let risk: SweepStep | null = null;
    for (const kind of PLAY_KINDS) {
      const own = ofKind(kind);
      const isWanted: boolean = kind !== GROWTH_PLAY || own.some(({ isOpen }) => isOpen) || !isInTrouble(ofKind(RISK_PLAY), risk);
      const step: SweepStep | null = isWanted ? planAccount(kind, account, own, input) : null;
      if (kind === RISK_PLAY) {
        risk = step;
        settled.push(...settledRisk(account, own, step));
      }
      if (step !== null) steps.push(step);
      else if (isHeldBack(kind, account, own, input)) heldOut += 1;
    }
  }
  for (const owner of ownersOf(input)) {
    const breaches = input.breaches.filter((breach) => breach.owner === owner);
    const step = planStandards(owner, breaches, tasks.get(keys.ofOwner("standards", owner)) ?? [], input);
    if (step !== null) steps.push(step);
  }
  return {
    asOf: input.asOf,
    steps: steps.sort(mostUrgentFirst),
    heldOut,
    settled: settled.sort((a, b) => compareText(a.account, b.account)),
  };
}

/** No offer to an account that somebody is trying to save. */
function isInTrouble(risks: readonly SweptTask[], step: SweepStep | null): boolean {
  return step === null ? risks.some(({ isOpen }) => isOpen) : step.op !== "close";
}

function settledRisk({ account, name, tier, leftOn }: SweptAccount, own: readonly SweptTask[], step: SweepStep | null): SettledRisk[] {
  if (tier !== "red" || leftOn !== null || step !== null || own.some(({ isOpen }) => isOpen)) return [];
  const on = own
    .map(({ ending, updatedAsOf }) => ending?.on ?? updatedAsOf)
    .sort()
    .at(-1);
  return on === undefined ? [] : [{ account, name, on }];
}

function isHeldBack(kind: PlayKind, account: SweptAccount, own: readonly SweptTask[], input: SweepInput): boolean {
  return (
    account.leftOn === null &&
    input.isHeldOut(account.account, kind.intent) &&
    !own.some(({ isOpen }) => isOpen) &&
    kind.calls(account, input) !== null
  );
}

function byKey(tasks: readonly SweptTask[]): ReadonlyMap<string, readonly SweptTask[]> {
  const found = new Map<string, SweptTask[]>();
  // Of several open ones the last opened counts, as everywhere; ids end in the week.
  for (const task of [...tasks].sort((a, b) => (a.id < b.id ? 1 : -1))) {
    const known = found.get(task.key);
    if (known === undefined) found.set(task.key, [task]);
    else known.push(task);
  }
  return found;
}

/** Everybody with a breach or a list, in the order of their names; null, nobody's, first. */
function ownersOf({ breaches, tasks }: SweepInput): (string | null)[] {
  const lists = tasks.filter(({ play, isOpen }) => isOpen && play?.trigger === "standards").map(({ play }) => play?.ownerName ?? null);
  const owners = new Set([...breaches.map(({ owner }) => owner), ...lists]);
  return [...owners].sort((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1));
}

function mostUrgentFirst(a: SweepStep, b: SweepStep): number {
  return (
    SWEEP_OPS.indexOf(a.op) - SWEEP_OPS.indexOf(b.op) ||
    SEVERITIES.indexOf(b.play.priority) - SEVERITIES.indexOf(a.play.priority) ||
    (b.arrMinor ?? -1) - (a.arrMinor ?? -1) ||
    compareText(a.account ?? "", b.account ?? "") ||
    compareText(a.intent, b.intent) ||
    compareText(a.name, b.name)
  );
}
