import type { Adapter, Choice } from "../adapter.ts";

const SURVEY: Choice = {
  choice: {
    nps: "nps",
    "net promoter score": "nps",
    csat: "csat",
    "customer satisfaction": "csat",
    "customer satisfaction score": "csat",
    ces: "ces",
    "customer effort score": "ces",
    "customer effort": "ces",
  },
  otherwise: "reject",
};

/** Survey answers as CSV: one answer a row, NPS, CSAT or CES. */
export const NPS: readonly Adapter[] = [
  {
    name: "nps-answers",
    vendor: "surveys",
    title: "NPS, CSAT or CES answers (CSV)",
    table: "surveys",
    format: "table",
    recognise: {
      required: [
        "Score|Rating|NPS Score|NPS",
        "Email|Email Address|Respondent Email|Company",
        "Responded At|Created At|Answered At|Response Date|Date",
      ],
      optional: ["Response ID|id", "Survey Type|survey_type|Type", "Comment|Feedback", "Name", "Company"],
    },
    columns: {
      survey: { from: ["Response ID", "id"], kind: "id" },
      kind: { from: ["Survey Type", "Type"], kind: SURVEY },
      score: { from: ["Score", "Rating", "NPS Score", "NPS"], kind: "number" },
      email: { from: ["Email", "Email Address", "Respondent Email"], kind: "email", lenient: true },
      person: { from: ["Name", "Respondent"], kind: "text" },
      comment: { from: ["Comment", "Feedback"], kind: "text" },
      answered_at: { from: ["Responded At", "Answered At", "Response Date", "Created At", "Date"], kind: "instant" },
    },
    derive: {
      kind: "coalesce(kind, 'nps')",
      survey: "coalesce(survey, substr(sha256(concat_ws('|', email, person, answered_at, score)), 1, 16))",
    },
    account: {
      email: ["Email", "Email Address", "Respondent Email"],
      domain: ["Company Domain", "Domain"],
      name: ["Company", "Company name", "Account"],
    },
    required: ["score", "answered_at"],
    checks: [
      {
        column: "score",
        holds: "kind <> 'nps' OR (score BETWEEN 0 AND 10 AND score = floor(score))",
        reason: "nps: a whole number from 0 to 10",
      },
      { column: "score", holds: "kind <> 'csat' OR score BETWEEN 1 AND 5", reason: "csat: a number from 1 to 5" },
      { column: "score", holds: "kind <> 'ces' OR score BETWEEN 1 AND 7", reason: "ces: a number from 1 to 7" },
    ],
    identity: ["survey"],
    newest: { from: ["Updated At"], kind: "instant" },
  },
];
