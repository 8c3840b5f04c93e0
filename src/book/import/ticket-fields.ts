import type { Ticket } from "../../domain/triage/ticket.ts";
import { headerKey } from "./recognise.ts";
import type { FieldSources } from "./ticket-field-sources.ts";
import type { Getter } from "./ticket-getters.ts";

/** Makes tickets of records. `fallbackId` stands in for a missing id. */
export interface TicketMaker<Row> {
  readonly make: (row: Row, line: number) => Ticket;
  readonly hasDescription: boolean;
  readonly hasSubject: boolean;
  readonly hasId: boolean;
  /** Of these columns those that nothing is read from. */
  readonly unread: (columns: readonly string[]) => string[];
}

/** Looks every field up once; named `id` and `text` columns of the user's come before all others. */
export function ticketMaker<Row>(sources: FieldSources, getter: Getter<Row>, named: NamedColumns): TicketMaker<Row> {
  const read = new Set<string>();
  const all = (names: readonly string[]): ((row: Row) => string)[] => {
    const seen = new Set<string>();
    return names.flatMap((name) => {
      if (seen.has(headerKey(name))) return [];
      seen.add(headerKey(name));
      const get = getter(name);
      // Of a path such as requester.email the key at the top is a column of its own.
      if (get !== undefined) read.add(headerKey(name)).add(headerKey(name.split(".")[0] ?? ""));
      return get ?? [];
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
  // A column such as Requester holds an address in one export and a name in the next.
  const address = (names: readonly string[]): ((row: Row) => string) => {
    const gets = all(names);
    return (row) => {
      let any = "";
      for (const get of gets) {
        const value = get(row);
        if (value.includes("@")) return value;
        if (any === "") any = value;
      }
      return any;
    };
  };
  // Of the columns that a person names, one that goes by a subject's name is read as the subject.
  const usual = new Set(sources.subject.map(headerKey));
  const isSubject = (name: string): boolean => usual.has(headerKey(name));
  const texts = named.text === undefined ? undefined : all(named.text.filter((name) => !isSubject(name)));
  const titles = named.text === undefined ? sources.subject : named.text.filter(isSubject);
  const idNames = named.id === undefined ? sources.id : [named.id];
  const id = first(idNames);
  const subjects = all(titles);
  const descriptions = texts ?? all(sources.description);
  const subject = first(titles);
  const description =
    texts === undefined
      ? first(sources.description)
      : (row: Row) =>
          texts
            .map((get) => get(row))
            .filter((text) => text.trim() !== "")
            .join("\n");
  const [last, email, organisation, domain, priority, status, created, reply] = [
    first(sources.last),
    address(sources.email),
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
    hasId: all(idNames).length > 0,
    unread: (columns) => columns.filter((column) => column !== "" && !read.has(headerKey(column))),
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
