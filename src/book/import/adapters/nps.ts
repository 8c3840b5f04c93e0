import type { Adapter } from "../adapter.ts";
import { SCORE_CHECKS, SURVEY_ID, SURVEY_KIND } from "./survey-kinds.ts";

const EMAIL = ["Email", "Email Address", "Respondent Email"];
const COMPANY = ["Company", "Company name", "Account", "Account Name", "Customer", "Customer Name"];
const ID = ["Account ID", "Company ID", "Customer ID"];

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
        [...EMAIL, ...COMPANY, ...ID].join("|"),
        "Responded At|Created At|Answered At|Response Date|Date",
        // Leads and ratings have scores too.
        "NPS Score|NPS|Survey Type|Response ID|Responded At|Answered At|Response Date|Respondent Email|Comment|Feedback",
      ],
      optional: ["Response ID|id", "Survey Type|survey_type|Type", "Comment|Feedback", "Name", "Company"],
      excluded: ["Permalink", "Delighted Source"],
    },
    columns: {
      survey: { from: ["Response ID", "id"], kind: "id" },
      kind: { from: ["Survey Type", "Type"], kind: SURVEY_KIND },
      score: { from: ["Score", "Rating", "NPS Score", "NPS"], kind: "number" },
      email: { from: EMAIL, kind: "email" },
      person: { from: ["Name", "Respondent"], kind: "text" },
      comment: { from: ["Comment", "Feedback"], kind: "text" },
      answered_at: { from: ["Responded At", "Answered At", "Response Date", "Created At", "Date"], kind: "instant" },
    },
    derive: {
      kind: "coalesce(kind, 'nps')",
      survey: SURVEY_ID,
    },
    account: {
      external: ID,
      email: EMAIL,
      domain: ["Company Domain", "Domain"],
      any: COMPANY,
    },
    required: ["score", "answered_at"],
    checks: SCORE_CHECKS,
    identity: ["survey"],
    newest: { from: ["Updated At"], kind: "instant" },
  },
];
