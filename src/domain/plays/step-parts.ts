import type { PlayKind } from "./play-kind.ts";
import type { Call, Over, SweepStep } from "./sweep-step.ts";
import type { SweptAccount, SweptTask } from "./swept.ts";

/** What a step says of the account and the kind of task, whatever it does. */
export function aboutAccount(kind: PlayKind, swept: SweptAccount): About {
  const { account, name, arrMinor, currency } = swept;
  const { intent, agent, lane } = kind;
  return {
    intent,
    account,
    accountsOf: null,
    name,
    title: kind.title(name, swept),
    question: kind.question(name, swept),
    agent,
    lane,
    arrMinor,
    currency,
  };
}

type About = Pick<
  SweepStep,
  "intent" | "account" | "accountsOf" | "name" | "title" | "question" | "agent" | "lane" | "arrMinor" | "currency"
>;

/** The items and findings that a task does not hold yet. */
export function missingWork(
  { items, findings }: Pick<Call, "items" | "findings">,
  task: SweptTask,
): Pick<SweepStep, "items" | "findings" | "done"> {
  return {
    items: items.filter(({ id }) => !task.items.includes(id)),
    findings: findings.filter(({ key }) => !task.findings.includes(key)),
    done: [],
  };
}

/** Open items of the task that the book shows as done. */
export function doneByBook(kind: PlayKind, account: SweptAccount, task: SweptTask): string[] {
  return (kind.done?.(account) ?? []).filter((id) => task.items.includes(id) && !task.done.includes(id));
}

/** Why whatever was meant to keep the account is over; null while it is a customer. */
export function lost({ leftOn, leftUndated }: Pick<SweptAccount, "leftOn" | "leftUndated">): Over | null {
  if (leftOn === null) return null;
  return {
    outcome: "lost",
    reason: leftUndated === true ? "it is no customer by its record" : `its last subscription ended on ${leftOn}`,
  };
}
