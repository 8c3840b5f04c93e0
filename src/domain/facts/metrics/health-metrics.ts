import { whyAbsent } from "../../health/why-absent.ts";
import type { Cells, Metric } from "../metric.ts";
import { cell } from "./cells.ts";

const HEALTH = {
  about: "account",
  query: "health",
  needs: "exports for the health model's inputs (usage, tickets, surveys, subscriptions)",
  window: 0,
} as const;
const WARNED = {
  about: "book",
  query: "book-warnings",
  needs: "exports that early warnings rest on",
  window: 0,
  sense: "down-good",
} as const;
const ABSTAINED = unscored("too few of the health model's inputs have data");

/** Why an account has no score: it is not scored at all, or what holds `otherwise`. */
function unscored(otherwise: string): (row: Cells) => string {
  return (row) => whyAbsent(row) ?? otherwise;
}

export const HEALTH_METRICS: readonly Metric[] = [
  {
    ...HEALTH,
    name: "health_score",
    title: "health score",
    unit: "score",
    sense: "up-good",
    words: ["health", "score"],
    formula: "weighted mean of the health model's inputs present, 0–100",
    value: cell("score"),
    reason: ABSTAINED,
  },
  {
    ...HEALTH,
    name: "health_tier",
    title: "health tier",
    unit: "tier",
    sense: "neutral",
    words: ["health", "tier"],
    formula: "band of the unrounded health score",
    value: cell("tier"),
    reason: ABSTAINED,
  },
  {
    ...HEALTH,
    name: "health_model",
    title: "health model",
    unit: "text",
    sense: "neutral",
    words: ["model"],
    formula: "name of the health model in use",
    value: cell("model"),
    reason: ABSTAINED,
  },
  {
    ...HEALTH,
    name: "health_coverage",
    title: "share of the health model's weights with data",
    unit: "ratio",
    sense: "up-good",
    words: ["coverage", "data", "weight"],
    formula: "weights of the inputs present / all weights",
    value: cell("coverage"),
    reason: ABSTAINED,
  },
  {
    ...HEALTH,
    name: "health_previous",
    title: "health score 30 days ago",
    unit: "score",
    sense: "up-good",
    words: ["health", "score"],
    formula: "the health score as of 30 days before as-of",
    value: cell("score_previous"),
    reason: unscored("the model abstained 30 days ago"),
  },
  {
    ...HEALTH,
    name: "health_change_30d",
    title: "change of the health score in 30 days",
    unit: "points",
    sense: "up-good",
    change: true,
    words: ["health", "score"],
    formula: "health score − health score 30 days ago",
    value: cell("score_change"),
    reason: unscored("the model abstained on one of the two days"),
  },
  {
    ...HEALTH,
    name: "weakest_input",
    title: "input that costs the score most",
    unit: "text",
    sense: "neutral",
    words: ["input", "weak"],
    formula: "the input with the most points missing from its share",
    value: cell("weakest"),
    reason: ABSTAINED,
  },
  {
    ...WARNED,
    name: "accounts_warned",
    title: "accounts with a grave warning that are neither red nor yellow",
    unit: "count",
    words: ["warning", "account"],
    formula:
      "accounts neither red nor yellow, without notice, with an early warning of severity high or critical; a near renewal is one within 30 days, where no talk about it was held or is booked",
    value: cell("warned"),
  },
  {
    ...WARNED,
    name: "accounts_warned_names",
    title: "gravely warned accounts beside the tiers, by name",
    unit: "text",
    words: [],
    formula: "the accounts neither red nor yellow with a grave warning, and the gravest of each",
    value: cell("warned_names"),
    reason: () => "no such account has a grave warning",
  },
];
