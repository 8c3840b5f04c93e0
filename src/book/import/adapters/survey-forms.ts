import type { Adapter, Choice } from "../adapter.ts";
import { SCORE_CHECKS, SURVEY_ID } from "./survey-kinds.ts";

interface Question {
  readonly kind: "nps" | "csat" | "ces";
  readonly title: string;
  /** Wordings of the question, which is the header of its column. */
  readonly asked: readonly string[];
  readonly from: number;
  readonly to: number;
  /** What the answers say from `from` to `to`, for forms that ask in words. */
  readonly words: readonly (readonly string[])[];
}

const QUESTIONS: readonly Question[] = [
  {
    kind: "nps",
    title: "Survey form with the recommendation question (CSV)",
    asked: ["How likely*recommend*", "*likelihood to recommend*", "*would you recommend*", "NPS*"],
    from: 0,
    to: 10,
    words: [["not at all likely"], [], [], [], [], ["neutral"], [], [], [], [], ["extremely likely"]],
  },
  {
    kind: "csat",
    title: "Survey form with a satisfaction question (CSV)",
    asked: ["How satisfied*", "*overall satisfaction*", "*how would you rate*", "CSAT*"],
    from: 1,
    to: 5,
    words: [
      ["very dissatisfied", "very unsatisfied"],
      ["dissatisfied", "unsatisfied", "somewhat dissatisfied"],
      ["neutral", "neither satisfied nor dissatisfied"],
      ["satisfied", "somewhat satisfied"],
      ["very satisfied", "extremely satisfied"],
    ],
  },
  {
    kind: "ces",
    title: "Survey form with an effort question (CSV)",
    asked: ["*made it easy*", "How easy*", "*how much effort*", "CES*"],
    from: 1,
    to: 7,
    words: [
      ["strongly disagree", "very difficult"],
      ["disagree", "difficult"],
      ["somewhat disagree", "somewhat difficult"],
      ["neutral", "neither agree nor disagree"],
      ["somewhat agree", "somewhat easy"],
      ["agree", "easy"],
      ["strongly agree", "very easy"],
    ],
  },
];

const ANSWERED = [
  "Submit Date (UTC)",
  "Submitted At",
  "Submission Date",
  "Date Submitted",
  "Date Modified",
  "End Date",
  "EndDate",
  "Completed At",
  "Timestamp",
  "Date Created",
  "Start Date (UTC)",
  "Start Date",
];
const EMAIL = ["Email Address", "Email", "Your email*", "*email address*", "Respondent Email", "RecipientEmail"];
const COMPANY = ["Company", "Company Name", "Account", "Organization", "*your company*"];
const COMMENT = [
  "Comment",
  "Feedback",
  "*reason*score*",
  "*main reason*",
  "*tell us*",
  "*why*",
  "*anything else*",
  "*could we*improve*",
  "*comments*",
];

/** Forms of survey programs: the question itself is the header of the column that holds the score. */
export const SURVEY_FORMS: readonly Adapter[] = QUESTIONS.map((question) => ({
  name: `survey-form-${question.kind}`,
  vendor: "surveys",
  title: question.title,
  table: "surveys",
  format: "table",
  recognise: {
    required: [question.asked.join("|"), ANSWERED.join("|")],
    optional: [
      "Respondent ID|Network ID|Response ID|ResponseId|#|Token",
      EMAIL.join("|"),
      COMPANY.join("|"),
      COMMENT.join("|"),
      // Where a form asks several questions the recommendation is the one that is read.
      ...(question.kind === "nps" ? [question.asked.join("|")] : []),
    ],
    excluded: ["Score", "Ticket ID", "Subject"],
  },
  columns: {
    survey: { from: ["Respondent ID", "Response ID", "ResponseId", "Token"], kind: "id" },
    score: { from: question.asked, kind: answers(question) },
    email: { from: EMAIL, kind: "email" },
    person: { from: ["First Name", "Last Name", "Name", "Your name*"], kind: "text", join: " " },
    comment: { from: COMMENT, kind: "text" },
    answered_at: { from: ANSWERED, kind: "instant" },
  },
  derive: { kind: `'${question.kind}'`, survey: `concat_ws('/', '${question.kind}', ${SURVEY_ID})` },
  account: { email: EMAIL, domain: ["Company Domain", "Domain"], name: COMPANY, external: ["Company ID", "Account ID"] },
  required: ["score", "answered_at"],
  checks: SCORE_CHECKS,
  skip: { from: question.asked, values: ["response", "open-ended response"], what: "the second line of headers" },
  identity: ["survey"],
  newest: { from: ["Date Modified"], kind: "instant" },
}));

/** `9`, `9.0`, `9 - extremely likely`, `extremely likely - 9`, and the words alone. */
function answers({ from, to, words }: Question): Choice {
  const scores = Array.from({ length: to - from + 1 }, (_, index) => ({ score: String(from + index), said: words[index] ?? [] }));
  const spellings = scores.flatMap(({ score, said }) =>
    [
      score,
      `${score}.0`,
      ...said,
      ...said.flatMap((word) => [
        `${score} - ${word}`,
        `${word} - ${score}`,
        `${score} – ${word}`,
        `${word} (${score})`,
        `${score} (${word})`,
      ]),
    ].map((spelling) => [spelling, score] as const),
  );
  return { choice: Object.fromEntries(spellings), otherwise: "reject" };
}
