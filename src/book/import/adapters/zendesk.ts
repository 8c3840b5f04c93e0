import type { Adapter } from "../adapter.ts";

/** Zendesk's JSON export and API pages, with users, organisations and metric sets beside the tickets where they were asked for. */
export const ZENDESK: readonly Adapter[] = [
  {
    name: "zendesk-tickets",
    vendor: "zendesk",
    title: "Zendesk tickets (JSON)",
    table: "tickets",
    format: "json",
    container: "tickets",
    sideLoads: {
      requester: { list: "users", key: "id", by: "requester_id" },
      organization: { list: "organizations", key: "id", by: "organization_id" },
      metrics: { list: "metric_sets", key: "ticket_id", by: "id" },
    },
    recognise: {
      required: ["id", "subject|raw_subject", "requester_id", "created_at"],
      optional: ["updated_at", "status", "description", "priority", "organization_id", "tags"],
    },
    columns: {
      ticket: { from: ["id"], kind: "id" },
      requester_email: { from: ["requester.email", "via.source.from.address"], kind: "email", lenient: true },
      subject: { from: ["subject", "raw_subject"], kind: "text" },
      description: { from: ["description"], kind: "text" },
      status: { from: ["status"], kind: "text" },
      priority: { from: ["priority"], kind: "text" },
      type: { from: ["type"], kind: "text" },
      channel: { from: ["via.channel"], kind: "text" },
      tags: { from: ["tags"], kind: "list" },
      satisfaction: { from: ["satisfaction_rating.score"], kind: { choice: { good: "good", bad: "bad" }, otherwise: { value: "" } } },
      created_at: { from: ["created_at"], kind: "instant" },
      updated_at: { from: ["updated_at"], kind: "instant" },
      solved_at: { from: ["metrics.solved_at"], kind: "instant" },
      first_reply_minutes: { from: ["metrics.reply_time_in_minutes.calendar"], kind: "int" },
      reopens: { from: ["metrics.reopens"], kind: "int" },
    },
    derive: { satisfaction: "nullif(satisfaction, '')" },
    account: {
      id: ["organization_id", "requester.organization_id"],
      external: ["organization.external_id"],
      email: ["requester.email", "via.source.from.address"],
      domain: ["organization.domain_names"],
      name: ["organization.name"],
      teachesIds: true,
    },
    required: ["ticket", "created_at"],
    identity: ["ticket"],
    newest: { from: ["updated_at"], kind: "instant" },
  },
];
