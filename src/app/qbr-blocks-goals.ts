import type { GoalRow } from "../book/quarter-rows.ts";
import { formatMoney, formatValue } from "../domain/facts/format-value.ts";
import type { Block } from "../reports/document.ts";
import { cite, resting, type Words, words } from "../reports/words.ts";
import { figureOf, missing, numberOf, type ReviewBlock } from "./qbr-block.ts";
import type { Review } from "./qbr-review.ts";

const MOST_GOALS = 6;
const MOST_REQUESTS = 7;

/** What was aimed at and reached, what it was worth, what was asked for and what came of it. */
export const GOAL_BLOCKS: readonly ReviewBlock[] = [
  { name: "goals", audience: "customer", doc: "the goals of the success plan with measure, progress and date", build: goals },
  { name: "value", audience: "customer", doc: "value reached, by goal", build: value },
  { name: "milestones", audience: "customer", doc: "milestones reached in the quarter, and late ones", build: milestones },
  { name: "next-goals", audience: "customer", doc: "goals not reached yet, as a checklist", build: nextGoals },
  { name: "requests", audience: "customer", doc: "requested enhancements with their status", build: requests },
  { name: "roadmap", audience: "customer", doc: "requested enhancements that are planned or under way", build: roadmap },
  { name: "releases", audience: "customer", doc: "what was released since the quarter began", build: releases },
];

const NO_GOALS =
  "No goals are on record for the quarter. Worth agreeing today: what success looks like, and how both sides will measure it.";

function goals({ goals: rows, fact }: Review): Block[] {
  if (rows.length === 0) return [missing(NO_GOALS)];
  const total = fact("goals");
  const shown = rows.slice(0, MOST_GOALS);
  return [
    {
      kind: "table",
      caption: `Goals and outcomes${rows.length > shown.length ? `; ${rows.length - shown.length} more are not shown` : ""}`,
      columns: [
        { title: "Goal", width: 3 },
        { title: "How we know", width: 2.4 },
        { title: "Outcome", width: 1.3 },
        { title: "By", width: 1.1 },
      ],
      rows: shown.map((goal) => [
        goal.objective,
        goal.criteria ?? "not agreed",
        [resting(outcome(goal), total)],
        goal.target_on ?? "no date",
      ]),
      facts: [total, fact("goals_reached")],
    },
    { kind: "paragraph", words: words`${cite(fact("goals_reached"))} of ${cite(total)} goals reached. Progress is as recorded today.` },
  ];
}

function outcome({ reached, progress, status }: GoalRow): string {
  if (reached) return "reached";
  if (progress !== null) return `${formatValue({ value: progress, unit: "ratio" })} done`;
  return status?.toLowerCase() ?? "not recorded";
}

function value({ goals: rows, fact }: Review): Block[] {
  const total = fact("goals_value");
  const valued = rows.filter(({ value_minor: minor }) => minor !== null).slice(0, MOST_GOALS);
  if (valued.length === 0)
    return [
      missing(
        rows.length === 0
          ? NO_GOALS
          : "No value is recorded for the goals yet. Worth asking today: what the results are worth in hours, cost or revenue.",
      ),
    ];
  return [
    ...(total.value === null
      ? []
      : [
          {
            kind: "figures",
            figures: [figureOf("Value recorded", total, words`from ${count(valued.length)} of ${cite(fact("goals"))} goals`)],
          } as const,
        ]),
    {
      kind: "table",
      caption: "Value by goal, as recorded in the success plan",
      columns: [
        { title: "Goal", width: 3 },
        { title: "Value", align: "right" },
      ],
      rows: valued.map(({ objective, value_minor: minor, currency }) => [
        objective,
        [resting(formatMoney(minor ?? 0, currency ?? "USD"), total)],
      ]),
      facts: [total],
    },
  ];
}

function milestones({ fact }: Review): Block[] {
  const [done, late] = [fact("quarter_milestones_done"), fact("quarter_milestones_late")];
  if (done.value === null) return [];
  return [
    {
      kind: "figures",
      figures: [
        figureOf("Milestones reached", done),
        figureOf("Milestones late", late, "at the end of the quarter", (numberOf(late) ?? 0) > 0 ? "bad" : "neutral"),
      ],
    },
  ];
}

function nextGoals({ goals: rows, quarter }: Review): Block[] {
  const open = rows.filter(({ reached }) => !reached).slice(0, MOST_GOALS);
  if (open.length === 0)
    return [
      missing(
        `Goals for the time after ${quarter.name} are still to be agreed: two or three, each with a measure, a date and an owner on both sides.`,
      ),
    ];
  return [
    {
      kind: "checklist",
      items: open.map(({ objective, target_on: due }) => ({ what: objective, ...(due === null ? {} : { due: `by ${due}` }), done: false })),
    },
  ];
}

function requests({ requests: rows, fact }: Review): Block[] {
  if (rows.length === 0) {
    const why =
      fact("quarter_requests_open").value === null
        ? "No list of requested enhancements was at hand for this review."
        : "No enhancement was asked for.";
    return [missing(`${why} Worth asking today: what would help most.`)];
  }
  const shown = rows.slice(0, MOST_REQUESTS);
  return [
    {
      kind: "table",
      caption: `Requested enhancements${rows.length > shown.length ? `; ${rows.length - shown.length} more are not shown` : ""}`,
      columns: [
        { title: "Enhancement", width: 4 },
        { title: "Asked on", width: 1.1 },
        { title: "Status", width: 1.5 },
      ],
      rows: shown.map(({ title, status, asked_on: asked, shipped_on: shipped }) => [
        title,
        asked ?? "–",
        shipped === null ? status : `shipped ${shipped}`,
      ]),
      facts: [fact("quarter_requests_open"), fact("quarter_requests_shipped")],
    },
  ];
}

const UNDER_WAY = /plan|progress|develop|build|beta|doing|started|roadmap|next/;

function roadmap({ requests: rows, fact }: Review): Block[] {
  const coming = rows.filter(({ status, shipped_on: shipped }) => shipped === null && UNDER_WAY.test(status)).slice(0, MOST_REQUESTS);
  if (coming.length === 0) return [missing("Nothing you asked for is marked as planned or under way.")];
  const items = coming.map(({ title, status }): Words => `${title} (${status})`);
  return [
    { kind: "heading", text: "Coming from what you asked for" },
    { kind: "bullets", items },
    {
      kind: "paragraph",
      words: words`${cite(fact("quarter_requests_open"))} requests were open at the end of the quarter. Dates are not promised here.`,
    },
  ];
}

function releases({ releases: rows, fact }: Review): Block[] {
  if (rows.length === 0) {
    return [
      missing(
        fact("quarter_releases").value === null
          ? "No list of releases was at hand for this review."
          : "Nothing was released since the quarter began.",
      ),
    ];
  }
  const shown = rows.slice(0, MOST_REQUESTS);
  return [
    {
      kind: "table",
      caption: `Released since the quarter began${rows.length > shown.length ? `; ${rows.length - shown.length} more are not shown` : ""}`,
      columns: [
        { title: "Release", width: 2.4 },
        { title: "On", width: 1 },
        { title: "Answers your request", width: 2.6 },
      ],
      rows: shown.map(({ name, released_on: on, answers }) => [name, on, answers ?? "–"]),
      facts: [fact("quarter_releases")],
    },
  ];
}

function count(amount: number): string {
  return String(amount);
}
