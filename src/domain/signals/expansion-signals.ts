import { graded, type SignalRule } from "./signal.ts";

/** Chances to grow with a customer. Success drives them, sales closes them. */
export const EXPANSION_SIGNALS: readonly SignalRule[] = [
  {
    signal: "adoption_high",
    kind: "expansion",
    title: "they use nearly all of the product",
    metrics: ["feature_adoption", "features_used_30d"],
    severity: (of) => ((of.number("feature_adoption") ?? 0) > 0.8 ? "low" : null),
  },
  {
    signal: "seats_full",
    kind: "expansion",
    title: "the seats run out",
    metrics: ["seat_utilisation", "active_users_30d", "seats"],
    severity: (of) => graded(of.number("seat_utilisation"), [0.9, "medium"], [1, "high"]),
  },
  {
    signal: "promoter",
    kind: "expansion",
    title: "they recommend us",
    metrics: ["nps_recent", "nps_last_on"],
    severity: (of) => graded(of.number("nps_recent"), [9, "low"]),
    since: (of) => of.day("nps_last_on"),
  },
  {
    signal: "asks_for_more",
    kind: "expansion",
    title: "they ask for more",
    metrics: ["expansion_tickets"],
    severity: (of) => graded(of.number("expansion_tickets"), [1, "medium"], [2, "high"]),
  },
  {
    signal: "users_growing",
    kind: "expansion",
    title: "more people use it",
    metrics: ["active_users_change_30d", "active_users_30d", "active_users_prior_30d"],
    severity: (of) => graded(of.number("active_users_change_30d"), [0.2, "low"], [0.5, "medium"]),
  },
];
