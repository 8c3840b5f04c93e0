import type { Knowledge } from "../../domain/knowledge/knowledge.ts";
import { wantedColumns } from "./aggregate-query.ts";
import { holdsAny, mayHoldAny, wordsSql } from "./phrase-sql.ts";
import { daysQuery, ORIGIN, REPLY_MINUTES, type WantedCells, within } from "./query.ts";
import { back, inWindow } from "./usage-windows.ts";

const TEXT = "concat_ws(' ', subject, description)";
const CUES = ["competitor", "budget", "cancellation", "escalation", "expansion"] as const;
/** How far back a ticket may still be open, and how far back its words count. */
const SEEN_DAYS = 180;
const READ_DAYS = 90;

/** Whether any ticket was ever rated, whoever's accounts are looked at: where nobody rates, no bad rating says nothing. */
const RATINGS_ARE_ASKED = `EXISTS (SELECT 1 FROM all_tickets() rated WHERE rated.satisfaction IS NOT NULL AND day_of(rated.created_at) <= ${back(0)})`;

/** How many tickets, how urgent, how slowly answered, and which of the word lists of references/cues.yaml they contain. */
export const ticketLoad = daysQuery({
  name: "ticket-load",
  doc: "tickets of the last 30 and 90 days, open and urgent ones, first replies, and tickets that mention competitors, budget, cancelling, escalation or more",
  tables: ["tickets"],
  cells: [
    "tickets_30d",
    "tickets_prior_30d",
    "tickets_90d",
    "open",
    "open_urgent",
    "open_urgent_subject",
    "bad_ratings_90d",
    "reopened_90d",
    "first_reply_hours",
    "replies_90d",
    ...CUES.flatMap((cue) => [`${cue}_tickets`, `${cue}_first_on`]),
    "n",
  ],
  known: ({ knowledge }) => Promise.resolve(knowledge),
  shared: (accountIs, wanted, knowledge) => ({ read_tickets: readTickets(accountIs, wanted, knowledge) }),
  rows: (_accountIs, wanted) => {
    const columns = wantedColumns(wanted, (ago) => {
      const window = (from: number, to: number): string => inWindow({ from: ago + from, to: ago + to });
      return {
        present: `count(*) FILTER (${window(0, SEEN_DAYS)}) > 0`,
        tickets_30d: `count(*) FILTER (${window(0, 30)})`,
        tickets_prior_30d: `count(*) FILTER (${window(30, 60)})`,
        tickets_90d: `count(*) FILTER (${window(0, 90)})`,
        open: `count(*) FILTER (${window(0, SEEN_DAYS)} AND ${isOpen(ago)})`,
        open_urgent: `count(*) FILTER (${window(0, SEEN_DAYS)} AND ${isOpen(ago)} AND priority IN ('high', 'urgent'))`,
        open_urgent_subject: `arg_max(subject, (priority = 'urgent', created_at, ticket)) FILTER (${window(0, SEEN_DAYS)} AND ${isOpen(ago)} AND priority IN ('high', 'urgent'))`,
        bad_ratings_90d: `CASE WHEN ${RATINGS_ARE_ASKED} THEN count(*) FILTER (${window(0, 90)} AND satisfaction = 'bad') END`,
        reopened_90d: `count(*) FILTER (${window(0, 90)} AND coalesce(reopens, 0) > 0)`,
        first_reply_hours: `median(${replyMinutes(ago)}) FILTER (${window(0, 90)}) / 60.0`,
        replies_90d: `count(${replyMinutes(ago)}) FILTER (${window(0, 90)})`,
        n: `count(*) FILTER (${window(0, 90)})`,
        ...Object.fromEntries(CUES.map((cue) => [`${cue}_tickets`, `count(*) FILTER (${window(0, READ_DAYS)} AND says_${cue})`])),
        ...Object.fromEntries(CUES.map((cue) => [`${cue}_first_on`, `min(day) FILTER (${window(0, READ_DAYS)} AND says_${cue})`])),
      };
    });
    return `SELECT account, ${columns.join(", ")} FROM read_tickets GROUP BY account`;
  },
  evidence: (accountIs, days) => ({
    sql: `SELECT ticket, account, day_of(created_at) AS opened_on, priority, subject, left(description, 240) AS description, CASE WHEN day_of(over_at) <= CAST($as_of AS DATE) THEN day_of(over_at) END AS solved_on, ${ORIGIN}
FROM tickets t WHERE ${accountIs} AND ${within("day_of(created_at)", days)} ORDER BY account, created_at DESC, ticket`,
  }),
});

/** The tickets that any of the days can see, read once for the words of the lists that are wanted. */
function readTickets(accountIs: string, { daysAgo, cells }: WantedCells, knowledge: Knowledge): string {
  const cues = CUES.filter((cue) => cells.has(`${cue}_tickets`) || cells.has(`${cue}_first_on`));
  const phrases = cues.map((cue) => knowledge.cues.get(cue) ?? []);
  // Few tickets hold any of the words, so only those that may are taken apart, and only of the days on which words count.
  const mayHold = ["subject", "description"].map((column) => mayHoldAny(column, phrases.flat())).join(" OR ");
  const words = `CASE WHEN day > ${back(Math.max(...daysAgo) + READ_DAYS)} AND (${mayHold}) THEN ${wordsSql(TEXT)} END`;
  const says = cues.map((cue, index) => `, coalesce(${holdsAny("words", phrases[index] ?? [])}, false) AS says_${cue}`);
  const oldest = Math.max(...daysAgo) + SEEN_DAYS;
  const named = cells.has("open_urgent_subject") ? "ticket, subject, " : "";
  return `SELECT ${named}account, day, solved_on, priority, satisfaction, reopens, created_at, first_reply_minutes${says.join("")} FROM (
  SELECT ${named}account, day, day_of(over_at) AS solved_on, priority, satisfaction, reopens, created_at, first_reply_minutes, ${cues.length === 0 ? "NULL" : words} AS words
  FROM (SELECT *, day_of(created_at) AS day FROM tickets WHERE ${accountIs}) WHERE day <= ${back(0)} AND day > ${back(oldest)})`;
}

function isOpen(ago: number): string {
  return `(solved_on IS NULL OR solved_on > ${back(ago)})`;
}

function replyMinutes(ago: number): string {
  return REPLY_MINUTES.replaceAll("CAST($as_of AS DATE)", back(ago));
}
