import { addDays, daysBetween } from "../../core/days.ts";
import type { Severity } from "../brief/brief.ts";
import { itemsOf, type PlayKind } from "./play-kind.ts";
import { lost } from "./step-parts.ts";
import type { Call, Over } from "./sweep-step.ts";
import type { SweepInput, SweptAccount } from "./swept.ts";

/** Days before the end of a term at which a renewal is looked at, and what is added to its list then. */
const CHECKPOINTS = [
  { days: 90, priority: "medium", steps: ["document-value", "open-talk"] },
  { days: 60, priority: "high", steps: ["review"] },
  { days: 30, priority: "critical", steps: ["terms"] },
] as const satisfies readonly { days: number; priority: Severity; steps: readonly string[] }[];

/** How far ahead a renewal is a task. */
export const RENEWAL_DAYS = 90;

/** The renewal conversation, from 90 days ahead, graver at 60 and 30. */
export const RENEWAL_PLAY: PlayKind = {
  intent: "renewal",
  playbook: "renewal",
  steps: CHECKPOINTS.flatMap(({ steps }) => [...steps]),
  agent: "customer-success",
  lane: "customer-success",
  owner: "customer-success-manager",
  title: (name) => `Renew ${name}`,
  question: (name) => `How does the renewal of ${name} stand?`,
  calls: renewalCall,
  ends: renewalOver,
  done: ({ renewal }) => ((renewal?.talks ?? 0) > 0 ? ["renewal/open-talk"] : []),
};

function renewalCall(account: SweptAccount, input: SweepInput): Call | null {
  const { renewal } = account;
  if (renewal === null) return null;
  const left = daysBetween(input.asOf, renewal.on);
  const reached = CHECKPOINTS.filter(({ days }) => left <= days);
  const last = reached.at(-1);
  if (last === undefined) return null;
  const steps = reached.flatMap((point) => [...point.steps]).filter((step) => step !== "open-talk" || (renewal.talks ?? 0) === 0);
  const items = itemsOf({ playbook: "renewal", steps }, account, input);
  return {
    trigger: "renewal",
    type: "lifecycle",
    reason:
      left < 0
        ? `the term ended on ${renewal.on} and no new one is on record`
        : `renews on ${renewal.on}: ${last.days}-day checkpoint${renewal.talks === 0 ? ", not talked about yet" : ""}`,
    priority: last.priority,
    due: items.map(({ due }) => due).sort()[0] ?? renewal.on,
    items,
    findings: [],
    since: addDays(renewal.on, -RENEWAL_DAYS),
  };
}

function renewalOver(account: SweptAccount): Over | null {
  const left = lost(account);
  if (left !== null) return left;
  const { renewal } = account;
  return renewal === null ? { outcome: "done", reason: `no term ends within ${RENEWAL_DAYS} days any more` } : null;
}
