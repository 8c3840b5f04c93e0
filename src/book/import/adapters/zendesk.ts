import type { Adapter, ColumnRule } from "../adapter.ts";
import { LOWER, RATING, solvedWhere } from "./words.ts";

/** Metric sets stand beside the tickets (`metrics`, by side-load) or in them. */
const COLUMNS: Readonly<Record<string, ColumnRule>> = {
  ticket: { from: ["id"], kind: "id" },
  requester_email: { from: ["requester.email", "via.source.from.address"], kind: "email" },
  subject: { from: ["subject", "raw_subject"], kind: "text" },
  description: { from: ["description"], kind: "text" },
  status: { from: ["status"], kind: LOWER },
  priority: { from: ["priority"], kind: LOWER },
  type: { from: ["type"], kind: "text" },
  channel: { from: ["via.channel"], kind: "text" },
  tags: { from: ["tags"], kind: "list" },
  satisfaction: { from: ["satisfaction_rating.score"], kind: RATING },
  created_at: { from: ["created_at"], kind: "instant" },
  updated_at: { from: ["updated_at"], kind: "instant" },
  solved_at: { from: ["metrics.solved_at", "metric_set.solved_at"], kind: "instant" },
  first_reply_minutes: { from: ["metrics.reply_time_in_minutes.calendar", "metric_set.reply_time_in_minutes.calendar"], kind: "int" },
  reopens: { from: ["metrics.reopens", "metric_set.reopens"], kind: "int" },
  agent: { from: ["assignee.name", "assignee_id"], kind: "text" },
};

/** A ticket is closed some days after it was solved, so this is late, but never an open ticket. */
const SOLVED = solvedWhere(["solved", "closed"], "updated_at");

const JSON_TICKETS = {
  vendor: "zendesk",
  table: "tickets",
  format: "json",
  container: "tickets",
  columns: COLUMNS,
  derive: { satisfaction: "nullif(satisfaction, '')", solved_at: SOLVED },
  required: ["ticket", "created_at"],
  identity: ["ticket"],
  newest: { from: ["updated_at"], kind: "instant" },
  drop: { when: "lower(status) = 'deleted'", what: "deleted tickets" },
} as const satisfies Partial<Adapter>;

const USUAL = ["updated_at", "status", "description", "priority", "tags"];

/** Zendesk's tickets: pages of its API, the account export as JSON (whole or one ticket a line), and as CSV. */
export const ZENDESK: readonly Adapter[] = [
  {
    ...JSON_TICKETS,
    name: "zendesk-tickets",
    title: "Zendesk tickets (JSON)",
    sideLoads: {
      requester: { list: "users", key: "id", by: "requester_id" },
      organization: { list: "organizations", key: "id", by: "organization_id" },
      assignee: { list: "users", key: "id", by: "assignee_id" },
      metrics: { list: "metric_sets", key: "ticket_id", by: "id" },
    },
    recognise: {
      required: ["id", "subject|raw_subject", "requester_id", "created_at"],
      optional: [...USUAL, "organization_id"],
      excluded: ["requester.email", "requester.name", "organization.name"],
    },
    account: {
      id: ["organization_id", "requester.organization_id"],
      external: ["organization.external_id"],
      email: ["requester.email", "via.source.from.address"],
      domain: ["organization.domain_names"],
      name: ["organization.name"],
      teachesIds: true,
    },
  },
  {
    ...JSON_TICKETS,
    name: "zendesk-export",
    title: "Zendesk account export of tickets (JSON)",
    recognise: {
      required: ["id", "subject|raw_subject", "requester.email|requester.name|organization.name", "created_at"],
      optional: [...USUAL, "requester.email", "organization.name"],
    },
    account: {
      id: ["organization.id", "organization_id", "requester.organization_id"],
      external: ["organization.external_id"],
      email: ["requester.email", "via.source.from.address"],
      domain: ["organization.domain_names"],
      name: ["organization.name"],
      teachesIds: true,
    },
  },
  {
    name: "zendesk-csv",
    vendor: "zendesk",
    title: "Zendesk tickets (CSV)",
    table: "tickets",
    format: "table",
    recognise: {
      required: ["Id", "Requester", "Subject", "Status", "Created at", "Requester id|Requester email|Summation column"],
      optional: [
        "Requester email",
        "Organization",
        "Tags",
        "Priority",
        "Via",
        "Ticket type",
        "Updated at",
        "Solved at",
        "Satisfaction Score",
        "Reopens",
        "First reply time in minutes",
      ],
    },
    columns: {
      ticket: { from: ["Id"], kind: "id" },
      requester_email: { from: ["Requester email"], kind: "email" },
      subject: { from: ["Subject"], kind: "text" },
      status: { from: ["Status"], kind: LOWER },
      priority: { from: ["Priority"], kind: LOWER },
      type: { from: ["Ticket type"], kind: LOWER },
      channel: { from: ["Via"], kind: LOWER },
      tags: { from: ["Tags"], kind: "list" },
      satisfaction: { from: ["Satisfaction Score"], kind: RATING },
      created_at: { from: ["Created at"], kind: "instant" },
      updated_at: { from: ["Updated at"], kind: "instant" },
      solved_at: { from: ["Solved at"], kind: "instant" },
      first_reply_minutes: { from: ["First reply time in minutes"], kind: "int" },
      reopens: { from: ["Reopens"], kind: "int" },
      agent: { from: ["Assignee"], kind: "text" },
    },
    // In this export blanks part the tags.
    derive: { satisfaction: "nullif(satisfaction, '')", tags: "regexp_replace(tags, '\\s+', ';', 'g')", solved_at: SOLVED },
    account: {
      external: ["Requester external id"],
      email: ["Requester email"],
      name: ["Organization"],
    },
    required: ["ticket", "created_at"],
    identity: ["ticket"],
    newest: { from: ["Updated at"], kind: "instant" },
    drop: { when: "status = 'deleted'", what: "deleted tickets" },
    note: "this export holds no messages: tickets are read by their subject alone",
  },
];
