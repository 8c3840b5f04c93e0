import type { Fact } from "../../../src/domain/facts/fact.ts";
import type { Metric } from "../../../src/domain/facts/metric.ts";
import type { Vocabulary } from "../../../src/run/verify/vocabulary.ts";

/** Builders for the tests of this folder and of the model run. */

export function metric(name: string, unit: Metric["unit"], words: readonly string[], more: Partial<Metric> = {}): Metric {
  return {
    name,
    about: "account",
    title: words[0] ?? name,
    unit,
    sense: "neutral",
    words,
    formula: "f",
    window: 30,
    query: "q",
    needs: "usage",
    value: () => null,
    ...more,
  };
}

export function fact(id: string, name: string, value: Fact["value"], unit: Fact["unit"], more: Partial<Fact> = {}): Fact {
  return {
    id,
    key: `key-${id}`,
    snapshot: "s1",
    metric: name,
    subject: { account: "acme" },
    value,
    unit,
    window: { from: "2026-10-16", to: "2026-11-14" },
    asOf: "2026-11-14",
    formula: "f",
    source: { query: "q", params: {}, tables: ["usage"], rows: 12 },
    ...more,
  };
}

export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [
    metric("logins_change_30d", "ratio", ["logins", "usage"], { change: true, title: "change of logins" }),
    metric("tickets_change_30d", "ratio", ["tickets", "support load"], { change: true, title: "change of tickets" }),
    metric("tickets_open", "count", ["open tickets", "tickets"]),
    metric("seats", "count", ["seats", "licences"]),
    metric("arr", "money", ["ARR", "annual recurring revenue"]),
    metric("arr_at_risk", "money", ["ARR at risk"]),
    metric("days_to_renewal", "days", ["renewal"]),
    metric("renewal_date", "date", ["renewal"]),
    metric("response_hours", "hours", ["first response", "response"]),
    metric("health", "score", ["health", "health score"]),
    metric("champion", "text", ["champion"]),
    metric("book_logins_change_30d", "ratio", ["logins"], { change: true, about: "book" }),
  ].map((entry) => [entry.name, entry]),
);

export const FACTS: ReadonlyMap<string, Fact> = new Map(
  [
    fact("F1", "logins_change_30d", -0.4649, "ratio"),
    fact("F2", "tickets_change_30d", 0.5, "ratio"),
    fact("F3", "tickets_open", 8, "count"),
    fact("F4", "arr", 11_880_000, "money", { currency: "USD" }),
    fact("F5", "days_to_renewal", 30, "days"),
    fact("F6", "renewal_date", "2026-12-14", "date"),
    fact("F7", "response_hours", 9.25, "hours"),
    fact("F8", "health", 41, "score"),
    fact("F9", "champion", "Dana Reyes", "text"),
    fact("F10", "logins_change_30d", -0.12, "ratio", { subject: { account: "globex" } }),
    fact("F11", "book_logins_change_30d", -0.02, "ratio", { subject: { book: "all" } }),
    fact("F12", "seats", null, "count", { reason: "no subscription" }),
    fact("F13", "arr_at_risk", 5_000_000, "money", { currency: "USD" }),
  ].map((entry) => [entry.id, entry]),
);

export const VOCABULARY: Vocabulary = {
  metrics: METRICS,
  account: "acme",
  accounts: new Map([
    ["acme", ["Acme Corp"]],
    ["globex", ["Globex Inc"]],
  ]),
  names: ["customer-success-manager", "Jo Park", "Northstar"],
  phrases: ["30-60-90", "48 h"],
  texts: ["The export job fails every night since the update. We are losing patience."],
  references: new Set(["PT-01", "SE-03"]),
};
