import type { DataTable } from "../../schema.ts";

/** What tells that a plain file holds rows of a table. Headers are those of the table's columns, and a few that people write instead. */
interface PlainTable {
  /** Of each group (`A|B`) one header must be there. CUSTOMER stands for those that name the customer. */
  readonly required: readonly string[];
  /** Headers beside a column's own name that fill it. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** Headers that make it surer: the book's own names where others would do. Without them the customer's alone. */
  readonly usual?: readonly string[];
  /** Headers that show another table. */
  readonly excluded?: readonly string[];
}

/** Stands for the headers that name the customer of a row. */
export const CUSTOMER = "(customer)";

/** Headers of one customer's rows in any table: none of these is in a list of accounts. */
const OF_ROWS = [
  "Subject",
  "Score",
  "Amount",
  "Invoice",
  "Events",
  "Ticket",
  "Opportunity",
  "Objective",
  "Answered At",
  "On Day",
  "Due On",
  "Done On",
];

/** The plain form of every table: a file that people write by hand, or that `echo-cs sql` wrote. */
export const PLAIN_TABLES: Readonly<Record<DataTable, PlainTable>> = {
  accounts: {
    required: [
      "account|account_id|id|company_id|customer_id",
      "name|account_name|company_name|customer_name|company|customer",
      "domain|csm|owner|industry|employees|lifecycle|strategic|parent|churned|churn_flag|arr|arr_minor|mrr|contract_value|renewal_date|next_renewal_date|contract_end_date|created_on|website|customer success manager|account owner",
    ],
    aliases: {
      source_id: ["account", "account_id", "id", "company_id", "customer_id"],
      name: ["name", "account_name", "company_name", "customer_name", "company", "customer"],
      domains: ["domain", "website"],
      csm: ["csm", "customer success manager", "owner", "account owner"],
      parent_id: ["parent", "parent_id"],
      churned: ["churned", "churn_flag"],
      lifecycle: ["lifecycle", "lifecycle_stage", "account_type", "type", "status"],
      created_on: ["created_on", "created_at", "created_date", "create_date"],
    },
    usual: ["account", "name"],
    excluded: [...OF_ROWS, "Email", "First Name", "Last Name", "Title", "Issued At", "Started At", "Feature", "Churned On", "Stage"],
  },
  contacts: {
    required: [CUSTOMER, "name|email", "email|title|role", "contact|role|title|left_on|last_activity_on"],
    excluded: [...OF_ROWS, "Domain", "Industry", "Employees", "CSM", "Request", "Feature", "Status", "Priority", "Created At"],
  },
  subscriptions: {
    required: [
      CUSTOMER,
      "arr|arr_minor|amount|amount_minor",
      "started_at|created_at|period_start_at",
      "subscription|plan|product|seats|interval|period_end_at|ended_at",
    ],
    excluded: ["Stage", "Close On", "Invoice", "Issued At", "Subject", "Churned On"],
  },
  invoices: {
    required: [CUSTOMER, "issued_at", "total|total_minor|amount_due|due_minor|amount_paid|paid_minor"],
    aliases: { due_minor: ["amount_due"], paid_minor: ["amount_paid"] },
  },
  usage: {
    required: [CUSTOMER, "day|date", "feature|event|metric", "events|count|value"],
    usual: ["account", "day", "feature", "events"],
    aliases: {
      day: ["day", "date"],
      feature: ["feature", "event", "metric"],
      user: ["user", "user_id", "email"],
      events: ["events", "count", "value"],
    },
  },
  tickets: {
    required: [
      `${CUSTOMER}|requester_email`,
      "subject|description",
      "created_at",
      "ticket|status|priority|solved_at|satisfaction|first_reply_minutes|reopens",
    ],
    excluded: [
      "Issue key",
      "Work item key",
      "Due Date",
      "Task",
      "Assigned To",
      "Campaign",
      "Recipient",
      "From",
      "To",
      "Stage",
      "Amount",
      "Score",
      "Request",
      "Title",
      "Importance",
      "Capability",
    ],
  },
  surveys: {
    required: [`${CUSTOMER}|email`, "score", "answered_at"],
    usual: ["account", "score", "answered_at", "comment"],
    excluded: ["Permalink", "Delighted Source", "Subject", "Amount"],
  },
  interactions: {
    required: [`${CUSTOMER}|attendees`, "on_day", "kind|host|attendees|notes|status"],
  },
  opportunities: {
    required: [CUSTOMER, "stage|close_on|won", "amount|amount_minor|opportunity|pipeline", "name|opportunity|close_on"],
    excluded: ["Changed At", "Subject", "Issued At", "Started At"],
  },
  stage_changes: { required: ["opportunity", "stage", "changed_at"] },
  success_plans: {
    required: [
      CUSTOMER,
      "objective",
      "criteria|stakeholders|cadence|renewal_strategy|expansion|status|progress|value|value_minor|created_on|target_on",
    ],
  },
  milestones: { required: [CUSTOMER, "milestone|name", "due_on|done_on"] },
  products: {
    required: ["product", "name", "price|price_minor|feature|kind|plan"],
    usual: ["product", "name", "plan", "kind", "feature", "currency"],
    excluded: ["Events", "Count", "Seats", "Subscription", "Status", "account", "company", "customer"],
  },
  requests: {
    // A request without a title may be the text itself: that is another list of requests.
    required: ["request", "title", CUSTOMER],
    usual: ["account", "description", "status", "importance", "created_at", "updated_at", "capability"],
    excluded: ["Subject", "Events", "Count", "Price", "Issue key", "Work item key", "First Name", "Job Title"],
  },
  releases: {
    required: ["release|number", "released_on", "name|number|description|requests|release"],
    usual: ["release", "number", "name", "released_on", "description", "requests"],
  },
  churn_events: {
    required: ["churned_on"],
    // Lists of accounts say there who has left: most rows have no such day.
    excluded: ["Name", "CSM", "Domain", "Industry", "Employees", "Lifecycle", "Health Score"],
  },
};
