import { type Day, daysBetween } from "../../core/days.ts";
import { count } from "../../core/text.ts";
import type { Severity } from "../brief/brief.ts";
import { atLeast } from "../standards/severity.ts";
import type { Tier } from "../health/tier.ts";

/** How a renewal is expected to go, best first. */
export const OUTLOOKS = ["commit", "likely", "at risk"] as const;
export type Outlook = (typeof OUTLOOKS)[number];

/** What the outlook of one renewal rests on; null where the book does not say. */
export interface RenewalFigures {
  readonly asOf: Day;
  readonly renewalOn: Day;
  readonly tier: Tier | null;
  /** Warnings of the account, the one about the renewal itself left out. */
  readonly warnings: readonly { readonly signal?: string; readonly title: string; readonly severity: Severity }[];
  /** Held conversations about the renewal; null where no export holds meetings. */
  readonly talks: number | null;
  /** Day for which the next one is booked. */
  readonly bookedOn?: Day | null | undefined;
  /** Day on which the customer asked to leave. */
  readonly cancelledOn: Day | null;
  /** Day on which the contract ends as it is set not to renew, where no day of the request is on record. */
  readonly lapsesOn: Day | null;
  readonly overdueDays: number | null;
}

/** A renewal is talked about from 90 days ahead on; with fewer days left than this, silence itself is a risk. */
const SILENCE_IS_RISK = 30;
const OVERDUE_IS_RISK = 30;

/**
 * What the figures say about a renewal, and why: `at risk` for a notice of cancellation, a red tier, a warning of severity high or
 * worse, an invoice 30 days late, or no conversation 30 days ahead; `commit` for a green account without warnings that has talked
 * about it; `likely` otherwise, so also where no meetings are on record at all. The seller's own judgement is no input: where both differ, people decide.
 */
export function outlookOf(figures: RenewalFigures): { readonly outlook: Outlook; readonly reasons: readonly string[] } {
  const risks = risksOf(figures);
  if (risks.length > 0) return { outlook: "at risk", reasons: risks };
  const doubts = doubtsOf(figures);
  if (doubts.length > 0) return { outlook: "likely", reasons: doubts };
  const calm = ["health is green", "no warnings"];
  if (figures.talks === null)
    return { outlook: "likely", reasons: [...calm, "no meeting is on record at all, so talks about it are not known"] };
  return { outlook: "commit", reasons: [...calm, `${count(figures.talks, "renewal conversation")} held`] };
}

/** True where nothing on record speaks for or against a renewal: no score, no warning, no talk. It is called likely for want of data. */
export function isBlind(figures: RenewalFigures): boolean {
  return figures.tier === null && figures.warnings.length === 0 && !figures.talks && risksOf(figures).length === 0;
}

/** True where nothing but the silence puts a renewal at risk: nothing is wrong with the account, so it needs a talk and no plan to save it. */
export function onlySilent(figures: RenewalFigures): boolean {
  return risksOf(figures).length > 0 && risksOf({ ...figures, talks: 1 }).length === 0;
}

function risksOf({ asOf, renewalOn, tier, warnings, talks, bookedOn, cancelledOn, lapsesOn, overdueDays }: RenewalFigures): string[] {
  const isLate = overdueDays !== null && overdueDays >= OVERDUE_IS_RISK;
  // What a date or a number below says need not be said by a warning too.
  const told = [...((cancelledOn ?? lapsesOn) ? ["cancellation_requested"] : []), ...(isLate ? ["payment_overdue"] : [])];
  const grave = warnings.filter(({ signal, severity }) => atLeast(severity, "high") && !told.includes(signal ?? ""));
  const left = daysBetween(asOf, renewalOn);
  return [
    ...(cancelledOn === null ? [] : [`cancellation requested on ${cancelledOn}`]),
    ...(cancelledOn !== null || lapsesOn === null ? [] : [`set to end on ${lapsesOn} and not to renew`]),
    ...(tier === "red" ? ["health is red"] : []),
    ...grave.map(({ title }) => title),
    ...(isLate ? [`an invoice is ${overdueDays} days overdue`] : []),
    ...(talks === 0 && !bookedOn && left <= SILENCE_IS_RISK
      ? [`no renewal conversation on record yet, ${left < 0 ? "the date has passed" : `${count(left, "day")} left`}`]
      : []),
  ];
}

function doubtsOf({ tier, warnings, talks, bookedOn }: RenewalFigures): string[] {
  return [
    ...(tier === "yellow" ? ["health is yellow"] : []),
    ...(tier === null ? ["too little data for a health score"] : []),
    ...warnings.map(({ title }) => title),
    ...(talks === 0 ? [bookedOn ? `renewal conversation booked for ${bookedOn}` : "no renewal conversation on record yet"] : []),
  ];
}
