import type { Adapter, ColumnRule } from "../adapter.ts";

const NUMBER = ["Version", "Version Number", "Release Number", "Number"];
const NAME = ["Release Name", "Release", "Name", "Title"];
const DAY = ["Released On", "Release Date", "Released At", "Shipped On", "Published At", "Date"];
const REQUESTS = ["Requests", "Request IDs", "Feature Requests", "Issues", "Issue Keys", "Tickets"];

const COLUMNS: Readonly<Record<string, ColumnRule>> = {
  release: { from: ["Release ID", "id"], kind: "id" },
  name: { from: NAME, kind: "text" },
  number: { from: NUMBER, kind: "text" },
  description: { from: ["Description", "Notes", "Release Notes", "Summary", "Highlights", "Changelog"], kind: "html" },
  released_on: { from: DAY, kind: "day" },
  requests: { from: REQUESTS, kind: "list" },
};

const RELEASES = {
  vendor: "releases",
  table: "releases",
  derive: { release: "coalesce(release, number, name)" },
  account: {},
  required: ["release"],
  identity: ["release"],
} as const satisfies Partial<Adapter>;

const OPTIONAL = ["Release ID|id", "Description|Notes|Release Notes|Summary|Highlights|Changelog", REQUESTS.join("|"), "Release Name|Name"];

const JSON_COLUMNS: Readonly<Record<string, ColumnRule>> = {
  release: { from: ["release_id", "id"], kind: "id" },
  name: { from: ["release_name", "name", "title"], kind: "text" },
  number: { from: ["version", "version_number", "number"], kind: "text" },
  description: { from: ["description", "notes", "release_notes", "changelog"], kind: "html" },
  released_on: { from: ["released_on", "release_date", "released_at"], kind: "day" },
  requests: { from: ["requests", "request_ids", "issues"], kind: "list" },
};

/** Releases of one's own product, as CSV or as a JSON list. */
export const RELEASES_LISTS: readonly Adapter[] = [
  {
    ...RELEASES,
    name: "releases",
    title: "releases (CSV)",
    format: "table",
    columns: COLUMNS,
    recognise: {
      required: [
        [...NUMBER.slice(0, 3), "Release", "Release Name", "Release ID"].join("|"),
        DAY.join("|"),
        // A version and a date are in any statistics of installations.
        [
          ...DAY.slice(0, -1),
          "Release",
          "Release Name",
          "Release ID",
          "Description",
          "Notes",
          "Release Notes",
          "Summary",
          "Highlights",
          "Changelog",
        ].join("|"),
      ],
      optional: OPTIONAL,
      excluded: ["Subject", "Issue key", "Work item key", "Status", "Email", "Company", "Account", "Price"],
    },
  },
  {
    ...RELEASES,
    name: "releases-json",
    title: "releases (JSON)",
    format: "json",
    container: "releases",
    columns: JSON_COLUMNS,
    recognise: {
      required: ["version|version_number|release|release_name|number|name", "released_on|release_date|released_at"],
      optional: ["id|release_id", "description|notes|release_notes|changelog", "requests|request_ids|issues", "name"],
      excluded: ["tag_name", "subject", "releaseDate"],
    },
  },
];
