import { onboardingFigures } from "../period/onboarding-figures.ts";
import { teamFigures, voiceFigures } from "../period/practice-figures.ts";
import { ALL_CUSTOMERS, customersOf, periodInputs } from "../period/period-inputs.ts";
import { usageFigures } from "../period/usage-figures.ts";
import { ticketService } from "./ticket-service.ts";
import { cellsOf, IN_PERIOD_SO_FAR, periodQuery, upToNow } from "./period-query.ts";
import { ORIGIN, type Query } from "./query.ts";

/** Only bounds of warnings, which no figure rests on. */
const LOADS = { high: 50, mid: 100, low: 200 };

/** How the product was used at the end of a period, and how its new accounts came to value. */
const periodUse = periodQuery({
  name: "period-use",
  doc: "adoption, active users and time to value, of a period",
  tables: ["usage", "subscriptions", "interactions"],
  cells: async (context, asked) => {
    const period = upToNow(asked, context);
    const inputs = await periodInputs(context, ALL_CUSTOMERS);
    const { atEnd } = customersOf(inputs, period);
    const use = await usageFigures(inputs, atEnd, period.to);
    const { measured } = await onboardingFigures(inputs, period);
    return { ...cellsOf(new Map([...use.measured, ...measured])), n: inputs.tables.has("usage") ? 1 : 0 };
  },
  evidence: `SELECT account, min(day) AS first_day, max(day) AS last_day, sum(events) AS events, count(DISTINCT user) AS users FROM usage
WHERE account IS NOT NULL AND day ${IN_PERIOD_SO_FAR} GROUP BY account ORDER BY account`,
});

/** What customers said in a period. */
const periodVoice = periodQuery({
  name: "period-voice",
  doc: "NPS, CSAT and CES of a period, of each respondent the latest answer",
  tables: ["surveys"],
  cells: async (context, asked) => {
    const period = upToNow(asked, context);
    const inputs = await periodInputs(context, ALL_CUSTOMERS);
    const found = await voiceFigures(inputs, customersOf(inputs, period).during, period);
    return { ...cellsOf(found), n: [...found.values()].reduce((most, { denominator }) => Math.max(most, denominator ?? 0), 0) };
  },
  evidence: `SELECT account, kind, score, person, day_of(answered_at) AS answered_on, comment, ${ORIGIN} FROM surveys t
WHERE day_of(answered_at) ${IN_PERIOD_SO_FAR} ORDER BY answered_at DESC, survey`,
});

/** The tickets of a period and how they were answered. */
const periodSupport = periodQuery({
  name: "period-support",
  doc: "tickets opened in a period, their first replies and how long they took to solve",
  tables: ["tickets"],
  cells: async (context, asked) => {
    const period = upToNow(asked, context);
    const inputs = await periodInputs(context, ALL_CUSTOMERS);
    const figures = await voiceFigures(inputs, customersOf(inputs, period).during, period);
    const { joined, unjoined, replied, in_time: inTime } = await ticketService(context.book, undefined, period);
    const [solved] = await context.book.rows<{ solved: number; hours: number | null }>(
      `SELECT count(*) AS solved, median(date_diff('minute', created_at, solved_at)) / 60.0 AS hours FROM tickets
WHERE day_of(created_at) BETWEEN CAST($from AS DATE) AND CAST($to AS DATE) AND solved_at >= created_at AND day_of(solved_at) <= CAST($to AS DATE)`,
      { from: period.from, to: period.to },
    );
    return {
      ...cellsOf(figures),
      opened: joined + unjoined,
      late: replied - inTime,
      solved: solved?.solved ?? 0,
      solve_hours: solved?.hours ?? null,
      n: joined + unjoined,
    };
  },
  evidence: `SELECT ticket, account, day_of(created_at) AS opened_on, priority, subject, CASE WHEN day_of(created_at + to_minutes(first_reply_minutes)) <= CAST($as_of AS DATE) THEN first_reply_minutes END AS first_reply_minutes,
  CASE WHEN day_of(solved_at) <= CAST($as_of AS DATE) THEN day_of(solved_at) END AS solved_on, ${ORIGIN} FROM tickets t
WHERE day_of(created_at) ${IN_PERIOD_SO_FAR} ORDER BY created_at DESC, ticket`,
});

/** The team's books and reviews on the last day of a period. */
const periodTeam = periodQuery({
  name: "period-team",
  doc: "customers and ARR per CSM and completed reviews, on the last day of a period",
  tables: ["accounts", "subscriptions", "interactions"],
  cells: async (context, asked) => {
    const period = upToNow(asked, context);
    const inputs = await periodInputs(context, ALL_CUSTOMERS);
    const { atEnd } = customersOf(inputs, period);
    const { measured } = await teamFigures(inputs, atEnd, period, LOADS);
    return { ...cellsOf(measured), currency: inputs.currency, n: atEnd.length };
  },
  evidence: `SELECT account, name, csm, strategic, (SELECT max(i.on_day) FROM interactions i WHERE i.account = t.account AND i.status = 'held' AND i.kind IN ('qbr', 'executive-review') AND i.on_day <= CAST($to AS DATE) AND i.on_day <= CAST($as_of AS DATE)) AS last_review_on,
  ${ORIGIN} FROM accounts t WHERE account IS NOT NULL ORDER BY account`,
});

/** The meetings held in a period. */
const periodMeetings = periodQuery({
  name: "period-meetings",
  doc: "meetings, business reviews and trainings held in a period",
  tables: ["interactions"],
  cells: async (context, asked) => {
    const { from, to } = upToNow(asked, context);
    const [row] = await context.book.rows<{ held: number; reviews: number; trainings: number; n: number }>(
      `SELECT count(*) FILTER (status = 'held') AS held, count(*) FILTER (status = 'held' AND kind IN ('qbr', 'executive-review')) AS reviews,
  count(*) FILTER (status = 'held' AND kind = 'training') AS trainings, count(*) AS n FROM interactions WHERE on_day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)`,
      { from, to },
    );
    return row ?? {};
  },
  evidence: `SELECT interaction, account, kind, status, on_day, host, ${ORIGIN} FROM interactions t
WHERE on_day ${IN_PERIOD_SO_FAR} ORDER BY on_day DESC, interaction`,
});

/** What is asked of a period beside its revenue. */
export const PERIOD_PRACTICE: readonly Query[] = [periodUse, periodVoice, periodSupport, periodTeam, periodMeetings];
