import type { Block } from "../reports/document.ts";
import { cite, words } from "../reports/words.ts";
import { figureOf, missing, numberOf, type ReviewBlock } from "./qbr-block.ts";
import type { Review } from "./qbr-review.ts";

const MOST_TICKETS = 6;

/** What support and success did, and what the customer said. */
export const SUPPORT_BLOCKS: readonly ReviewBlock[] = [
  { name: "support", audience: "customer", doc: "tickets opened, solved and open, and first replies", build: support },
  { name: "tickets-chart", audience: "customer", doc: "tickets opened by month", build: ticketsChart },
  { name: "open-tickets", audience: "customer", doc: "the open tickets, the oldest first", build: openTickets },
  { name: "activities", audience: "customer", doc: "meetings and trainings of the quarter", build: activities },
  { name: "survey", audience: "customer", doc: "the latest survey answer", build: survey },
];

function support({ fact }: Review): Block[] {
  const [opened, solved, open, bad] = ["quarter_tickets", "quarter_tickets_solved", "quarter_tickets_open", "quarter_bad_ratings"].map(
    fact,
  );
  if (opened === undefined || solved === undefined || open === undefined || bad === undefined || opened.value === null)
    return [missing("No ticket export was at hand for this review.")];
  const inTime = fact("quarter_replies_in_time");
  return [
    {
      kind: "figures",
      figures: [
        figureOf("Tickets opened", opened, words`${cite(fact("quarter_tickets_before"))} in the quarter before`),
        figureOf("Open at its end", open, words`${cite(solved)} solved in the quarter`, (numberOf(open) ?? 0) >= 3 ? "bad" : "neutral"),
        figureOf(
          "First reply, median",
          fact("quarter_first_reply_hours"),
          inTime.value === null ? "" : words`${cite(inTime)} within four hours`,
        ),
        figureOf("Rated bad", bad, "as rated today", (numberOf(bad) ?? 0) > 0 ? "bad" : "neutral"),
      ],
    },
  ];
}

function ticketsChart({ months }: Review): Block[] {
  const known = months.filter(({ tickets }) => tickets.value !== null);
  if (known.length < 2) return [];
  return [
    {
      kind: "chart",
      chart: {
        id: "tickets",
        kind: "bar",
        title: "Tickets opened by month",
        unit: "count",
        categories: known.map(({ name }) => name),
        series: [
          { name: "Tickets opened", values: known.map(({ tickets }) => numberOf(tickets)), facts: known.map(({ tickets }) => tickets) },
        ],
      },
    },
  ];
}

function openTickets({ tickets, fact, asOf }: Review): Block[] {
  if (tickets.length === 0)
    return fact("open_tickets").value === null ? [] : [{ kind: "callout", tone: "good", words: words`No ticket is open on ${asOf}.` }];
  const shown = tickets.slice(0, MOST_TICKETS);
  return [
    {
      kind: "table",
      caption: `Open on ${asOf}, the oldest first${tickets.length > shown.length ? `; ${tickets.length - shown.length} more are not shown` : ""}`,
      columns: [
        { title: "Ticket", width: 1 },
        { title: "Subject", width: 5 },
        { title: "Opened", width: 1.2 },
        { title: "Priority", width: 1 },
      ],
      rows: shown.map(({ ticket, subject, opened_on: opened, priority }) => [ticket, subject, opened, priority ?? "–"]),
      facts: [fact("open_tickets")],
    },
  ];
}

function activities({ fact }: Review): Block[] {
  const held = fact("quarter_meetings");
  if (held.value === null) return [missing("No calendar was at hand for this review.")];
  return [
    {
      kind: "figures",
      figures: [
        figureOf("Meetings held", held, words`${cite(fact("quarter_meetings_missed"))} missed`),
        figureOf("Trainings held", fact("quarter_trainings")),
        figureOf("Enhancements shipped", fact("quarter_requests_shipped")),
      ].filter(({ tone }) => tone !== "missing"),
    },
  ];
}

function survey({ atEnd, since, quarter }: Review): Block[] {
  // What came too late for the quarter is still what the customer said: the newest answer is shown, with its day.
  const [answer, on, csat] = [since("nps_last"), since("nps_last_on"), atEnd("csat_mean_180d")];
  const when =
    typeof on.value === "string" && on.value > quarter.to
      ? words`of 10; answered on ${cite(on)}, after the end of ${quarter.name}`
      : words`of 10; answered on ${cite(on)}`;
  const figures = [
    ...(answer.value === null ? [] : [figureOf("Would recommend us", answer, when)]),
    ...(csat.value === null ? [] : [figureOf("Satisfaction", csat, "mean of 1 to 5, 180 days")]),
  ];
  return figures.length === 0 ? [missing("No survey answer is on record.")] : [{ kind: "figures", figures }];
}
