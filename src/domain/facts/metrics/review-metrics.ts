import type { Metric } from "../metric.ts";
import { cell, number, severalOr } from "./cells.ts";

const OF_PERIOD = { about: "account", window: 0, ofPeriod: true } as const;
const GOALS = { ...OF_PERIOD, query: "quarter-goals", needs: "success plans (objectives, criteria, dates)" } as const;
const REQUESTS = { ...OF_PERIOD, query: "quarter-requests", needs: "feature requests (Jira, Linear, GitHub, Productboard)" } as const;
const PEERS = { ...OF_PERIOD, query: "peers", needs: "usage and subscriptions of at least five other customers of the segment" } as const;

/** Goals, requests and peers of one account in a quarter: what a business review compares results with. */
export const REVIEW_METRICS: readonly Metric[] = [
  {
    ...GOALS,
    name: "goals",
    title: "goals in the success plan",
    unit: "count",
    sense: "neutral",
    words: ["goal", "objective"],
    formula: "success plans with an objective, written by the period's end",
    value: cell("goals"),
  },
  {
    ...GOALS,
    name: "goals_reached",
    title: "goals reached",
    unit: "count",
    sense: "up-good",
    words: ["goal", "objective", "reached"],
    formula: "of these, with full progress or a status that says so (current state)",
    value: cell("reached"),
  },
  {
    ...GOALS,
    name: "goals_value",
    title: "value reached",
    unit: "money",
    sense: "up-good",
    words: ["value", "saved", "gained", "worth"],
    formula: "Σ value recorded in the success plans (current state)",
    value: cell("value_minor"),
    reason: severalOr("valued", "no success plan states a value reached"),
  },
  {
    ...GOALS,
    name: "quarter_milestones_done",
    title: "milestones reached in the quarter",
    unit: "count",
    sense: "up-good",
    words: ["milestone"],
    formula: "milestones with a date of completion in the period",
    value: cell("milestones_done"),
  },
  {
    ...GOALS,
    name: "quarter_milestones_late",
    title: "milestones late at the end of the quarter",
    unit: "count",
    sense: "down-good",
    words: ["milestone"],
    formula: "milestones due by the period's last day and not reached then",
    value: cell("milestones_late"),
  },
  {
    ...REQUESTS,
    name: "quarter_requests_open",
    title: "requested enhancements open at the end of the quarter",
    unit: "count",
    sense: "neutral",
    words: ["request", "enhancement", "asked"],
    formula: "requests made by the period's last day and not shipped then",
    value: (row) => (number(row, "any_requests") === 0 ? null : cell("open")(row)),
    reason: () => "the exports hold no feature requests",
  },
  {
    ...REQUESTS,
    name: "quarter_requests_shipped",
    title: "requested enhancements shipped in the quarter",
    unit: "count",
    sense: "up-good",
    words: ["request", "enhancement", "shipped"],
    formula: "requests shipped in the period",
    value: (row) => (number(row, "any_requests") === 0 ? null : cell("shipped")(row)),
    reason: () => "the exports hold no feature requests",
  },
  {
    ...REQUESTS,
    name: "quarter_releases",
    title: "releases in the quarter",
    unit: "count",
    sense: "neutral",
    words: ["release"],
    formula: "releases with a date in the period",
    value: (row) => (number(row, "any_releases") === 0 ? null : cell("releases")(row)),
    reason: () => "the exports hold no releases",
    needs: "a list of releases",
  },
  {
    ...PEERS,
    name: "peer_accounts",
    title: "customers compared with",
    unit: "count",
    sense: "neutral",
    words: ["customer", "peer", "compar"],
    formula: "other customers of the same segment on the period's last day",
    value: cell("peers"),
  },
  ...(
    [
      ["seat_utilisation", "licensed seats in use, similar customers", "ratio", ["seat", "licence", "license"]],
      ["feature_adoption", "share of features in use, similar customers", "ratio", ["feature", "adoption"]],
      ["logins_per_user_week", "logins per user and week, similar customers", "count", ["login", "sign-in", "session"]],
    ] as const
  ).map(([of, title, unit, words]): Metric => ({
    ...PEERS,
    name: `peer_${of}`,
    title,
    unit,
    sense: "neutral",
    words,
    formula: `mean of the middle half of ${of} of the other customers of the segment, at least five, on the period's last day`,
    value: cell(of),
    reason: (row) => `only ${String(row[`${of}_of`] ?? 0)} similar customers can be compared; fewer than five are not shown`,
  })),
];
