import type { Adapter } from "../adapter.ts";

/** Group types are of a project's own naming; a user may be in a list of groups, of which the first counts. */
const GROUPS = ["company", "company_id", "account", "account_id", "organization", "org", "org_id", "workspace", "customer"];

const COMPANY = [
  ...GROUPS.map((group) => `groups.${group}`),
  ...["company", "company_id", "company_name", "account_id", "account", "organization"].map((key) => `user_properties.${key}`),
  ...["company", "company_id", "account_id"].map((key) => `event_properties.${key}`),
  // As a whole they say nothing; the domain is looked up under the group's name.
  "group_properties",
];

/** Amplitude's event export: one JSON object a line, UTC. */
export const AMPLITUDE: readonly Adapter[] = [
  {
    name: "amplitude-events",
    vendor: "amplitude",
    title: "Amplitude events (NDJSON)",
    table: "usage",
    format: "json",
    recognise: {
      required: ["event_type", "event_time", "user_id|device_id"],
      optional: ["$insert_id|_insert_id|uuid", "amplitude_id", "groups", "user_properties", "event_properties", "server_upload_time"],
    },
    columns: {
      feature: { from: ["event_type"], kind: "text" },
      at: { from: ["event_time"], kind: "instant" },
      user: { from: ["user_id", "device_id"], kind: "text" },
      insert_id: { from: ["$insert_id", "_insert_id", "uuid"], kind: "text" },
    },
    derive: {
      day: 'day_of("at")',
      events: "1",
      told: "CASE feature WHEN '$groupidentify' THEN 'group' WHEN '$identify' THEN 'user' END",
    },
    account: {
      any: COMPANY,
      domain: [
        ...GROUPS.slice(0, 5).map((group) => `group_properties.${group}.*.domain`),
        "group_properties.domain",
        "user_properties.company_domain",
      ],
      email: ["user_properties.email", "user_properties.$email", "user_id"],
    },
    required: ["feature", "at"],
    identity: ["feature", "at", "user", "insert_id"],
  },
];
