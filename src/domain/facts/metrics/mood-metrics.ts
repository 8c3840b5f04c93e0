import type { FactValue } from "../fact.ts";
import type { Cells, Metric } from "../metric.ts";
import { cell, number, share } from "./cells.ts";

const TICKETS = { about: "account", query: "ticket-mood", needs: "a support ticket export (Zendesk)", window: 90 } as const;
/** The mood of fewer tickets says nothing. */
const LEAST = 3;
const TOO_FEW = (): string => `fewer than ${LEAST} tickets were read`;

/** What triage reads in an account's tickets, and how they were answered. */
export const MOOD_METRICS: readonly Metric[] = [
  {
    ...TICKETS,
    name: "ticket_mood_90d",
    title: "mood of the tickets",
    unit: "score",
    sense: "up-good",
    words: ["mood", "sentiment", "tone"],
    formula: "mean mood of the tickets of 90 days as triage reads them, -100 (furious) to 100 (delighted); from three tickets on",
    value: (row) => mean(row, "mood_90d", "mood_n_90d"),
    reason: TOO_FEW,
  },
  {
    ...TICKETS,
    name: "ticket_mood_prior_90d",
    title: "mood of the tickets before",
    unit: "score",
    sense: "up-good",
    window: 180,
    words: ["mood", "sentiment", "tone"],
    formula: "the same over the tickets of days 91–180 before as-of",
    value: (row) => mean(row, "mood_prior_90d", "mood_n_prior_90d"),
    reason: TOO_FEW,
  },
  {
    ...TICKETS,
    name: "above_support_tickets",
    title: "tickets above support's authority",
    unit: "count",
    sense: "down-good",
    words: ["ticket", "authority", "above support"],
    formula: "tickets of 90 days that a rule of references/triage/authority.yaml takes out of support's hands",
    value: cell("above_support_90d"),
  },
  {
    ...TICKETS,
    name: "leaving_tickets",
    title: "tickets that speak of leaving",
    unit: "count",
    sense: "down-good",
    words: ["ticket", "leav", "cancel"],
    formula: "tickets of 90 days that speak of leaving, as triage reads them",
    value: cell("says_leaving_90d"),
  },
  {
    ...TICKETS,
    name: "replies_in_time",
    title: "first replies within four hours",
    unit: "ratio",
    sense: "up-good",
    words: ["reply", "repli", "response", "answer"],
    formula: "tickets of 90 days replied to within 240 minutes by the calendar / tickets of 90 days with a recorded reply",
    value: share("replied_in_time_90d", "replied_90d"),
    reason: () => "no ticket of 90 days has a reply time",
  },
];

function mean(row: Cells, sum: string, count: string): FactValue {
  const [total, n] = [number(row, sum), number(row, count)];
  return total === null || n === null || n < LEAST ? null : Math.round(total / n);
}
