import type { Adapter } from "../adapter.ts";
import { SCORE_CHECKS, SURVEY_ID, SURVEY_KIND } from "./survey-kinds.ts";

const PROPERTIES = ["company", "Company", "company_name", "Company Name", "account", "Account", "organization"];
const IDS = ["company_id", "Company ID", "account_id", "Account ID", "customer_id", "Customer ID"];
const under = (keys: readonly string[]): string[] => keys.map((key) => `person_properties.${key}`);

/** Delighted's answers: pages of its API, and CSV with the person in columns. */
export const DELIGHTED: readonly Adapter[] = [
  {
    name: "delighted-responses",
    vendor: "delighted",
    title: "Delighted survey responses (JSON)",
    table: "surveys",
    format: "json",
    recognise: {
      required: ["score", "survey_type", "created_at", "person|person_properties"],
      optional: ["id", "comment", "permalink", "person.email", "updated_at", "person_properties"],
    },
    columns: {
      survey: { from: ["id"], kind: "id" },
      kind: { from: ["survey_type"], kind: SURVEY_KIND },
      score: { from: ["score"], kind: "number" },
      email: { from: ["person.email", "person_properties.email"], kind: "email" },
      person: { from: ["person.name"], kind: "text" },
      comment: { from: ["comment"], kind: "text" },
      answered_at: { from: ["created_at"], kind: "instant" },
    },
    derive: { survey: SURVEY_ID },
    account: {
      // A page that does not spell out its people names each by id alone; another page may tell who that is.
      id: ["person.id", "person"],
      external: under(IDS),
      email: ["person.email", "person_properties.email"],
      any: ["person_properties", ...under(PROPERTIES)],
      teachesIds: true,
    },
    required: ["kind", "score", "answered_at"],
    checks: SCORE_CHECKS,
    identity: ["survey"],
    newest: { from: ["updated_at"], kind: "instant" },
  },
  {
    name: "delighted-responses-table",
    vendor: "delighted",
    title: "Delighted survey responses (CSV)",
    table: "surveys",
    format: "table",
    recognise: {
      required: [
        "Score",
        "Survey Type|survey_type",
        "Created At|Created At (UTC)|Responded At|Response Date",
        "Permalink|Delighted Source|Delighted Device Type|Delighted Browser|Person ID|person.id",
      ],
      optional: ["Response ID|id", "Email|Person Email|person.email", "Name|Person Name|person.name", "Comment", "Updated At"],
    },
    columns: {
      survey: { from: ["Response ID", "id"], kind: "id" },
      kind: { from: ["Survey Type"], kind: SURVEY_KIND },
      score: { from: ["Score"], kind: "number" },
      email: { from: ["Email", "Person Email", "person.email"], kind: "email" },
      person: { from: ["Name", "Person Name", "person.name"], kind: "text" },
      comment: { from: ["Comment"], kind: "text" },
      answered_at: { from: ["Responded At", "Created At", "Created At (UTC)", "Response Date"], kind: "instant" },
    },
    derive: { survey: SURVEY_ID },
    account: {
      id: ["Person ID", "person.id"],
      external: ["Company ID", "Account ID", "Customer ID"],
      email: ["Email", "Person Email", "person.email"],
      domain: ["Company Domain", "Domain"],
      name: ["Company", "Company Name", "Account"],
      teachesIds: true,
    },
    required: ["kind", "score", "answered_at"],
    checks: SCORE_CHECKS,
    identity: ["survey"],
    newest: { from: ["Updated At", "Updated At (UTC)"], kind: "instant" },
  },
];
