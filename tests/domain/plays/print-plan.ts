import type { SweepPlan } from "../../../src/domain/plays/plan-sweep.ts";
import type { SweepStep } from "../../../src/domain/plays/sweep-step.ts";

/** A plan with everything it holds, for the eye: nothing in a step is left out. */
export function printPlan({ asOf, steps, heldOut, settled }: SweepPlan): string {
  const rest = settled.map(({ account, name, on }) => `settled ${account} (${name}) on ${on}`);
  return [`as of ${asOf}, ${heldOut} held out`, ...rest, ...steps.map(printStep)].join("\n");
}

function printStep(step: SweepStep): string {
  const { op, intent, account, accountsOf, name, title, question, agent, lane, task, play, stage, ending, items, done, findings, changes } =
    step;
  const who = (role: string, person: string | null): string => `${role}/${person ?? "?"}`;
  return [
    `${op} ${intent} ${account ?? `accounts of ${accountsOf ?? "nobody"}`} (${name}) task ${task ?? "new"}`,
    `  ${title} | ${question} | ${agent}@${lane} | ${step.arrMinor ?? "-"} ${step.currency}`,
    `  ${play.type}/${play.trigger}/${play.playbook} ${play.priority} ${who(play.owner, play.ownerName)} due ${play.due} began ${play.began}`,
    `  ${stage} since ${play.stageSince}, started ${play.tierAtStart ?? "-"}, failed ${play.failedOn ?? "-"}: ${play.reason}`,
    ...(ending === null ? [] : [`  ended ${ending.on} ${ending.outcome}: ${ending.reason ?? "-"}`]),
    ...items.map((item) => `  [ ] ${item.id} | ${item.what} | ${who(item.owner, item.ownerName)} | ${item.due}`),
    ...done.map((id) => `  [x] ${id}`),
    ...findings.map(({ key, text }) => `  * ${key} | ${text}`),
    ...changes.map((change) => `  > ${change}`),
  ].join("\n");
}
