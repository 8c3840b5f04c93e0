import { aggregateQuery } from "./aggregate-query.ts";
import { ORIGIN, REPLY_MINUTES, within } from "./query.ts";
import { back, inWindow } from "./usage-windows.ts";

/** How far back tickets are read. */
const SEEN_DAYS = 180;

/** What triage reads in an account's tickets: mood, what is above support, talk of leaving; and how many waited too long for a reply. */
export const ticketMood = aggregateQuery({
  name: "ticket-mood",
  doc: "mood of the tickets of 90 days and of the 90 before, those above support's authority, those that speak of leaving, and first replies against four hours",
  tables: ["tickets"],
  from: (accountIs, { daysAgo }) =>
    `SELECT account, day_of(created_at) AS day, CAST(round(sentiment * 100) AS INTEGER) AS mood, above_support, says_leaving, created_at, first_reply_minutes FROM tickets
WHERE ${accountIs} AND day_of(created_at) <= CAST($as_of AS DATE) AND day_of(created_at) > CAST($as_of AS DATE) - ${Math.max(...daysAgo) + SEEN_DAYS}`,
  cells: (ago) => {
    const window = (from: number, to: number): string => inWindow({ from: ago + from, to: ago + to });
    const minutes = REPLY_MINUTES.replaceAll("CAST($as_of AS DATE)", back(ago));
    return {
      present: `count(*) FILTER (${window(0, SEEN_DAYS)}) > 0`,
      mood_90d: `sum(mood) FILTER (${window(0, 90)})`,
      mood_n_90d: `count(mood) FILTER (${window(0, 90)})`,
      mood_prior_90d: `sum(mood) FILTER (${window(90, 180)})`,
      mood_n_prior_90d: `count(mood) FILTER (${window(90, 180)})`,
      above_support_90d: `count(*) FILTER (${window(0, 90)} AND above_support IS NOT NULL)`,
      says_leaving_90d: `count(*) FILTER (${window(0, 90)} AND says_leaving)`,
      replied_90d: `count(${minutes}) FILTER (${window(0, 90)})`,
      replied_in_time_90d: `count(*) FILTER (${window(0, 90)} AND ${minutes} <= 240)`,
      n: `count(*) FILTER (${window(0, 90)})`,
    };
  },
  evidence: (accountIs, days) => ({
    sql: `SELECT ticket, account, day_of(created_at) AS opened_on, subject, sentiment, intent, above_support, says_leaving, ${REPLY_MINUTES} AS first_reply_minutes, ${ORIGIN}
FROM tickets t WHERE ${accountIs} AND ${within("day_of(created_at)", days)} ORDER BY account, created_at DESC, ticket`,
  }),
});
