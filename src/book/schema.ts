/** Version of the snapshot's tables; a snapshot of another version is rebuilt from the exports. */
export const SNAPSHOT_SCHEMA = 3;

export type ColumnType = "VARCHAR" | "BIGINT" | "INTEGER" | "DOUBLE" | "BOOLEAN" | "DATE" | "TIMESTAMP";

export interface Column {
  readonly type: ColumnType;
  readonly doc: string;
}

const text = (doc: string): Column => ({ type: "VARCHAR", doc });
const minor = (doc: string): Column => ({ type: "BIGINT", doc: `${doc}, in minor units of the row's currency` });
const instant = (doc: string): Column => ({ type: "TIMESTAMP", doc: `${doc} (UTC)` });
const day = (doc: string): Column => ({ type: "DATE", doc: `${doc} (a day in the company's time zone)` });
const flag = (doc: string): Column => ({ type: "BOOLEAN", doc });
const integer = (doc: string): Column => ({ type: "INTEGER", doc });

/** Where a row came from: `evidence` reads the file again at that line. */
const origin = { file_id: integer("the file in table `files`"), line: integer("1-based line in that file, null where the format has no lines") };

/**
 * The book's tables, declared once: import creates them, adapters map onto them, `sql` documents them.
 * Ids are the source's own, as text; `account` is ECHO's id and null while a row is not joined to an account.
 */
export const TABLES = {
  accounts: {
    account: text("ECHO's id: slug of the name"), name: text("display name"), domain: text("main web domain"), csm: text("name of the owner in success"),
    industry: text("industry"), employees: integer("head count"), city: text("city"), country: text("country"), lifecycle: text("the source's life-cycle stage, current state"),
    strategic: flag("flagged strategic by the source, current state"), parent: text("ECHO id of the parent account"), created_on: day("when the record was created"),
    churned: flag("flagged as churned, current state"), arr_minor: minor("recurring revenue a year as the CRM states it, current state; subscriptions count where there are any"), currency: text("ISO code of that amount, upper case"), ...origin,
  },
  account_keys: {
    account: text("ECHO's id"), kind: text("source_id, domain, name, email or alias"), source: text("the vendor, for a source_id"), value: text("the key, lower case"),
  },
  contacts: {
    contact: text("the source's id"), account: text("ECHO's account id"), name: text("full name"), email: text("lower case"), title: text("job title"), role: text("buying roles, lower case, ';'-separated: champion, executive sponsor, decision maker, …"),
    left_on: day("left the company on"), last_activity_on: day("last recorded activity"), ...origin,
  },
  subscriptions: {
    subscription: text("the source's id"), account: text("ECHO's account id"), customer: text("the source's customer id"), product: text("product"), plan: text("plan"),
    seats: integer("licensed seats"), currency: text("ISO code, upper case"), interval: text("month, quarter, half-year or year"), amount_minor: minor("price per interval"), arr_minor: minor("recurring revenue a year"),
    status: text("the source's status, current state"), created_at: instant("created"), started_at: instant("service began"), period_start_at: instant("current period began"), period_end_at: instant("current period ends: the renewal"),
    trial_end_at: instant("trial ends"), canceled_at: instant("cancellation requested"), cancel_at_period_end: flag("set to lapse, current state"), ended_at: instant("service ended"), cancel_reason: text("reason given"), ...origin,
  },
  invoices: {
    invoice: text("the source's id"), account: text("ECHO's account id"), number: text("printed number"), subscription: text("the source's subscription id"), customer: text("the source's customer id"), currency: text("ISO code, upper case"),
    total_minor: minor("total"), due_minor: minor("amount due"), paid_minor: minor("amount paid"), status: text("the source's status, current state"), issued_at: instant("issued"), due_at: instant("due"), paid_at: instant("paid"), voided_at: instant("voided"), ...origin,
  },
  usage: {
    account: text("ECHO's account id"), user: text("the user's id in the source"), day: day("the day of use"), feature: text("event or feature name"), events: integer("how many"), file_id: integer("the file in table `files`"),
  },
  tickets: {
    ticket: text("the source's id"), account: text("ECHO's account id"), requester_email: text("lower case"), subject: text("subject"), description: text("first message"), status: text("the source's status, current state"),
    priority: text("the source's priority"), type: text("the source's type"), channel: text("via"), tags: text("';'-separated"), satisfaction: text("good or bad, where answered"), created_at: instant("opened"), updated_at: instant("last changed"), solved_at: instant("solved"),
    first_reply_minutes: integer("calendar minutes to the first reply"), reopens: integer("times reopened"), ...origin,
  },
  surveys: {
    survey: text("the source's id"), account: text("ECHO's account id"), kind: text("nps, csat or ces"), score: { type: "DOUBLE", doc: "the answer: nps 0–10, csat 1–5, ces 1–7" }, email: text("lower case"), person: text("name"), comment: text("free text"), answered_at: instant("answered"), ...origin,
  },
  interactions: {
    interaction: text("the source's id"), account: text("ECHO's account id"), kind: text("kickoff, check-in, qbr, training, renewal, executive-review, call, email, meeting"), status: text("held, no-show, cancelled or scheduled"),
    on_day: day("when"), host: text("ours"), attendees: text("theirs, ';'-separated e-mails"), notes: text("notes"), ...origin,
  },
  opportunities: {
    opportunity: text("the source's id"), account: text("ECHO's account id"), name: text("name"), pipeline: text("pipeline"), stage: text("the source's stage, current state"), kind: text("new, expansion or renewal"), amount_minor: minor("amount"), currency: text("ISO code, upper case"),
    owner: text("seller's name"), created_at: instant("created"), close_on: day("closed on, or expected to"), won: flag("closed won, current state"), closed: flag("closed, current state"), ...origin,
  },
  success_plans: {
    plan: text("the source's id"), account: text("ECHO's account id"), objective: text("what the customer wants to reach"), criteria: text("how both will know"), stakeholders: text("';'-separated"), cadence: text("how often progress is looked at"), renewal_strategy: text("how the renewal is approached"),
    expansion: text("expansion seen"), status: text("the source's status, current state"), progress: { type: "DOUBLE", doc: "share reached, 0–1, current state" }, value_minor: minor("value reached"), currency: text("ISO code, upper case"), created_on: day("written on"), target_on: day("to be reached by"), ...origin,
  },
  milestones: {
    milestone: text("the source's id"), account: text("ECHO's account id"), plan: text("the success plan or onboarding project"), name: text("name"), owner: text("whose job"), due_on: day("due"), done_on: day("reached"), ...origin,
  },
  products: { product: text("the source's id"), name: text("name"), plan: text("plan that holds it"), kind: text("product, module or feature"), price_minor: minor("list price a year"), currency: text("ISO code, upper case"), feature: text("name under which usage shows it"), ...origin },
  requests: {
    request: text("the source's id"), account: text("ECHO's account id"), title: text("what is asked for"), description: text("in their words"), status: text("the source's status, current state"), importance: text("how much it matters to them"), requester_email: text("lower case"), capability: text("capability it belongs to"),
    created_at: instant("asked"), updated_at: instant("last changed"), shipped_on: day("shipped"), ...origin,
  },
  releases: { release: text("the source's id"), name: text("name"), number: text("version number"), description: text("what is in it"), released_on: day("released"), requests: text("';'-separated ids of the requests it answers"), ...origin },
  churn_events: { churn: text("the source's id"), account: text("ECHO's account id"), churned_on: day("left on"), reason: text("reason given"), detail: text("in their words"), arr_minor: minor("recurring revenue lost"), currency: text("ISO code, upper case"), competitor: text("where they went"), ...origin },
  files: {
    file_id: integer("number of the file, in the order of paths"), file: text("path inside the exports folder"), size: { type: "BIGINT", doc: "bytes" }, modified_ms: { type: "BIGINT", doc: "modification time, ms since 1970" }, hash: text("SHA-256 of the bytes"), taken_for: text("adapter that read it, null when nothing did"),
    confidence: { type: "DOUBLE", doc: "0–1, how sure the recognition is" }, rows_in: { type: "BIGINT", doc: "rows read" }, rows_out: { type: "BIGINT", doc: "rows kept" }, rejected: { type: "BIGINT", doc: "rows refused" }, duplicates: { type: "BIGINT", doc: "rows dropped as repeats" }, unjoined: { type: "BIGINT", doc: "rows kept without an account" }, note: text("why it was not read, or what was decided about it"),
  },
  rejects: {
    file: text("path inside the exports folder"), line: integer("1-based line"), column_name: text("header of the column"), value: text("what was found"), reason: text("what is allowed"),
  },
  matches: {
    how: text("override, name (joined though spelled otherwise) or suggestion (not joined)"), source: text("the vendor, null for all"), kind: text("id, email, domain or name"), value: text("the key"),
    account: text("ECHO's account id"), rows: { type: "BIGINT", doc: "rows it is about" }, line: integer("line in overrides.csv, for an override"),
  },
  meta: { key: text("schema, snapshot, time_zone, currency, company"), value: text("value") },
} as const satisfies Record<string, Record<string, Column>>;

export type TableName = keyof typeof TABLES;

/** The tables that hold customers' data (not the book-keeping ones). */
export const DATA_TABLES = ["accounts", "contacts", "subscriptions", "invoices", "usage", "tickets", "surveys", "interactions", "opportunities", "success_plans", "milestones", "products", "requests", "releases", "churn_events"] as const satisfies readonly TableName[];
export type DataTable = (typeof DATA_TABLES)[number];

/** `CREATE TABLE` statement of one table. */
export function createTable(table: TableName): string {
  const columns = Object.entries(TABLES[table] as Record<string, Column>).map(([name, column]) => `"${name}" ${column.type}`);
  return `CREATE TABLE ${table} (${columns.join(", ")})`;
}
