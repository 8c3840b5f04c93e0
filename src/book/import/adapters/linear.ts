import type { Adapter } from "../adapter.ts";
import { labelsBut } from "./words.ts";

/** Linear's issues as CSV, of 30 or 34 columns. The export knows no customers: a label `customer: NAME` tells them. */
export const LINEAR: readonly Adapter[] = [
  {
    name: "linear-issues",
    vendor: "linear",
    title: "Linear issues (CSV)",
    table: "requests",
    format: "table",
    recognise: {
      required: ["ID", "Team", "Title", "Status", "Created", "Cycle Number|Parent issue|Triaged|Project Milestone"],
      optional: ["Description", "Priority", "Creator", "Labels", "Updated", "Completed", "Canceled", "Archived", "Project", "SLA Status"],
    },
    columns: {
      request: { from: ["ID"], kind: "id" },
      title: { from: ["Title"], kind: "text" },
      description: { from: ["Description"], kind: "text" },
      status: { from: ["Status"], kind: "text" },
      importance: { from: ["Priority"], kind: "text" },
      capability: { from: ["Project"], kind: "text" },
      labels: { from: ["Labels"], kind: "list" },
      created_at: { from: ["Created"], kind: "instant" },
      updated_at: { from: ["Updated"], kind: "instant" },
      shipped_on: { from: ["Completed"], kind: "day" },
    },
    derive: {
      capability: `coalesce(${labelsBut("labels")}, capability)`,
      importance: "CASE WHEN lower(importance) <> 'no priority' THEN importance END",
    },
    account: { any: ["Customer", "Customers"], labels: ["Labels"] },
    required: ["request", "title"],
    identity: ["request"],
    newest: { from: ["Updated"], kind: "instant" },
  },
];
