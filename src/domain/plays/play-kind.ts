import type { Day } from "../../core/days.ts";
import { formatFact } from "../facts/format-value.ts";
import type { Signal } from "../signals/signal.ts";
import type { Call, Over, PlannedFinding, PlannedItem } from "./sweep-step.ts";
import type { SweepInput, SweptAccount, SweptTask } from "./swept.ts";

/** One kind of task that a sweep looks after: what calls for it, its playbook's steps, and when it is over. Pure. */
export interface PlayKind {
  /** First part of the task's key. */
  readonly intent: string;
  readonly playbook: string;
  /** Steps of the playbook that stand on the checklist, whatever the cause. */
  readonly steps: readonly string[];
  readonly agent: string;
  readonly lane: string;
  /** The role that has the task. */
  readonly owner: string;
  readonly title: (name: string, account: SweptAccount) => string;
  readonly question: (name: string, account: SweptAccount) => string;
  readonly calls: (account: SweptAccount, input: SweepInput) => Call | null;
  readonly ends: (account: SweptAccount, task: SweptTask, input: SweepInput) => Over | null;
  /** Ids of items that the book shows as done. */
  readonly done?: (account: SweptAccount) => readonly string[];
}

/** The kind's steps as items, due from a day on; a step that its playbook no longer has, or that needs a value to be said, is left out. */
export function itemsOf(
  { playbook, steps }: Pick<PlayKind, "playbook" | "steps">,
  account: SweptAccount,
  { step, workOn }: SweepInput,
  from: Day = workOn,
): PlannedItem[] {
  const dateOf = (metric: string): Day | null => (metric === "renewal_on" ? (account.renewal?.on ?? null) : null);
  return steps.flatMap((id) => {
    const rule = step(playbook, id);
    if (rule === undefined || rule.what.includes("{")) return [];
    const ownerName = personIn(rule.owner, account);
    return [{ id: `${playbook}/${id}`, what: rule.what, owner: rule.owner, ownerName, due: rule.dueOn(from, dateOf) }];
  });
}

/** Who holds a role for an account, as far as the book names people in it. */
export function personIn(role: string, { csm, seller }: Pick<SweptAccount, "csm" | "seller">): string | null {
  if (role === "account-executive") return seller;
  return role === "customer-success-manager" || role === "customer-success" ? csm : null;
}

/** One finding a signal and run of it, with its figures. */
export function signalFindings(signals: readonly Signal[]): PlannedFinding[] {
  return signals.map(({ account, signal, first_seen: seen, title, severity, evidence }) => {
    const figures = evidence.slice(0, 3).map((figure) => `${figure.title}: ${formatFact(figure)}`);
    const told = figures.length === 0 ? "" : ` ${figures.join("; ")}.`;
    return { key: `${account}/signal/${signal}/${seen}`, text: `${title} (${severity}, since ${seen}).${told}` };
  });
}
