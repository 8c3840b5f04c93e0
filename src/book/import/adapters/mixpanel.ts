import type { Adapter } from "../adapter.ts";

/** Mixpanel's group keys are of a project's own naming; a key may hold a list. */
const COMPANY = [
  "properties.company",
  "properties.company_id",
  "properties.company_name",
  "properties.account",
  "properties.account_id",
  "properties.account_name",
  "properties.$company",
  "properties.organization",
  "properties.organization_id",
  "properties.org_id",
  "properties.workspace_id",
  "properties.$groups",
  "properties.$groups.company",
  "properties.$groups.company_id",
  "properties.$groups.account",
  "properties.$groups.account_id",
  "properties.$group",
  "properties.$group_id",
  "properties.group_id",
];

/** Mixpanel's raw event export: one JSON object a line, time in seconds or milliseconds. */
export const MIXPANEL: readonly Adapter[] = [
  {
    name: "mixpanel-events",
    vendor: "mixpanel",
    title: "Mixpanel raw events (NDJSON)",
    table: "usage",
    format: "json",
    recognise: {
      required: ["event", "properties.time", "properties.distinct_id"],
      optional: [
        "properties.$insert_id",
        "properties.company|properties.company_id|properties.account_id|properties.$group|properties.$group_id|properties.$groups.company",
      ],
    },
    columns: {
      feature: { from: ["event"], kind: "text" },
      at: { from: ["properties.time"], kind: "instant" },
      user: { from: ["properties.distinct_id"], kind: "text" },
      insert_id: { from: ["properties.$insert_id"], kind: "text" },
    },
    derive: {
      day: 'day_of("at")',
      events: "1",
      told: "CASE WHEN feature IN ('$identify', '$create_alias', '$merge') THEN 'user' END",
    },
    account: { any: COMPANY, email: ["properties.distinct_id", "properties.$email", "properties.email"] },
    required: ["feature", "at"],
    identity: ["feature", "at", "user", "insert_id"],
  },
];
