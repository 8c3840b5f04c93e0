import type { Choice } from "../adapter.ts";

/** What a source writes with capitals and blanks, as one lower-case word. */
export const LOWER: Choice = { choice: {}, otherwise: "hyphens" };

/** Answers of a satisfaction survey as good or bad; what was offered but not answered, or lies between, is the empty text. */
export const RATING: Choice = {
  choice: {
    good: "good",
    "good with comment": "good",
    satisfied: "good",
    happy: "good",
    "very happy": "good",
    "extremely happy": "good",
    awesome: "good",
    "4": "good",
    "5": "good",
    bad: "bad",
    "bad with comment": "bad",
    dissatisfied: "bad",
    "not satisfied": "bad",
    unsatisfied: "bad",
    unhappy: "bad",
    "very unhappy": "bad",
    "extremely unhappy": "bad",
    "not good": "bad",
    "1": "bad",
    "2": "bad",
  },
  otherwise: { value: "" },
};

/** SQL: calendar minutes from the opening to the first reply, where both times are known. */
export const REPLIED_AFTER =
  "CASE WHEN first_reply_at >= created_at THEN CAST(date_diff('minute', created_at, first_reply_at) AS INTEGER) END";

/** SQL: `solved_at`, and where an export leaves it out of a ticket in one of these states, what `instead` says. */
export function solvedWhere(states: readonly string[], instead: string): string {
  return `CASE WHEN lower(status) IN (${states.map((state) => `'${state}'`).join(", ")}) THEN coalesce(solved_at, ${instead}) ELSE solved_at END`;
}

/** SQL: labels without the one that names the customer (see AccountReference.labels). */
export function labelsBut(column: string): string {
  return `nullif(array_to_string(list_filter(string_split(${column}, ';'), lambda x: NOT regexp_matches(x, '(?i)^(customer|client|account|company)\\s*[:/=]')), ';'), '')`;
}
