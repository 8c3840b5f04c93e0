import { compareText } from "../../core/compare-text.ts";
import { addDays, type Day } from "../../core/days.ts";
import { type Journey, tellsValue } from "./journey.ts";

/** A step of onboarding that the exports show. */
export interface Milestone {
  readonly name: string;
  readonly due: Day;
  /** Null while it has not been reached. */
  readonly done: Day | null;
  readonly state: "done" | "done late" | "open" | "late";
}

/** What is due when, in days after the start; the kickoff counts from the day the deal was won. */
const DUE = { kickoff: 3, use: 7, training: 28, value: 30, checkIn: 60, review: 90 } as const;

/**
 * The milestones of onboarding in the order they are due: kickoff within three days of the deal, first use within a week, a training within
 * four, first value by day 30, a check-in by day 60, a business review by day 90. None for an account whose start the exports do not reach
 * back to: what they do not show may have happened.
 */
export function milestonesOf(journey: Journey): Milestone[] {
  const { start, asOf } = journey;
  if (start === null) return [];
  const at = (name: string, due: Day, done: Day | null): Milestone => ({ name, due, done, state: stateOf(due, done, asOf) });
  const meetings = journey.meetingsBegin !== null && journey.meetingsBegin <= start;
  const usage = journey.usageBegins !== null && journey.usageBegins <= start;
  return [
    ...(meetings ? [at("kickoff", addDays(journey.wonOn ?? journey.subscribedOn ?? start, DUE.kickoff), journey.kickoffOn)] : []),
    ...(usage ? [at("first use", addDays(start, DUE.use), journey.firstUseOn)] : []),
    ...(meetings ? [at("training", addDays(start, DUE.training), journey.trainingOn)] : []),
    ...(usage && tellsValue(journey) ? [at("first value", addDays(start, DUE.value), journey.firstValueOn)] : []),
    ...(meetings
      ? [
          at("day-60 check-in", addDays(start, DUE.checkIn), journey.midCheckInOn),
          at("day-90 review", addDays(start, DUE.review), journey.reviewOn),
        ]
      : []),
  ].sort((a, b) => compareText(a.due, b.due));
}

const IMPLEMENTATION: readonly string[] = ["kickoff", "first use", "training", "first value"];

/**
 * What is still missing before onboarding is complete: milestones of the account's own plan where it has some, else kickoff, first use,
 * training and first value. Null where the exports cannot tell.
 */
export function openOnboarding(journey: Journey): readonly string[] | null {
  if (journey.steps > 0) return journey.stepsOpen;
  const own = milestonesOf(journey).filter(({ name }) => IMPLEMENTATION.includes(name));
  return own.length === 0 ? null : own.filter(({ done }) => done === null).map(({ name }) => name);
}

function stateOf(due: Day, done: Day | null, asOf: Day): Milestone["state"] {
  if (done !== null) return done <= due ? "done" : "done late";
  return asOf > due ? "late" : "open";
}
