import type { Adapter } from "../adapter.ts";
import { labelsBut } from "./words.ts";

/** Resolutions that mean that the thing was made. */
const DONE = "('done', 'fixed', 'complete', 'completed', 'resolved', 'released', 'implemented', 'delivered')";

/** Jira: issues as its navigator exports them, where a header may stand over several columns, one a label or component; versions as the API lists them. */
export const JIRA: readonly Adapter[] = [
  {
    name: "jira-issues",
    vendor: "jira",
    title: "Jira issues (CSV)",
    table: "requests",
    format: "table",
    recognise: {
      required: [
        "Summary",
        "Issue key|Work item key|Key",
        "Status",
        "Created",
        "Issue Type|Work item type|Issue id|Work item id|Project key",
      ],
      optional: [
        "Priority",
        "Resolution",
        "Reporter",
        "Updated",
        "Resolved",
        "Labels",
        "Description",
        "Component/s|Components|Component",
        "Project name",
      ],
    },
    columns: {
      request: { from: ["Issue key", "Work item key", "Key"], kind: "id" },
      title: { from: ["Summary"], kind: "text" },
      description: { from: ["Description"], kind: "text" },
      status: { from: ["Status"], kind: "text" },
      importance: { from: ["Priority"], kind: "text" },
      requester_email: {
        from: ["Custom field (Customer email)", "Custom field (Requester email)", "Custom field (Contact email)"],
        kind: "email",
      },
      capability: { from: ["Component/s", "Components", "Component"], kind: "list", join: ";" },
      labels: { from: ["Labels"], kind: "list", join: ";" },
      resolution: { from: ["Resolution"], kind: "text" },
      created_at: { from: ["Created"], kind: "instant" },
      updated_at: { from: ["Updated"], kind: "instant" },
      shipped_on: { from: ["Resolved", "Resolution date"], kind: "day" },
    },
    derive: {
      capability: `coalesce(capability, ${labelsBut("labels")})`,
      shipped_on: `CASE WHEN resolution IS NULL OR lower(resolution) IN ${DONE} THEN shipped_on END`,
    },
    account: {
      email: ["Custom field (Customer email)", "Custom field (Requester email)", "Custom field (Contact email)"],
      any: [
        "Custom field (Customer)",
        "Custom field (Customers)",
        "Custom field (Customer name)",
        "Custom field (Account)",
        "Custom field (Company)",
        "Custom field (Organizations)",
        "Custom field (Organization)",
        "Custom field (Client)",
      ],
      labels: ["Labels"],
    },
    required: ["request", "title"],
    identity: ["request"],
    newest: { from: ["Updated"], kind: "instant" },
  },
  {
    name: "jira-versions",
    vendor: "jira",
    title: "Jira versions (JSON)",
    table: "releases",
    format: "json",
    container: "values",
    recognise: { required: ["id", "name", "released", "releaseDate"], optional: ["archived", "projectId", "description", "self"] },
    columns: {
      release: { from: ["id"], kind: "id" },
      name: { from: ["name"], kind: "text" },
      description: { from: ["description"], kind: "text" },
      released_on: { from: ["releaseDate"], kind: "day" },
      released: { from: ["released"], kind: "boolean" },
    },
    // Before the release the date is a plan.
    derive: { released_on: "CASE WHEN released THEN released_on END" },
    account: {},
    required: ["release", "name"],
    identity: ["release"],
  },
];
