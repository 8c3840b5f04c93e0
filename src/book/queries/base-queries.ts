import { accountProfile } from "./account-profile.ts";
import { billing } from "./billing.ts";
import { bookGaps } from "./book-gaps.ts";
import { bookGrowth } from "./book-growth.ts";
import { bookRetention } from "./book-retention.ts";
import { bookStarts } from "./book-starts.ts";
import { bookSupport } from "./book-support.ts";
import { bookTeam } from "./book-team.ts";
import { bookTotals } from "./book-totals.ts";
import { bookVoice } from "./book-voice.ts";
import { deals } from "./deals.ts";
import { journeyDates } from "./journey-dates.ts";
import { loginDecline } from "./login-decline.ts";
import { loginsGrowth } from "./logins-growth.ts";
import { people } from "./people.ts";
import { peopleHeard } from "./people-heard.ts";
import { planItemsQuery } from "./plan-items.ts";
import type { Query } from "./query.ts";
import { recurringGap } from "./recurring-gap.ts";
import { revenue } from "./revenue.ts";
import { seatUse } from "./seat-use.ts";
import { surveys } from "./surveys.ts";
import { ticketLoad } from "./ticket-load.ts";
import { ticketMood } from "./ticket-mood.ts";
import { bookedMeetings } from "./booked-meetings.ts";
import { touchPoints } from "./touch-points.ts";
import { usageTrend } from "./usage-trend.ts";

/** The queries that read tables; scores are computed from their answers. */
export const BASE_QUERIES: ReadonlyMap<string, Query> = new Map(
  [
    accountProfile,
    billing,
    bookGaps,
    bookGrowth,
    bookRetention,
    bookStarts,
    bookSupport,
    bookTeam,
    bookTotals,
    bookVoice,
    deals,
    journeyDates,
    loginDecline,
    loginsGrowth,
    people,
    peopleHeard,
    planItemsQuery,
    recurringGap,
    revenue,
    seatUse,
    surveys,
    ticketLoad,
    ticketMood,
    touchPoints,
    bookedMeetings,
    usageTrend,
  ].map((query) => [query.name, query]),
);
