import type { Adapter, ColumnRule } from "../adapter.ts";
import { LOWER, RATING, REPLIED_AFTER, solvedWhere } from "./words.ts";

const COLUMNS: Readonly<Record<string, ColumnRule>> = {
  ticket: { from: ["Ticket ID"], kind: "id" },
  requester_email: { from: ["Email", "Requester Email", "Contact Email"], kind: "email" },
  subject: { from: ["Subject"], kind: "text" },
  description: { from: ["Description"], kind: "html" },
  status: { from: ["Status"], kind: { choice: { "2": "open", "3": "pending", "4": "resolved", "5": "closed" }, otherwise: "hyphens" } },
  priority: {
    from: ["Priority", "Urgency"],
    kind: { choice: { "1": "low", "2": "medium", "3": "high", "4": "urgent" }, otherwise: "hyphens" },
  },
  type: { from: ["Type"], kind: LOWER },
  channel: { from: ["Source"], kind: LOWER },
  tags: { from: ["Tags", "Category", "Sub-Category"], kind: "list", join: ";" },
  satisfaction: { from: ["Survey results", "Survey result"], kind: RATING },
  created_at: { from: ["Created time"], kind: "instant" },
  updated_at: { from: ["Last update time", "Last updated time"], kind: "instant" },
  solved_at: { from: ["Resolved time", "Closed time"], kind: "instant" },
  first_reply_at: { from: ["Initial response time"], kind: "instant" },
  first_reply_minutes: { from: ["First response time (in hrs)"], kind: "hours" },
  agent: { from: ["Agent"], kind: "text" },
};

const TICKETS = {
  table: "tickets",
  format: "table",
  columns: COLUMNS,
  // The duration counts business hours and is often empty, so the times come first.
  derive: {
    satisfaction: "nullif(satisfaction, '')",
    first_reply_minutes: `coalesce(${REPLIED_AFTER}, first_reply_minutes)`,
    solved_at: solvedWhere(["resolved", "closed"], "updated_at"),
  },
  required: ["ticket", "created_at"],
  identity: ["ticket"],
  newest: { from: ["Last update time", "Last updated time"], kind: "instant" },
} as const satisfies Partial<Adapter>;

const USUAL = [
  "Description",
  "Priority",
  "Source",
  "Type",
  "Resolved time",
  "Last update time|Last updated time",
  "Initial response time",
  "First response time (in hrs)",
  "Tags",
];

/** Tickets of Freshdesk and Freshservice as CSV; the case of the headers' words varies. */
export const FRESHWORKS: readonly Adapter[] = [
  {
    ...TICKETS,
    name: "freshdesk-tickets",
    vendor: "freshdesk",
    title: "Freshdesk tickets (CSV)",
    recognise: {
      required: ["Ticket ID", "Subject", "Status", "Created time"],
      optional: [...USUAL, "Email|Contact ID|Full name|Requester Email", "Company Name|Company"],
      excluded: ["Urgency", "Impact"],
    },
    account: { email: ["Email", "Contact Email", "Requester Email"], name: ["Company Name", "Company"] },
  },
  {
    ...TICKETS,
    name: "freshservice-tickets",
    vendor: "freshservice",
    title: "Freshservice tickets (CSV)",
    recognise: {
      required: ["Ticket ID", "Subject", "Status", "Created time", "Requester Email|Requester Name", "Urgency|Impact|Category"],
      optional: [...USUAL, "Urgency", "Impact", "Category", "Company|Company Name"],
    },
    account: { email: ["Requester Email"], name: ["Company", "Company Name"] },
  },
];
