import { isRecord } from "../../core/json.ts";
import type { Ticket } from "../../domain/triage/ticket.ts";
import type { Adapter } from "./adapter.ts";
import { headerKey } from "./recognise.ts";

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
  id: ["ticket id", "ticket", "ticket number", "case number", "case id", "conversation id", "issue key", "work item key", "key", "number", "id", "ref", "reference"],
  subject: ["subject", "raw_subject", "title", "summary", "headline", "topic", "short description", "name"],
  description: ["description", "body", "message", "text", "content", "details", "comment", "first message", "question", "message body", "source.body", "complaint", "consumer complaint narrative", "narrative", "request", "ticket text", "email body", "long description"],
  last: ["last message", "latest message", "last comment", "latest comment", "last customer message"],
  email: ["requester email", "requester.email", "email", "contact email", "from", "from email", "customer email", "reporter email", "sender", "author email", "message author email", "source.author.email", "via.source.from.address"],
  organisation: ["organization", "organisation", "organization.name", "company", "company name", "account name", "account", "customer", "customer name", "client", "company.name"],
  domain: ["requester domain", "domain", "organization.domain_names", "company domain"],
  customerIds: ["requester external id", "organization.external_id", "organization_id", "organization id", "account id", "accountid", "company id", "customer id", "customer_id"],
  priority: ["priority", "urgency", "severity"],
  status: ["status", "state", "ticket status"],
  created: ["created at", "created", "created time", "created date", "created_at", "opened at", "date", "created on", "date received", "message_created_at", "conversation_created_at"],
  reply: ["first reply time in minutes", "first_reply_minutes", "metrics.reply_time_in_minutes.calendar", "metric_set.reply_time_in_minutes.calendar"],
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

/** How a record's value under a header or path is had; "" where there is none. */
export type Getter<Row> = (source: string) => ((row: Row) => string) | undefined;

/** Makes tickets of records. `fallbackId` stands in for a missing id. */
export interface TicketMaker<Row> {
  readonly make: (row: Row, line: number) => Ticket;
  readonly hasDescription: boolean;
  readonly hasSubject: boolean;
}

/** Looks every field up once; named `id` and `text` columns of the user's come before all others. */
export function ticketMaker<Row>(sources: FieldSources, getter: Getter<Row>, named: NamedColumns): TicketMaker<Row> {
  const all = (names: readonly string[]): ((row: Row) => string)[] => {
    const seen = new Set<string>();
    return names.flatMap((name) => {
      if (seen.has(headerKey(name))) return [];
      seen.add(headerKey(name));
      return getter(name) ?? [];
    });
  };
  const first = (names: readonly string[]): ((row: Row) => string) => {
    const gets = all(names);
    const [only] = gets;
    if (only === undefined) return () => "";
    if (gets.length === 1) return only;
    return (row) => {
      for (const get of gets) {
        const value = get(row);
        if (value !== "") return value;
      }
      return "";
    };
  };
  const texts = named.text === undefined ? undefined : all(named.text);
  const id = first(named.id === undefined ? sources.id : [named.id]);
  const subjects = texts === undefined ? all(sources.subject) : [];
  const descriptions = texts ?? all(sources.description);
  const subject = texts === undefined ? first(sources.subject) : () => "";
  const description = texts === undefined ? first(sources.description) : (row: Row) => texts.map((get) => get(row)).join("\n");
  const [last, email, organisation, domain, priority, status, created, reply] = [
    first(sources.last),
    first(sources.email),
    first(sources.organisation),
    first(sources.domain),
    first(sources.priority),
    first(sources.status),
    first(sources.created),
    first(sources.reply),
  ];
  const ids = all(sources.customerIds);
  return {
    hasDescription: descriptions.length > 0,
    hasSubject: subjects.length > 0,
    make: (row, line) => {
      const minutes = Number.parseInt(reply(row), 10);
      return {
        id: id(row).trim() || `line-${line}`,
        line,
        subject: subject(row),
        description: description(row),
        lastMessage: last(row) || undefined,
        email: email(row) || undefined,
        organisation: organisation(row) || undefined,
        domain: domain(row) || undefined,
        customerIds: ids.map((get) => get(row)).filter((value) => value !== ""),
        priority: priority(row).toLowerCase() || undefined,
        status: status(row).toLowerCase() || undefined,
        createdAt: created(row) || undefined,
        firstReplyMinutes: Number.isNaN(minutes) ? undefined : minutes,
      };
    },
  };
}

/** Columns that a person names for the text and the id. */
export interface NamedColumns {
  readonly text?: readonly string[] | undefined;
  readonly id?: string | undefined;
}

/** Cells of a table by header. */
export function cellGetter(header: readonly string[]): Getter<readonly string[]> {
  const places = new Map<string, number>();
  for (const [place, name] of header.entries()) if (!places.has(headerKey(name))) places.set(headerKey(name), place);
  return (source) => {
    const place = places.get(headerKey(source));
    return place === undefined ? undefined : (row) => row[place] ?? "";
  };
}

/** Values of JSON objects that have these keys at the top, by key or dotted path. */
export function objectGetter(keys: readonly string[]): Getter<Readonly<Record<string, unknown>>> {
  const names = new Map(keys.map((key) => [headerKey(key).replaceAll(".", ""), key] as const).reverse());
  return (source) => {
    const [head = "", ...rest] = source.split(".");
    const key = names.get(headerKey(head));
    if (key === undefined) return undefined;
    if (rest.length === 0) return (row) => textOf(row[key]);
    return (row) => {
      let value: unknown = row[key];
      for (const part of rest) value = isRecord(value) ? value[part] : undefined;
      return textOf(value);
    };
  };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return textOf(value[0]);
  return "";
}
