import type { Metric } from "../metric.ts";
import { cell, change, number, share } from "./cells.ts";

const USAGE = { about: "account", query: "usage-trend", needs: "a product usage export (Mixpanel, Amplitude, Segment)" } as const;
const USERS_NEEDED = "the usage export has no user ids, so people cannot be counted";

const withUsers = (column: string): Metric["value"] => (row) => (number(row, "rows_with_user") === 0 ? null : cell(column)(row));

export const USAGE_METRICS: readonly Metric[] = [
  { ...USAGE, name: "logins_last_30d", title: "logins in the last 30 days", unit: "count", sense: "up-good", window: 30, words: ["login", "sign-in", "session"], formula: "logins in the 30 days to as-of", value: cell("logins_last") },
  { ...USAGE, name: "logins_prior_30d", title: "logins in the 30 days before", unit: "count", sense: "up-good", window: 60, words: ["login", "sign-in", "session"], formula: "logins in days 31–60 before as-of", value: cell("logins_prior") },
  {
    ...USAGE, name: "logins_change_30d", title: "change in logins, 30 days against the 30 before", unit: "ratio", sense: "up-good", change: true, window: 60, words: ["login", "sign-in", "session"],
    formula: "(logins last 30 d − logins prior 30 d) / logins prior 30 d", value: change("logins_last", "logins_prior", 10), reason: () => "fewer than 10 logins in the 30 days before: too few for a change",
  },
  { ...USAGE, name: "active_users_30d", title: "active users in the last 30 days", unit: "count", sense: "up-good", window: 30, words: ["active user", "user", "people"], formula: "distinct users with any event in the 30 days to as-of", value: withUsers("users_last"), reason: () => USERS_NEEDED },
  { ...USAGE, name: "active_users_prior_30d", title: "active users in the 30 days before", unit: "count", sense: "up-good", window: 60, words: ["active user", "user", "people"], formula: "distinct users with any event in days 31–60 before as-of", value: withUsers("users_prior"), reason: () => USERS_NEEDED },
  {
    ...USAGE, name: "active_users_change_30d", title: "change in active users, 30 days against the 30 before", unit: "ratio", sense: "up-good", change: true, window: 60, words: ["active user", "user", "people"],
    formula: "(active users last 30 d − prior 30 d) / prior 30 d", value: change("users_last", "users_prior", 4), reason: () => "fewer than 4 active users in the 30 days before: too few for a change",
  },
  { ...USAGE, name: "features_used_30d", title: "features used in the last 30 days", unit: "count", sense: "up-good", window: 30, words: ["feature"], formula: "distinct features used in the 30 days to as-of", value: cell("features_last") },
  { ...USAGE, name: "features_used_prior_30d", title: "features used in the 30 days before", unit: "count", sense: "up-good", window: 60, words: ["feature"], formula: "distinct features used in days 31–60 before as-of", value: cell("features_prior") },
  {
    ...USAGE, name: "features_change_30d", title: "change in features used, 30 days against the 30 before", unit: "ratio", sense: "up-good", change: true, window: 60, words: ["feature", "breadth"],
    formula: "(features last 30 d − prior 30 d) / prior 30 d", value: change("features_last", "features_prior", 2), reason: () => "fewer than 2 features in use in the 30 days before",
  },
  { ...USAGE, name: "feature_adoption", title: "share of the product's features in use", unit: "ratio", sense: "up-good", window: 30, words: ["feature", "adoption", "breadth"], formula: "features used in the last 30 d / features any account has used", value: share("features_last", "features_offered") },
  {
    ...USAGE, name: "logins_per_user_week", title: "logins per active user and week", unit: "count", sense: "up-good", window: 30, words: ["login", "sign-in"], formula: "logins last 30 d / active users last 30 d / (30/7)",
    value: (row) => { const users = number(row, "users_last"); const logins = number(row, "logins_last"); if (users === null || logins === null || number(row, "rows_with_user") === 0) return null; return users === 0 ? 0 : logins / users / (30 / 7); },
    reason: () => USERS_NEEDED,
  },
  { ...USAGE, name: "last_use_on", title: "last day of use", unit: "date", sense: "neutral", window: 0, words: ["use", "used", "login", "seen"], formula: "latest day with any event up to as-of", value: cell("last_on") },
  { ...USAGE, name: "days_silent", title: "days since the last use", unit: "days", sense: "down-good", window: 0, words: ["use", "silent", "since", "quiet", "login"], formula: "as-of − latest day with any event", value: cell("days_silent") },
  { ...USAGE, name: "first_value_on", title: "first value reached on", unit: "date", sense: "neutral", window: 0, words: ["first", "value", "feature"], formula: "earliest day with an event that counts as first value (references/cues.yaml; by default any but a login)", value: cell("first_value_on"), reason: () => "first value has not been reached" },
  { ...USAGE, name: "value_realised", title: "first value reached", unit: "count", sense: "up-good", window: 0, words: ["first", "value"], formula: "1 when first value has been reached, else 0", value: (row) => (row["first_value_on"] === null ? 0 : 1) },
  { ...USAGE, name: "days_of_history", title: "days of usage history", unit: "days", sense: "neutral", window: 0, words: ["history", "usage", "data"], formula: "as-of − earliest day with any event", value: cell("days_of_history") },
  { about: "account", query: "login-decline", needs: USAGE.needs, name: "logins_down_since", title: "logins down by 30 % or more since", unit: "date", sense: "neutral", window: 150, words: ["since", "login", "down", "decline"], formula: "first day of the present run in which logins of 30 d were ≥ 30 % below the 30 d before", value: cell("down_since"), reason: () => "logins are not down by 30 % or more" },
  { about: "account", query: "seat-use", needs: "a usage export with user ids and a subscriptions export with seats", name: "seat_utilisation", title: "licensed seats in use", unit: "ratio", sense: "up-good", window: 30, words: ["seat", "licence", "license"], formula: "active users last 30 d / licensed seats", value: share("users", "seats") },
];
