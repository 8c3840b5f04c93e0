import type { Adapter, Choice } from "../adapter.ts";

const CALL: Choice = {
  choice: { track: "track", page: "page", screen: "screen", identify: "identify", group: "group", alias: "alias" },
  otherwise: "reject",
};

const GROUP = ["groupId", "group_id", "context.groupId", "context.group_id", "properties.groupId", "properties.group_id"];

/**
 * Segment's calls, one JSON object a line: tracks, pages and screens are usage; a `group` call says which account its user belongs to,
 * an `identify` call lets it be found by the user's address or company.
 */
export const SEGMENT: readonly Adapter[] = [
  {
    name: "segment-calls",
    vendor: "segment",
    title: "Segment calls (NDJSON)",
    table: "usage",
    format: "json",
    recognise: {
      required: [
        "type",
        "messageId|message_id",
        "userId|anonymousId|user_id|anonymous_id",
        "timestamp|originalTimestamp|sentAt|receivedAt",
      ],
      optional: ["event", "properties", "traits", "context", "groupId|group_id", "receivedAt|sentAt"],
    },
    columns: {
      feature: { from: ["event", "name", "properties.name", "properties.title", "properties.path"], kind: "text" },
      at: {
        from: ["timestamp", "originalTimestamp", "sentAt", "receivedAt", "original_timestamp", "sent_at", "received_at"],
        kind: "instant",
      },
      user: { from: ["userId", "user_id", "anonymousId", "anonymous_id"], kind: "text" },
      insert_id: { from: ["messageId", "message_id"], kind: "text" },
      told: { from: ["type"], kind: CALL },
    },
    derive: {
      // A call that is sent again keeps its message id, but its corrected time may differ by moments.
      at: `CASE WHEN insert_id IS NULL OR told IN ('group', 'identify') THEN "at" ELSE date_trunc('day', "at") + INTERVAL 1 DAY - INTERVAL 1 MICROSECOND END`,
      day: 'day_of("at")',
      events: "1",
      // A call of an unknown type is refused for that alone.
      feature:
        "CASE WHEN told IS NULL THEN '' ELSE CASE told WHEN 'page' THEN concat_ws(': ', 'Page', feature) WHEN 'screen' THEN concat_ws(': ', 'Screen', feature) ELSE feature END END",
      told: "CASE told WHEN 'group' THEN 'group' WHEN 'identify' THEN 'user' WHEN 'alias' THEN 'alias' END",
    },
    account: {
      id: GROUP,
      external: GROUP,
      email: ["traits.email", "context.traits.email", "properties.email", "userId", "user_id"],
      domain: ["traits.domain", "traits.website", "traits.company.domain"],
      name: ["traits.name"],
      any: [
        "traits.company.name",
        "traits.company",
        "traits.company_name",
        "traits.companyName",
        "context.traits.company.name",
        "context.traits.company",
        "properties.company",
        "properties.account_id",
        "properties.company_id",
      ],
      teachesIds: true,
    },
    required: ["at", "user"],
    checks: [{ column: "feature", holds: "told IS NOT NULL OR feature IS NOT NULL", reason: "the name of an event" }],
    identity: ["insert_id"],
  },
];
