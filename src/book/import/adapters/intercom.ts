import type { Adapter } from "../adapter.ts";
import { LOWER, RATING, REPLIED_AFTER } from "./words.ts";

/** People who write to us, as against those who answer: admins, bots, the workspace itself. */
const CUSTOMERS = "('user', 'lead', 'contact', 'visitor')";

/** Intercom's conversations: pages of its API, and exports with one message a row. */
export const INTERCOM: readonly Adapter[] = [
  {
    name: "intercom-messages",
    vendor: "intercom",
    title: "Intercom messages (CSV)",
    table: "tickets",
    format: "table",
    recognise: {
      required: ["conversation_id", "message_body", "message_author_type", "message_created_at", "conversation_created_at"],
      optional: [
        "message_author_email",
        "message_author_companies",
        "conversation_tags",
        "conversation_state",
        "conversation_first_response_at",
        "conversation_closed_at",
      ],
    },
    columns: {
      ticket: { from: ["conversation_id"], kind: "id" },
      requester_email: { from: ["message_author_email"], kind: "email" },
      description: { from: ["message_body"], kind: "html" },
      status: { from: ["conversation_state"], kind: LOWER },
      tags: { from: ["conversation_tags"], kind: "list" },
      created_at: { from: ["conversation_created_at"], kind: "instant" },
      solved_at: { from: ["conversation_closed_at"], kind: "instant" },
      first_reply_at: { from: ["conversation_first_response_at"], kind: "instant" },
      said_at: { from: ["message_created_at"], kind: "instant" },
      said_by: { from: ["message_author_type"], kind: LOWER },
    },
    derive: { first_reply_minutes: REPLIED_AFTER, channel: "'chat'" },
    account: { email: ["message_author_email"], name: ["message_author_companies"] },
    required: ["ticket", "created_at", "said_at"],
    identity: ["ticket"],
    // The customer's earliest message stands for the conversation.
    order: `CASE WHEN said_by IN ${CUSTOMERS} AND description IS NOT NULL THEN make_timestamp(-epoch_us(said_at)) END`,
    drop: { when: `coalesce(said_by, '') NOT IN ${CUSTOMERS}`, what: "our own messages" },
    note: "one ticket a conversation, described by what the customer wrote first; the later messages count as repeated",
  },
  {
    name: "intercom-conversations",
    vendor: "intercom",
    title: "Intercom conversations (JSON)",
    table: "tickets",
    format: "json",
    container: "conversations",
    recognise: {
      required: ["id", "created_at", "state", "source.body|source.subject"],
      optional: ["updated_at", "source.author.email", "contacts", "statistics", "tags", "priority", "conversation_rating"],
    },
    columns: {
      ticket: { from: ["id"], kind: "id" },
      requester_email: { from: ["source.author.email"], kind: "email" },
      subject: { from: ["source.subject", "title"], kind: "html" },
      description: { from: ["source.body"], kind: "html" },
      status: { from: ["state"], kind: LOWER },
      priority: { from: ["priority"], kind: { choice: { priority: "high", not_priority: "normal" }, otherwise: "hyphens" } },
      channel: { from: ["source.type"], kind: LOWER },
      tags: { from: ["tags.tags"], kind: "list" },
      satisfaction: { from: ["conversation_rating.rating"], kind: RATING },
      created_at: { from: ["created_at"], kind: "instant" },
      updated_at: { from: ["updated_at"], kind: "instant" },
      solved_at: { from: ["statistics.last_close_at", "statistics.first_close_at"], kind: "instant" },
      first_reply_at: { from: ["statistics.first_admin_reply_at"], kind: "instant" },
      reopens: { from: ["statistics.count_reopens"], kind: "int" },
      said_by: { from: ["source.author.type"], kind: LOWER },
    },
    derive: {
      satisfaction: "nullif(satisfaction, '')",
      first_reply_minutes: REPLIED_AFTER,
      // A conversation that was opened again keeps the time of its last close.
      solved_at: "CASE WHEN status = 'closed' THEN coalesce(solved_at, updated_at) END",
      requester_email: "CASE WHEN said_by IN ('admin', 'bot') THEN NULL ELSE requester_email END",
    },
    account: { email: ["source.author.email"], name: ["company.name", "custom_attributes.company"] },
    required: ["ticket", "created_at"],
    identity: ["ticket"],
    newest: { from: ["updated_at"], kind: "instant" },
  },
];
