import type { TriageAccount } from "./ticket.ts";
import type { Priority } from "./triaged.ts";

/** From this yearly revenue (minor units) on, an account is strategic. */
const STRATEGIC = 10_000_000;

/** Why a ticket ranks above what its words say: who writes it. */
export function raiseOf(priority: string, account: TriageAccount | undefined, churnIntent: boolean, feeling: number): string | undefined {
  if (account === undefined || priority !== "p3") return undefined;
  if ((account.arrMinor ?? 0) >= STRATEGIC && (churnIntent || feeling < -0.3)) return "raised: a strategic account is unhappy";
  return account.tier === "red" && (churnIntent || feeling < -0.3) ? "raised: the account's health is red" : undefined;
}

/**
 * A ticket that the source puts above what its words say is at least p2. Its `high` is said too often to count against words that were read: it
 * makes a p3 of what was not, or is not written for the first time.
 */
export function raisedBy(source: string | undefined, priority: Priority, isBacked: boolean): Priority {
  if (source === undefined || priority === "p1" || priority === "p2") return priority;
  if (/^(?:urgent|critical|blocker|highest|p1)$/.test(source)) return "p2";
  return source === "high" && isBacked ? "p3" : priority;
}
