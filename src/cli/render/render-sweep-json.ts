import type { SweepReport } from "../../app/sweep.ts";
import type { SweepStep } from "../../domain/plays/sweep-step.ts";

/** The sweep as JSON: totals, then one object a task that was touched, in the order of the plan. */
export function sweepJson(report: SweepReport): object {
  return { ...totals(report), steps: report.plan.steps.map((step) => stepJson(step, report)) };
}

/** The same as NDJSON: one line a task, then the totals. */
export function sweepLines(report: SweepReport): string {
  return [...report.plan.steps.map((step) => stepJson(step, report)), totals(report)].map((line) => `${JSON.stringify(line)}\n`).join("");
}

function totals(report: SweepReport): object {
  const { asOf, model, dryRun, accounts, tiers, plan, leftAlone, openTasks, recorded, handovers, patterns, outcomes } = report;
  const done = (op: SweepStep["op"]): number => plan.steps.filter((step) => step.op === op).length;
  return {
    as_of: asOf,
    model,
    dry_run: dryRun,
    accounts,
    tiers,
    opened: done("open"),
    taken_on: done("adopt"),
    updated: done("update"),
    failed: done("fail"),
    closed: done("close"),
    held_out: plan.heldOut,
    settled: plan.settled,
    left_alone: leftAlone,
    open_tasks: openTasks,
    recorded,
    handovers,
    patterns,
    outcomes,
  };
}

function stepJson(step: SweepStep, { applied }: SweepReport): object {
  const { op, intent, account, name, play, stage, ending, items, done, findings, changes, arrMinor, currency } = step;
  const own = applied.find((one) => one.step === step);
  return {
    op,
    task: own?.task ?? step.task,
    intent,
    account,
    name,
    type: play.type,
    reason: play.reason,
    priority: play.priority,
    stage,
    stage_since: play.stageSince,
    owner: play.owner,
    owner_name: play.ownerName,
    due: play.due,
    playbook: play.playbook,
    began: play.began,
    tier_at_start: play.tierAtStart,
    failed_on: play.failedOn,
    outcome: ending?.outcome ?? null,
    outcome_reason: ending?.reason ?? null,
    changes,
    items: items.map(({ id, what, owner, ownerName, due }) => ({ id, what, owner, owner_name: ownerName, due })),
    done,
    findings: findings.map(({ text }) => text),
    arr_minor: arrMinor,
    currency: arrMinor === null ? null : currency,
    files: own?.files ?? [],
    kept: own?.kept ?? [],
    conflicts: own?.conflicts ?? [],
  };
}
