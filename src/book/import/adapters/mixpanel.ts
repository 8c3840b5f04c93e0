import type { Adapter } from "../adapter.ts";

const COMPANY = [
  "properties.company",
  "properties.company_id",
  "properties.company_name",
  "properties.account",
  "properties.account_id",
  "properties.$company",
  "properties.organization",
];

/** Mixpanel's raw event export: one JSON object a line. */
export const MIXPANEL: readonly Adapter[] = [
  {
    name: "mixpanel-events",
    vendor: "mixpanel",
    title: "Mixpanel raw events (NDJSON)",
    table: "usage",
    format: "json",
    recognise: {
      required: ["event", "properties.time", "properties.distinct_id"],
      optional: ["properties.$insert_id", "properties.company|properties.company_id|properties.account_id"],
    },
    columns: {
      feature: { from: ["event"], kind: "text" },
      at: { from: ["properties.time"], kind: "instant" },
      user: { from: ["properties.distinct_id"], kind: "text" },
      insert_id: { from: ["properties.$insert_id"], kind: "text" },
    },
    derive: { day: 'day_of("at")', events: "1" },
    account: { any: COMPANY, email: ["properties.distinct_id", "properties.$email", "properties.email"] },
    required: ["feature", "at"],
    identity: ["feature", "at", "user", "insert_id"],
  },
];
