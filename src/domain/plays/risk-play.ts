import { compareText } from "../../core/compare-text.ts";
import { daysBetween } from "../../core/days.ts";
import { count, list } from "../../core/text.ts";
import { type Severity, SEVERITIES } from "../brief/brief.ts";
import { type Tier, worse } from "../health/tier.ts";
import type { Signal } from "../signals/signal.ts";
import { itemsOf, type PlayKind, signalFindings } from "./play-kind.ts";
import { lost } from "./step-parts.ts";
import type { Call, Over } from "./sweep-step.ts";
import { isSweptSignal, STALLED, TICKETS_STUCK } from "./swept-signals.ts";
import type { SweepInput, SweptAccount, SweptTask } from "./swept.ts";

const NAMED = 3;
const FIRST_STEPS = ["assess", "reach-out"];

/** Outreach to an account that has turned yellow or red, or sends grave signals. */
export const RISK_PLAY: PlayKind = {
  intent: "churn",
  playbook: "churn-diagnosis",
  steps: ["assess", "reach-out", "recovery-plan", "weekly"],
  agent: "retention-specialist",
  lane: "account-management",
  owner: "customer-success-manager",
  title: (name, account) => (isOnlyWarned(account) ? warningTitle(name, graveSignals(account)) : `Bring ${name} back to green`),
  question: (name, account) =>
    isOnlyWarned(account) ? `What is wrong at ${name}, and is it at risk?` : `Why is ${name} at risk, and what brings it back?`,
  calls: riskCall,
  ends: riskOver,
};

function riskCall(account: SweptAccount, input: SweepInput): Call | null {
  const { tier, before } = account;
  const grave = graveSignals(account);
  const fell = tier !== null && before.tier !== null && worse(tier, before.tier);
  // A book that was never scored before may hold accounts that have been red for long: somebody has to know.
  const redFromTheStart = tier === "red" && !before.recorded;
  if (!fell && !redFromTheStart && grave.length === 0) return null;
  const isHealth = fell || redFromTheStart;
  // A recovery plan is for an account that has something to recover.
  const steps = isOnlyWarned(account) ? FIRST_STEPS : RISK_PLAY.steps;
  const items = itemsOf({ ...RISK_PLAY, steps }, account, input);
  const since = isHealth
    ? input.asOf
    : (grave
        .map(({ first_seen: seen }) => seen)
        .sort()
        .at(-1) ?? input.asOf);
  return {
    trigger: isHealth ? "health" : "signal",
    type: "risk",
    reason: [
      ...(fell
        ? [`health fell from ${before.tier ?? ""} to ${tier}${scoreOf(account)}`]
        : redFromTheStart
          ? [`health is red${scoreOf(account)}`]
          : []),
      ...(grave.length === 0 ? [] : [namesOf(grave)]),
    ].join("; "),
    priority: priorityOf(tier, grave, account),
    due:
      items.find(({ id }) => id.endsWith("/reach-out"))?.due ??
      input.step("churn-diagnosis", "reach-out")?.dueOn(input.workOn, () => null) ??
      input.workOn,
    items,
    findings: signalFindings(grave),
    since,
  };
}

function riskOver(account: SweptAccount, { play }: SweptTask, { asOf }: SweepInput): Over | null {
  const { tier } = account;
  const left = lost(account);
  if (left !== null) return left;
  const days = count(daysBetween(play?.began ?? asOf, asOf), "day");
  const grave = graveSignals(account);
  // A score that has climbed over the line is no recovery while they have given notice.
  if (grave.some(({ severity }) => severity === "critical")) return null;
  if (play?.trigger === "health")
    return tier === "green" ? { outcome: "recovered", reason: `back to green${scoreOf(account)} after ${days}` } : null;
  if (grave.length > 0) return null;
  if (tier !== null && play?.tierAtStart !== null && play?.tierAtStart !== undefined && worse(tier, play.tierAtStart)) return null;
  return { outcome: "recovered", reason: `the signals are gone after ${days}` };
}

/** Early warnings of high or critical severity, the gravest first. */
export function graveSignals({ signals }: SweptAccount): Signal[] {
  return signals
    .filter((one) => one.kind === "risk" && one.signal !== STALLED && isSweptSignal(one, one.severity))
    .sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || compareText(a.signal, b.signal));
}

/** Whether an account sends warnings while its health is neither yellow nor red and none of them is critical: nothing has to be won back yet. */
export function isOnlyWarned(account: SweptAccount): boolean {
  const grave = graveSignals(account);
  return (account.tier === null || account.tier === "green") && grave.length > 0 && grave.every(({ severity }) => severity !== "critical");
}

/** "Get the 2 high-priority tickets of Acme solved", "Clear the warning at Acme: logins are down". */
function warningTitle(name: string, grave: readonly Signal[]): string {
  const [first] = grave;
  if (grave.length === 1 && first?.signal === TICKETS_STUCK) {
    const tickets = first.evidence.find(({ metric }) => metric === "open_urgent_tickets")?.value;
    return `Get the ${typeof tickets === "number" && tickets > 1 ? `${tickets} high-priority tickets` : "high-priority ticket"} of ${name} solved`;
  }
  return `Clear the ${grave.length === 1 ? "warning" : "warnings"} at ${name}: ${namesOf(grave)}`;
}

/** Red with a renewal at hand or a critical signal is critical; red is high; so is anything with a grave signal. */
function priorityOf(tier: Tier | null, grave: readonly Signal[], { renewal }: SweptAccount): Severity {
  if (grave.some(({ severity }) => severity === "critical")) return "critical";
  if (tier === "red") return renewal === null ? "high" : "critical";
  return grave.length > 0 ? "high" : "medium";
}

function namesOf(signals: readonly Signal[]): string {
  const shown = signals.slice(0, NAMED).map(({ title }) => title);
  return signals.length > NAMED ? `${shown.join(", ")} and ${signals.length - NAMED} more` : list(shown);
}

function scoreOf({ score }: SweptAccount): string {
  return score === null ? "" : ` (score ${score.toFixed(1)})`;
}
