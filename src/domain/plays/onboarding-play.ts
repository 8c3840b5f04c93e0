import { itemsOf, type PlayKind, signalFindings } from "./play-kind.ts";
import { lost } from "./step-parts.ts";
import type { Call, Over } from "./sweep-step.ts";
import { STALLED } from "./swept-signals.ts";
import type { SweepInput, SweptAccount, SweptTask } from "./swept.ts";

/** The kickoff after a deal is won, and an onboarding that does not get on. */
export const ONBOARDING_PLAY: PlayKind = {
  intent: "onboarding",
  playbook: "onboarding",
  steps: ["kickoff", "checkin", "training"],
  agent: "customer-success",
  lane: "customer-success",
  owner: "customer-success",
  title: (name) => `Onboard ${name}`,
  question: (name) => `Where does the onboarding of ${name} stand?`,
  calls: (account, input) => wonCall(account, input) ?? stalledCall(account, input),
  ends: onboardingOver,
  done: ({ kickoffOn }) => (kickoffOn === null ? [] : ["onboarding/kickoff"]),
};

function wonCall(account: SweptAccount, input: SweepInput): Call | null {
  const { wonOn, kickoffOn } = account;
  if (wonOn === null || kickoffOn !== null) return null;
  // Counted from the day it was won, not from today's sweep: what is late stays late.
  const items = itemsOf(ONBOARDING_PLAY, account, input, wonOn);
  const due = items.find(({ id }) => id === "onboarding/kickoff")?.due ?? wonOn;
  const isLate = due < input.workOn;
  return {
    trigger: "won",
    type: "lifecycle",
    reason: `won on ${wonOn}: kickoff by ${due}`,
    priority: isLate ? "critical" : "high",
    due,
    items,
    findings: [],
    since: wonOn,
  };
}

function stalledCall(account: SweptAccount, input: SweepInput): Call | null {
  const signal = account.signals.find((one) => one.signal === STALLED);
  if (signal === undefined) return null;
  const steps = ["unblock", ...(account.kickoffOn === null ? ["kickoff"] : []), "checkin"];
  const items = itemsOf({ playbook: "onboarding", steps }, account, input);
  return {
    trigger: "stalled",
    type: "risk",
    reason: `${signal.title}, since ${signal.first_seen}`,
    priority: signal.severity,
    due: items[0]?.due ?? input.workOn,
    items,
    findings: signalFindings([signal]),
    since: signal.first_seen,
  };
}

function onboardingOver(account: SweptAccount, { play }: SweptTask): Over | null {
  const left = lost(account);
  if (left !== null) return left;
  const { kickoffOn, firstValueOn, signals } = account;
  if (signals.some(({ signal }) => signal === STALLED)) return null;
  if (play?.trigger === "stalled") return { outcome: "done", reason: "the onboarding gets on again" };
  if (kickoffOn === null || firstValueOn === null) return null;
  return { outcome: "done", reason: `kickoff held on ${kickoffOn}, first value reached on ${firstValueOn}` };
}
