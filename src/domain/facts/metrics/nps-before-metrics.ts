import type { Metric } from "../metric.ts";
import { cell } from "./cells.ts";

const BEFORE = { about: "book", query: "book-voice", needs: "an NPS export", window: 365 } as const;

/** What the NPS was before the last 90 days: what the present one is held against. */
export const NPS_BEFORE_METRICS: readonly Metric[] = [
  {
    ...BEFORE,
    name: "nps_before",
    title: "NPS, the rest of the year before",
    unit: "points",
    sense: "up-good",
    words: ["nps", "net promoter"],
    formula: "100 × (answers 9–10 − answers 0–6) / answers, the latest answer of each respondent in days 91–365 before as-of",
    value: cell("nps_before"),
    reason: () => "no NPS answer 91 to 365 days before",
  },
  {
    ...BEFORE,
    name: "nps_answers_before",
    title: "NPS answers, the rest of the year before",
    unit: "count",
    sense: "up-good",
    words: ["nps", "answer", "response"],
    formula: "respondents with an NPS answer in days 91–365 before as-of",
    value: cell("answers_before"),
  },
];
