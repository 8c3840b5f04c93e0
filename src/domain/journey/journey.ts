import { type Day, daysBetween, isDay } from "../../core/days.ts";
import type { Cells } from "../facts/metric.ts";

export type StartKind = "kickoff" | "subscription" | "contract" | "deal" | "record";

/** The dates that tell where an account stands; those later than as-of are not there. */
export interface Journey {
  readonly asOf: Day;
  /** Where time to value starts: the kickoff, else the subscription, the contract on the account's record, the won deal, the making of the record. */
  readonly start: Day | null;
  readonly startKind: StartKind | null;
  readonly wonOn: Day | null;
  /** Start of the first subscription, else of the contract on the account's record. */
  readonly subscribedOn: Day | null;
  readonly kickoffOn: Day | null;
  readonly firstUseOn: Day | null;
  readonly trainingOn: Day | null;
  readonly firstValueOn: Day | null;
  readonly midCheckInOn: Day | null;
  readonly reviewOn: Day | null;
  /** The first day of the exports: what lies before is not shown by them. */
  readonly meetingsBegin: Day | null;
  readonly usageBegins: Day | null;
  /** Rows of use tell of logins alone, so that nobody can see first value. */
  readonly loginsOnly: boolean;
  /** Milestones of the account's own plan due within 45 days of the start, and the names of those open; 0 where it has none. */
  readonly steps: number;
  readonly stepsOpen: readonly string[];
}

/** A kickoff this long before or after the subscription's start belongs to it; a later one is another project's. */
const BEFORE_START = 60;
const AFTER_START = 120;

/** The journey of an account from a row of the query `journey-dates`. */
export function journeyOf(row: Cells): Journey {
  const day = (name: string): Day | null => dayCell(row, name);
  const subscribedOn = day("subscribed_on");
  const wonOn = day("won_on");
  const contractOn = day("contract_on");
  const base = subscribedOn ?? contractOn ?? wonOn ?? day("created_on");
  const kickoff = day("kickoff_on");
  const kickoffOn = kickoff !== null && (base === null || near(base, kickoff)) ? kickoff : null;
  const from = (name: string): Day | null => {
    const found = day(name);
    return found === null || base === null || found >= base || kickoffOn !== null ? found : null;
  };
  return {
    asOf: day("as_of") ?? "",
    start: kickoffOn ?? base,
    startKind: startKind({ kickoffOn, subscribedOn, contractOn, wonOn, base }),
    wonOn,
    subscribedOn: subscribedOn ?? contractOn,
    kickoffOn,
    firstUseOn: from("first_use_on"),
    trainingOn: from("training_on"),
    firstValueOn: from("first_value_on"),
    midCheckInOn: from("mid_check_in_on"),
    reviewOn: from("review_on"),
    meetingsBegin: day("meetings_begin"),
    usageBegins: day("usage_begins"),
    loginsOnly: row["logins_only"] === true,
    steps: Number(row["steps"] ?? 0),
    stepsOpen: typeof row["steps_missing"] === "string" ? row["steps_missing"].split("\n") : [],
  };
}

/** The day of the journey on as-of, the start being day 1; null without a start, or before it. */
export function journeyDay({ start, asOf }: Journey): number | null {
  if (start === null || start > asOf) return null;
  return daysBetween(start, asOf) + 1;
}

/** Days from the start to first value; null where it has not been reached, or was before the exports begin. */
export function daysToValue({ start, firstValueOn, usageBegins }: Journey): number | null {
  if (start === null || firstValueOn === null || usageBegins === null || usageBegins > start) return null;
  return Math.max(0, daysBetween(start, firstValueOn));
}

/** Days from the start to first value, up to as-of where it has not been reached; null where the exports cannot tell. */
export function daysToValueSoFar({ start, firstValueOn, usageBegins, loginsOnly, asOf }: Journey): number | null {
  if (loginsOnly && firstValueOn === null) return null;
  if (start === null || start > asOf || usageBegins === null || usageBegins > start) return null;
  return Math.max(0, daysBetween(start, firstValueOn ?? asOf));
}

/** Why the exports tell no milestone of an account, in words; null where use or meetings reach back to its start. */
export function whyUntold({ start, meetingsBegin, usageBegins }: Journey): string | null {
  if (start === null) return "no start is recorded";
  if (meetingsBegin === null && usageBegins === null) return "no use and no meetings are on record";
  const reaches = [meetingsBegin, usageBegins].some((begins) => begins !== null && begins <= start);
  return reaches ? null : "the exports do not reach back to the account's start";
}

/** Whether the exports can tell if first value was reached: it was, or use is on record from the start on. */
export function tellsValue({ start, firstValueOn, usageBegins, loginsOnly }: Journey): boolean {
  return firstValueOn !== null || (!loginsOnly && start !== null && usageBegins !== null && usageBegins <= start);
}

function startKind(days: Readonly<Record<"kickoffOn" | "subscribedOn" | "contractOn" | "wonOn" | "base", Day | null>>): StartKind | null {
  if (days.kickoffOn !== null) return "kickoff";
  if (days.subscribedOn !== null) return "subscription";
  if (days.contractOn !== null) return "contract";
  if (days.wonOn !== null) return "deal";
  return days.base === null ? null : "record";
}

function near(base: Day, kickoff: Day): boolean {
  const days = daysBetween(base, kickoff);
  return days >= -BEFORE_START && days <= AFTER_START;
}

function dayCell(row: Cells, name: string): Day | null {
  const value = row[name];
  return typeof value === "string" && isDay(value) ? value : null;
}
