import { addDays, type Day, daysBetween } from "../../core/days.ts";
import type { Outlook } from "./outlook.ts";

export interface NextStep {
  readonly what: string;
  /** The role whose step it is: success leads the renewal conversation, sales supports with quote and contract. */
  readonly owner: "customer-success-manager" | "account-executive" | "retention-specialist";
  readonly due: Day;
}

export interface StepFigures {
  /** The day from which steps are due. */
  readonly asOf: Day;
  readonly renewalOn: Day;
  readonly outlook: Outlook;
  /** Null where no export holds meetings. */
  readonly talks: number | null;
  /** Day for which the next conversation is booked. */
  readonly bookedOn?: Day | null | undefined;
  /** True where the seller has an open deal for it. */
  readonly deal: boolean;
  /** True where nothing but the silence puts it at risk. */
  readonly silent: boolean;
  /** True where owner and figures differ. */
  readonly disagree: boolean;
}

/** Days before the renewal by which the conversation, the quote and the signature are due. */
const TALK = 90;
const QUOTE = 45;
const SIGNATURE = 14;

/**
 * The one step that comes next. A risk always gets a plan within a week, at the latest two days before the date, or the overdue
 * conversation where that is all that is wrong; a disagreement is put before a manager; else the conversation (90 days ahead), the quote (45) and the signature (14). Nothing is due before tomorrow.
 */
export function nextStep({ asOf, renewalOn, outlook, talks, bookedOn, deal, silent, disagree }: StepFigures): NextStep {
  const tomorrow = addDays(asOf, 1);
  const by = (day: Day): Day => (day > tomorrow ? day : tomorrow);
  const left = daysBetween(asOf, renewalOn);
  if (left < 0)
    return {
      what: "Settle with the customer whether the contract goes on: its date has passed",
      owner: "customer-success-manager",
      due: tomorrow,
    };
  if (outlook === "at risk") {
    const soonest = [addDays(asOf, 7), addDays(renewalOn, -2)].sort()[0] ?? tomorrow;
    const manager = disagree ? ", and take the differing judgement to the manager" : "";
    if (silent) return { what: `Open the renewal conversation now${manager}`, owner: "customer-success-manager", due: tomorrow };
    const what = disagree ? `Agree a save plan${manager}` : "Agree a save plan with the customer's decision maker";
    return { what, owner: "retention-specialist", due: by(soonest) };
  }
  if (talks === 0 && bookedOn)
    return { what: "Hold the renewal conversation that is booked", owner: "customer-success-manager", due: by(bookedOn) };
  if (talks === 0 || talks === null)
    return {
      what: talks === null ? "Make sure that the renewal conversation is open" : "Open the renewal conversation",
      owner: "customer-success-manager",
      due: by(left > TALK ? addDays(renewalOn, -TALK) : addDays(asOf, 2)),
    };
  if (left > QUOTE || !deal) return { what: "Send quote and terms", owner: "account-executive", due: by(addDays(renewalOn, -QUOTE)) };
  return { what: "Get the signature", owner: "account-executive", due: by(addDays(renewalOn, -SIGNATURE)) };
}
