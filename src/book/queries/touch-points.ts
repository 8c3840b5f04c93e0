import { aggregateQuery } from "./aggregate-query.ts";
import { ORIGIN, within } from "./query.ts";
import { back } from "./usage-windows.ts";

/** Meetings held and missed: the last one, the last business review, and whether the renewal has been talked about. */
export const touchPoints = aggregateQuery({
  name: "touch-points",
  doc: "last meeting, last business review, kickoff, trainings, no-shows and renewal conversations",
  tables: ["interactions"],
  from: (accountIs) => `SELECT account, kind, status, on_day FROM interactions WHERE ${accountIs} AND on_day <= ${back(0)}`,
  cells: (ago) => {
    const on = back(ago);
    const past = `on_day <= ${on}`;
    const last = (days: number): string => `${past} AND on_day > ${back(ago + days)}`;
    const lastHeld = `max(on_day) FILTER (status = 'held' AND ${past})`;
    const lastReview = `max(on_day) FILTER (status = 'held' AND kind IN ('qbr', 'executive-review') AND ${past})`;
    const kickoff = `min(on_day) FILTER (status = 'held' AND kind = 'kickoff' AND ${past})`;
    return {
      present: `bool_or(${past})`,
      last_meeting_on: lastHeld,
      days_since_meeting: `${on} - ${lastHeld}`,
      meetings_90d: `count(*) FILTER (status = 'held' AND ${last(90)})`,
      last_review_on: lastReview,
      days_since_review: `${on} - ${lastReview}`,
      renewal_talks: `count(*) FILTER (status = 'held' AND kind = 'renewal' AND ${last(120)})`,
      trainings_180d: `count(*) FILTER (status = 'held' AND kind = 'training' AND ${last(180)})`,
      no_shows_90d: `count(*) FILTER (status = 'no-show' AND ${last(90)})`,
      kickoff_on: kickoff,
      days_since_kickoff: `${on} - ${kickoff}`,
      n: `count(*) FILTER (${past})`,
    };
  },
  evidence: (accountIs, days) => ({
    sql: `SELECT interaction, account, kind, status, on_day, host, attendees, notes, ${ORIGIN} FROM interactions t WHERE ${accountIs} AND ${within("on_day", days)} ORDER BY account, on_day DESC, interaction`,
  }),
});
