import type { Check, Choice } from "../adapter.ts";

/** What a source calls a survey → kind. */
export const SURVEY_KIND: Choice = {
  choice: {
    nps: "nps",
    "net promoter score": "nps",
    csat: "csat",
    csat5: "csat",
    "customer satisfaction": "csat",
    "customer satisfaction score": "csat",
    ces: "ces",
    ces7: "ces",
    "customer effort score": "ces",
    "customer effort": "ces",
  },
  otherwise: "reject",
};

/** Every score within the range of its kind. */
export const SCORE_CHECKS: readonly Check[] = [
  {
    column: "score",
    holds: "kind <> 'nps' OR (score BETWEEN 0 AND 10 AND score = floor(score))",
    reason: "nps: a whole number from 0 to 10",
  },
  { column: "score", holds: "kind <> 'csat' OR score BETWEEN 1 AND 5", reason: "csat: a number from 1 to 5" },
  { column: "score", holds: "kind <> 'ces' OR score BETWEEN 1 AND 7", reason: "ces: a number from 1 to 7" },
];

/** SQL of an answer's id where the source may give none. */
export const SURVEY_ID = "coalesce(survey, substr(sha256(concat_ws('|', email, person, answered_at, score)), 1, 16))";
