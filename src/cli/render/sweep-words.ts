import type { SweepReport } from "../../app/sweep.ts";
import { count } from "../../core/text.ts";
import type { SweepOp, SweepStep } from "../../domain/plays/sweep-step.ts";

/** What each thing is called that a sweep does, in the past and as a plan. */
const WORDS: Readonly<Record<SweepOp, readonly [done: string, planned: string]>> = {
  fail: ["Not recovered in time", "Would be told as not recovered in time"],
  open: ["Opened", "Would be opened"],
  adopt: ["Taken on, opened by a question before", "Would be taken on, opened by a question before"],
  update: ["Brought up to date", "Would be brought up to date"],
  close: ["Closed", "Would be closed"],
};

export function sweepHeading(op: SweepOp, isDry: boolean): string {
  return WORDS[op][isDry ? 1 : 0];
}

/** "12 opened, 3 closed", or that nothing was to be done. */
export function sweepTally({ plan, dryRun, leftAlone }: SweepReport): string {
  const words: Readonly<Record<SweepOp, string>> = {
    fail: "not recovered in time",
    open: "opened",
    adopt: "taken on",
    update: "brought up to date",
    close: "closed",
  };
  const ops = [...new Set(plan.steps.map(({ op }) => op))];
  const told = ops.map((op) => `${plan.steps.filter((step) => step.op === op).length} ${words[op]}`);
  const alone =
    leftAlone.length === 0
      ? ""
      : ` ${count(leftAlone.length, "task")} left alone: ${leftAlone.length === 1 ? "its file" : "their files"} cannot be read.`;
  if (told.length === 0) return alone === "" ? "Nothing to do: all tasks are as the book calls for." : `Nothing else to do.${alone}`;
  return `${count(plan.steps.length, "task")}${dryRun ? " to change" : ""}: ${told.join(", ")}.${alone}`;
}

/** "41 customers: 30 green, 8 yellow, 3 red". */
export function sweepTiers({ accounts, tiers }: SweepReport): string {
  const unknown = tiers.unknown === 0 ? "" : `, ${tiers.unknown} with too little data for a score`;
  return `${count(accounts, "customer")}: ${tiers.green} green, ${tiers.yellow} yellow, ${tiers.red} red${unknown}`;
}

/** "high churn"; "high warning" for an account that is warned of while its health is good. */
export function sweepKind({ play, intent, stage }: Pick<SweepStep, "play" | "intent" | "stage">): string {
  return `${play.priority} ${intent === "churn" && stage === "open" ? "warning" : intent}`;
}

/** Whose task it is: the person, else the role. */
export function sweepOwner({ play }: SweepStep): string {
  return play.ownerName ?? play.owner;
}
