import { addDays, type Day } from "../../../src/core/days.ts";
import type { Severity } from "../../../src/domain/brief/brief.ts";
import { planSweep, type SweepPlan, type TaskKeys } from "../../../src/domain/plays/plan-sweep.ts";
import type { SweepStep } from "../../../src/domain/plays/sweep-step.ts";
import type { SweepInput, SweptAccount, SweptTask } from "../../../src/domain/plays/swept.ts";
import type { Signal } from "../../../src/domain/signals/signal.ts";
import { printPlan } from "./print-plan.ts";

export const TODAY = "2026-11-20";

export const QUIET: SweptAccount = {
  account: "acme",
  name: "Acme",
  tier: "green",
  score: 88,
  before: {
    tier: "green",
    recorded: true,
  },
  arrMinor: 1e6,
  currency: "USD",
  csm: "Dana Fox",
  seller: "Joel",
  leftOn: null,
  signals: [],
  renewal: null,
  wonOn: null,
  kickoffOn: "2025-01-01",
  firstValueOn: "2025-01-10",
};

export function account(change: Partial<SweptAccount> = {}): SweptAccount {
  return { ...QUIET, ...change };
}

export function signal(name: string, severity: Severity, seen: Day = "2026-11-10", kind: Signal["kind"] = "risk"): Signal {
  return { account: "acme", name: "Acme", signal: name, kind, title: `it is ${name}`, severity, first_seen: seen, evidence: [] };
}

export const KEYS: TaskKeys = {
  ofAccount: (intent, id) => `${intent}/${id}`,
  ofOwner: (intent, owner) => `${intent}/book-of-${owner ?? "nobody"}`,
};

export function input(accounts: readonly SweptAccount[], tasks: readonly SweptTask[] = [], asOf: Day = TODAY): SweepInput {
  return {
    asOf,
    workOn: asOf,
    accounts,
    tasks,
    breaches: [],
    isHeldOut: () => false,
    step: (playbook, id) => ({
      what: `${playbook} ${id}`,
      owner: "customer-success-manager",
      dueOn: (from) => addDays(from, id === "kickoff" ? 3 : 2),
    }),
  };
}

export function plan(accounts: readonly SweptAccount[], tasks: readonly SweptTask[] = [], asOf: Day = TODAY): SweepPlan {
  return planSweep(input(accounts, tasks, asOf), KEYS);
}

/** The tasks as they are once a plan has been carried out. */
export function carriedOut({ steps, asOf }: SweepPlan, tasks: readonly SweptTask[] = []): SweptTask[] {
  const opened = steps.filter(({ op }) => op === "open").map((step): SweptTask => afterStep(step, asOf));
  return [
    ...tasks.map((task) => {
      const step = steps.find((one) => one.task === task.id);
      return step === undefined ? task : afterStep(step, asOf, task);
    }),
    ...opened,
  ];
}

function afterStep(step: SweepStep, asOf: Day, task?: SweptTask): SweptTask {
  const key = step.account === null ? KEYS.ofOwner(step.intent, step.accountsOf) : KEYS.ofAccount(step.intent, step.account);
  return {
    id: task?.id ?? `${key.replace("/", "-")}-${asOf}`,
    key,
    title: step.title,
    isOpen: step.ending === null,
    updatedAsOf: asOf,
    stage: step.stage,
    play: step.play,
    ending: step.ending,
    started: task?.started ?? [],
    items: [...(task?.items ?? []), ...step.items.map(({ id }) => id)],
    done: [...(task?.done ?? []), ...step.done],
    findings: [...(task?.findings ?? []), ...step.findings.map(({ key: finding }) => finding)],
  };
}

export const later = (days: number): Day => addDays(TODAY, days);

/** An account that has been yellow for long, and one that has turned so. */
export const YELLOW = { tier: "yellow", score: 61.25, before: { tier: "yellow", recorded: true } } as const;
export const FELL = account({ ...YELLOW, before: { tier: "green", recorded: true } });

export function stuck(tickets: number | string | null, severity: Severity = "high", seen: Day = "2026-11-10"): Signal {
  return {
    ...signal("tickets_stuck", severity, seen),
    evidence: [
      { metric: "oldest", title: "oldest", value: 9, unit: "days", formula: "age" },
      { metric: "open_urgent_tickets", title: "open high-priority tickets", value: tickets, unit: "count", formula: "count" },
    ],
  };
}

/** Tasks as a person or a question left them. */
export function byHand(tasks: readonly SweptTask[], change: Partial<SweptTask>): SweptTask[] {
  return tasks.map((task) => ({ ...task, ...change }));
}

/** A plan in full, for the eye. */
export function told(swept: readonly SweptAccount[], tasks: readonly SweptTask[] = [], asOf: Day = TODAY): string {
  return printPlan(plan(swept, tasks, asOf));
}
