import { aggregateQuery } from "./aggregate-query.ts";
import { isNow } from "./last-told-day.ts";
import { ORIGIN } from "./query.ts";
import { back } from "./usage-windows.ts";

/** Where the day is still ahead: `held` is what an export without a status says of every meeting. */
const IS_BOOKED = "status IN ('held', 'scheduled') AND kind <> 'email'";

/**
 * Meetings ahead that nobody has called off. When one was booked is not on record, so on a day before the last of which the exports tell none
 * is known.
 */
export const bookedMeetings = aggregateQuery({
  name: "booked-meetings",
  doc: "the next meeting that is booked, and the next renewal conversation",
  tables: ["interactions", "meta"],
  from: (accountIs) => `SELECT account, kind, on_day FROM interactions WHERE ${accountIs} AND ${IS_BOOKED}`,
  cells: (ago) => {
    const ahead = `on_day > ${back(ago)} AND ${isNow(back(ago))}`;
    return {
      present: `bool_or(${ahead})`,
      next_meeting_on: `min(on_day) FILTER (${ahead})`,
      renewal_talk_on: `min(on_day) FILTER (${ahead} AND kind = 'renewal')`,
      n: `count(*) FILTER (${ahead})`,
    };
  },
  evidence: (accountIs) => ({
    sql: `SELECT interaction, account, kind, on_day, host, attendees, ${ORIGIN} FROM interactions t WHERE ${accountIs} AND ${IS_BOOKED} AND on_day > CAST($as_of AS DATE) AND ${isNow("CAST($as_of AS DATE)")} ORDER BY account, on_day, interaction`,
  }),
});
