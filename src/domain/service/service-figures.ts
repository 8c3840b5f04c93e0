import { kaplanMeier, type Lifetime } from "../survival/kaplan-meier.ts";
import { type LocalTime, minutesBetween, type WorkingHours } from "./working-minutes.ts";

/** A ticket as support's work on it is judged. What happened after as-of is null. */
export interface ServiceTicket {
  readonly ticket: string;
  readonly account: string | null;
  readonly agent: string | null;
  readonly opened: LocalTime;
  readonly replied: LocalTime | null;
  readonly solved: LocalTime | null;
  /** Solved or closed by its status, on a day that the export does not tell. */
  readonly undated: boolean;
  /** Times reopened, current state; null where the export does not say. */
  readonly reopens: number | null;
  /** Rated bad or good, current state. */
  readonly rating: "good" | "bad" | null;
  /** A tag or type of the source says that it was escalated, current state. */
  readonly escalated: boolean;
  /** The rule of authority that takes it out of support's hands; null where support handles it. */
  readonly above_support: string | null;
  readonly sentiment: number | null;
}

/** By what tickets are judged. */
export interface ServiceTerms {
  /** The end of as-of. */
  readonly now: LocalTime;
  readonly replyMinutes: number;
  readonly hours: WorkingHours | undefined;
  /** Some export records first replies: only then a ticket without one is known to wait. */
  readonly repliesKnown: boolean;
  readonly escalationsKnown: boolean;
}

export interface ServiceFigures {
  readonly tickets: number;
  /** Replied within the promise, later, waiting in time, waiting too long. They add up to `judged`. */
  readonly in_time: number;
  readonly late: number;
  readonly waiting: number;
  readonly overdue: number;
  /** Tickets whose first reply can be judged: not those solved without a recorded reply. */
  readonly judged: number;
  /** in_time / (in_time + late + overdue); null where that is 0 or no export records replies. */
  readonly in_time_share: number | null;
  /** Hours by Kaplan–Meier, tickets still waiting counted for as long as they wait; null where the curve does not come down so far. */
  readonly first_reply_median_hours: number | null;
  readonly first_reply_p90_hours: number | null;
  readonly solved: number;
  /** Solved or closed by their status on a day that is not told: neither open nor in any time to solve. */
  readonly solved_undated: number;
  /** Hours from opening to solving by the calendar, open tickets counted for as long as they are open. */
  readonly resolution_median_hours: number | null;
  readonly resolution_p90_hours: number | null;
  readonly reopened: number;
  /** Tickets for which the export tells reopenings. */
  readonly reopens_known: number;
  readonly open: number;
  /** Age in days of the open ones. */
  readonly backlog_median_days: number | null;
  readonly backlog_oldest_days: number | null;
  /** Tickets that the written authority puts above support. */
  readonly above_support: number;
  /** Tickets escalated by the source's tags; null where no export tags any. */
  readonly escalated: number | null;
  /** Escalated though support may decide them; and above support but not escalated. */
  readonly escalated_needlessly: number | null;
  readonly kept_though_above: number | null;
  readonly rated: number;
  readonly rated_bad: number;
  /** Mean mood of the texts, -1 to 1; null without any. */
  readonly sentiment: number | null;
  readonly sentiment_n: number;
}

/** The figures of a group of tickets. Medians and 90th percentiles are of all tickets, those not replied to or solved yet included. */
export function serviceFigures(tickets: readonly ServiceTicket[], terms: ServiceTerms): ServiceFigures {
  const { now, replyMinutes, hours, repliesKnown, escalationsKnown } = terms;
  const [counts, replies]: [Record<"in_time" | "late" | "waiting" | "overdue", number>, Lifetime[]] = [
    { in_time: 0, late: 0, waiting: 0, overdue: 0 },
    [],
  ];
  for (const { opened, replied, solved, undated } of repliesKnown ? tickets : []) {
    if (replied === null && (solved !== null || undated)) continue;
    const minutes = minutesBetween(opened, replied ?? now, hours);
    replies.push({ days: minutes, left: replied !== null });
    const isLate = minutes > replyMinutes;
    counts[replied === null ? (isLate ? "overdue" : "waiting") : isLate ? "late" : "in_time"] += 1;
  }
  const resolutions = tickets
    .filter(({ undated }) => !undated)
    .map(({ opened, solved }) => ({ days: minutesBetween(opened, solved ?? now, undefined), left: solved !== null }));
  const ages = resolutions.flatMap(({ days, left }) => (left ? [] : [days])).sort((a, b) => a - b);
  const settled = counts.in_time + counts.late + counts.overdue;
  const moods = tickets.flatMap(({ sentiment }) => (sentiment === null ? [] : [Math.round(sentiment * 100)]));
  const many = (test: (ticket: ServiceTicket) => boolean): number => tickets.filter(test).length;
  return {
    tickets: tickets.length,
    ...counts,
    judged: replies.length,
    in_time_share: settled === 0 ? null : counts.in_time / settled,
    first_reply_median_hours: hoursAt(replies, 0.5),
    first_reply_p90_hours: hoursAt(replies, 0.9),
    solved: many(({ solved }) => solved !== null),
    solved_undated: many(({ undated }) => undated),
    resolution_median_hours: hoursAt(resolutions, 0.5),
    resolution_p90_hours: hoursAt(resolutions, 0.9),
    reopened: many(({ reopens }) => (reopens ?? 0) > 0),
    reopens_known: many(({ reopens }) => reopens !== null),
    open: ages.length,
    backlog_median_days: inDays(ages[Math.floor((ages.length - 1) / 2)]),
    backlog_oldest_days: inDays(ages.at(-1)),
    above_support: many(({ above_support: rule }) => rule !== null),
    escalated: escalationsKnown ? many(({ escalated }) => escalated) : null,
    escalated_needlessly: escalationsKnown ? many(({ escalated, above_support: rule }) => escalated && rule === null) : null,
    kept_though_above: escalationsKnown ? many(({ escalated, above_support: rule }) => !escalated && rule !== null) : null,
    rated: many(({ rating }) => rating !== null),
    rated_bad: many(({ rating }) => rating === "bad"),
    sentiment: moods.length === 0 ? null : Math.round(moods.reduce((sum, mood) => sum + mood, 0) / moods.length) / 100,
    sentiment_n: moods.length,
  };
}

/** The time, in hours, by which a share of the tickets had their event. */
function hoursAt(lifetimes: readonly Lifetime[], share: number): number | null {
  const minutes = kaplanMeier(lifetimes).steps.find(({ survival }) => survival <= 1 - share + 1e-9)?.days;
  return minutes === undefined ? null : Math.round((minutes / 60) * 100) / 100;
}

function inDays(minutes: number | undefined): number | null {
  return minutes === undefined ? null : Math.floor(minutes / 1440);
}
