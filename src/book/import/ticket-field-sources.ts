import type { Adapter } from "./adapter.ts";

/** Columns or JSON paths that a field is read from, in order of preference. */
export interface FieldSources {
  readonly id: readonly string[];
  readonly subject: readonly string[];
  readonly description: readonly string[];
  readonly last: readonly string[];
  readonly email: readonly string[];
  readonly organisation: readonly string[];
  readonly domain: readonly string[];
  readonly customerIds: readonly string[];
  readonly priority: readonly string[];
  readonly status: readonly string[];
  readonly created: readonly string[];
  readonly reply: readonly string[];
}

/** Names by which exports of any making call these fields. */
const USUAL: FieldSources = {
  id: [
    "ticket id",
    "ticket",
    "ticket number",
    "case number",
    "case id",
    "conversation id",
    "issue key",
    "work item key",
    "key",
    "number",
    "id",
    "ref",
    "reference",
  ],
  subject: ["subject", "raw_subject", "title", "summary", "headline", "topic", "short description", "name"],
  description: [
    "description",
    "body",
    "message",
    "text",
    "content",
    "details",
    "comment",
    "first message",
    "question",
    "message body",
    "source.body",
    "complaint",
    "consumer complaint narrative",
    "narrative",
    "request",
    "ticket text",
    "email body",
    "long description",
  ],
  last: ["last message", "latest message", "last comment", "latest comment", "last customer message"],
  email: [
    "requester email",
    "requester.email",
    "email",
    "contact email",
    "from",
    "from email",
    "customer email",
    "reporter email",
    "sender",
    "author email",
    "message author email",
    "source.author.email",
    "via.source.from.address",
    "requester",
    "reporter",
  ],
  organisation: [
    "organization",
    "organisation",
    "organization.name",
    "company",
    "company name",
    "account name",
    "account",
    "customer",
    "customer name",
    "client",
    "company.name",
  ],
  domain: ["requester domain", "domain", "organization.domain_names", "company domain"],
  customerIds: [
    "requester external id",
    "organization.external_id",
    "organization_id",
    "organization id",
    "account id",
    "accountid",
    "company id",
    "customer id",
    "customer_id",
  ],
  priority: ["priority", "urgency", "severity"],
  status: ["status", "state", "ticket status"],
  created: [
    "created at",
    "created",
    "created time",
    "created date",
    "created_at",
    "opened at",
    "date",
    "created on",
    "date received",
    "message_created_at",
    "conversation_created_at",
  ],
  reply: [
    "first reply time in minutes",
    "first_reply_minutes",
    "metrics.reply_time_in_minutes.calendar",
    "metric_set.reply_time_in_minutes.calendar",
  ],
};

/** Where the fields of an export's records are, by its adapter first and by usual names after it. */
export function fieldSources(adapter: Adapter | undefined): FieldSources {
  const own = (target: string): readonly string[] => adapter?.columns[target]?.from ?? [];
  const account = adapter?.account;
  const isThreaded = adapter?.name === "intercom-messages";
  return {
    id: [...own("ticket"), ...USUAL.id],
    subject: [...own("subject"), ...(isThreaded ? [] : USUAL.subject)],
    description: [...own("description"), ...USUAL.description],
    last: USUAL.last,
    email: [...own("requester_email"), ...(account?.email ?? []), ...USUAL.email],
    organisation: [...(account?.name ?? []), ...(account?.any ?? []), ...USUAL.organisation],
    domain: [...(account?.domain ?? []), ...USUAL.domain],
    customerIds: [...(account?.id ?? []), ...(account?.external ?? []), ...(account?.any ?? []), ...USUAL.customerIds],
    priority: [...own("priority"), ...USUAL.priority],
    status: [...own("status"), ...USUAL.status],
    created: [...own("created_at"), ...USUAL.created],
    reply: [...own("first_reply_minutes"), ...USUAL.reply],
  };
}
