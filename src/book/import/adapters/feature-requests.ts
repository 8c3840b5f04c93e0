import type { Adapter, ColumnRule } from "../adapter.ts";

const TITLE = [
  "Feature Request",
  "Feature Name",
  "Feature",
  "Request Title",
  "Idea Name",
  "Idea",
  "Note Title",
  "entity_name",
  "Title",
  "Request",
];

const COMPANY = ["Company Name", "Company", "Account Name", "Account", "Customer Name", "Customer", "Organization"];

const EMAIL = ["Requester Email", "Requested By Email", "Customer Email", "User Email", "Contact Email", "Email", "Requested By"];

const IMPORTANCE = ["Importance", "Priority", "User Impact Score", "Impact", "Votes"];

const COLUMNS: Readonly<Record<string, ColumnRule>> = {
  request: { from: ["Request ID", "Feature ID", "Idea ID", "Note ID", "ID", "Key", "UUID"], kind: "id" },
  title: { from: TITLE, kind: "text" },
  description: { from: ["Description", "Details", "Note Text", "Note", "Content", "Feedback", "Use Case", "Comment"], kind: "html" },
  status: { from: ["Status", "State", "status_name", "Stage"], kind: "text" },
  importance: { from: IMPORTANCE, kind: "text" },
  requester_email: { from: EMAIL, kind: "email" },
  capability: { from: ["Capability", "Component", "Product Area", "Area", "Category", "Theme"], kind: "text" },
  created_at: {
    from: ["Created At", "Created", "Created Date", "Requested At", "Requested On", "Requested", "Submitted At", "Date"],
    kind: "instant",
  },
  updated_at: { from: ["Updated At", "Updated", "Last Updated", "Last Modified"], kind: "instant" },
  shipped_on: {
    from: ["Shipped On", "Shipped At", "Shipped", "Released On", "Release Date", "Delivered On", "Completed At", "Completed"],
    kind: "day",
  },
};

const REQUESTS = {
  vendor: "requests",
  table: "requests",
  format: "table",
  columns: COLUMNS,
  derive: {
    request: "coalesce(request, substr(sha256(concat_ws('|', title, description, requester_email, created_at, ref)), 1, 16))",
  },
  account: { id: ["Account ID", "Company ID"], email: EMAIL, domain: ["Company Domain", "Domain"], any: COMPANY },
  required: ["title"],
  identity: ["request"],
  newest: { from: ["Updated At", "Updated", "Last Updated", "Last Modified"], kind: "instant" },
} as const satisfies Partial<Adapter>;

const WHO = [...COMPANY, ...EMAIL, "Company Domain", "Account ID", "Votes"].join("|");

const USUAL = [
  "Request ID|Feature ID|Idea ID|Note ID|ID",
  "Description|Details|Note Text|Note",
  "Status|State|status_name",
  IMPORTANCE.join("|"),
  "Created At|Created|Requested At|Requested On|Submitted At",
  "Updated At|Updated",
  "Capability|Component|Product Area|Category",
];

/** Headers of tickets, events, issues, catalogues and people that may share a "Title", "Feature" or "Request". */
const OTHERS = [
  "Subject",
  "Events",
  "Count",
  "Price",
  "List Price",
  "Issue key",
  "Work item key",
  "Cycle Number",
  "First Name",
  "Job Title",
];

/** Feature requests as CSV: Productboard's notes and features, or a list of one's own. */
export const FEATURE_REQUESTS: readonly Adapter[] = [
  {
    ...REQUESTS,
    name: "feature-requests",
    title: "feature requests (CSV)",
    recognise: {
      required: [
        TITLE.filter((title) => title !== "Title").join("|"),
        WHO,
        // What stands beside "Feature" and "Status" alone may be who uses it.
        "Feature Request|Feature Name|Request Title|Idea Name|Idea|Note Title|entity_name|Description|Details|Importance|Votes|Note Text|Note",
      ],
      optional: USUAL,
      excluded: OTHERS,
    },
  },
  {
    ...REQUESTS,
    name: "titled-requests",
    title: "feature requests with a title (CSV)",
    // A title alone may be a person's job: an id, votes or importance of the request tell.
    recognise: {
      required: ["Title", WHO, "Request ID|Feature ID|Idea ID|Note ID|Importance|Votes|Shipped On|Product Area|Capability"],
      optional: USUAL,
      excluded: [...OTHERS, ...TITLE.filter((title) => title !== "Title")],
    },
  },
];
