import { DataError } from "../../core/errors.ts";
import { parseJson } from "../../core/json.ts";
import { clean } from "../../core/text.ts";
import type { Ticket } from "../../domain/triage/ticket.ts";
import { ADAPTERS } from "./adapters.ts";
import { csvHeader } from "./csv-header.ts";
import { type BrokenLine, csvStream } from "./csv-stream.ts";
import { jsonDocumentStream, ndjsonStream, type StreamedObject } from "./json-stream.ts";
import { headerKey, recognise } from "./recognise.ts";
import { cellGetter, fieldSources, type NamedColumns, objectGetter, type TicketMaker, ticketMaker } from "./ticket-fields.ts";
import { ticketText } from "./ticket-text.ts";
import { threadOf } from "./ticket-thread.ts";

/** Tickets of one piece of a stream, with what could not be read in it. */
export interface TicketBatch {
  readonly tickets: readonly Ticket[];
  readonly broken: readonly BrokenLine[];
  /** How many bytes of the source it stands for. */
  readonly bytes: number;
  /** What the export was taken for; in the first batch. */
  readonly about?: TicketFormat;
}

export interface TicketFormat {
  readonly title: string;
  /** True where the export holds no messages. */
  readonly subjectOnly: boolean;
}

const TICKET_ADAPTERS = ADAPTERS.filter(({ table }) => table === "tickets");
/** So much of a text shows what it is. */
const HEAD = 65_536;
/** Lists beside the tickets of a JSON document. */
const NO_TICKETS = new Set(["users", "organizations", "groups", "metric_sets", "brands", "contacts", "admins", "teams", "tags", "pages"]);

/**
 * Reads tickets from a stream of any format that the book knows, and of any table or JSON that has an id and a text, in constant memory.
 * Throws DataError for what holds no tickets and for an empty stream.
 */
export async function* ticketStream(source: AsyncIterable<string | Uint8Array>, named: NamedColumns): AsyncGenerator<TicketBatch> {
  let reader: Reader | undefined;
  let [head, headBytes] = ["", 0];
  for await (const { text, bytes } of ticketText(source)) {
    if (reader === undefined) {
      head += text;
      headBytes += bytes;
      if (!isEnough(head)) continue;
      reader = readerFor(head, named);
      yield { ...reader.take(head), bytes: headBytes };
      head = "";
    } else yield { ...reader.take(text), bytes };
  }
  if (reader === undefined) {
    if (head.trim() === "") throw new DataError({ code: "no-tickets", message: "There is nothing to triage: the input is empty.", fix: "Pipe an export of tickets in, or name a file: echo-cs triage tickets.csv" });
    reader = readerFor(head, named);
    yield { ...reader.take(head), bytes: headBytes };
  }
  yield { ...reader.finish(), bytes: 0 };
}

interface Reader {
  take(text: string): Omit<TicketBatch, "bytes">;
  finish(): Omit<TicketBatch, "bytes">;
}

/** A first line and something behind it, or a good piece without a line end. */
function isEnough(head: string): boolean {
  const start = head.trimStart();
  return start.length > HEAD || /\n[^\n]*\S/.test(start);
}

function readerFor(head: string, named: NamedColumns): Reader {
  return /^\s*[[{]/.test(head) ? jsonReader(head, named) : tableReader(head, named);
}

function tableReader(head: string, named: NamedColumns): Reader {
  const { delimiter, cells } = csvHeader(head);
  const found = recognise({ format: "table", keys: cells }, TICKET_ADAPTERS);
  const maker = ticketMaker(fieldSources(found?.adapter), cellGetter(cells), named);
  check(maker, cells, named);
  const stream = csvStream(delimiter);
  const isMessages = found?.adapter.name === "intercom-messages";
  const conversations = isMessages ? conversationRows(cells) : undefined;
  let isHeader = true;
  const collect = (run: (row: (row: { line: number; cells: readonly string[] }) => void, broken: (line: BrokenLine) => void) => void, isEnd: boolean): Omit<TicketBatch, "bytes"> => {
    const tickets: Ticket[] = [];
    const broken: BrokenLine[] = [];
    run(
      ({ line, cells: row }) => {
        if (isHeader) {
          isHeader = false;
          return;
        }
        if (row.length !== cells.length) {
          if (row.length > 1 || (row[0] ?? "").trim() !== "") broken.push({ line, reason: `a row of ${row.length} cells; the header has ${cells.length}` });
          return;
        }
        const ticket = maker.make(row, line);
        if (conversations === undefined) tickets.push(ticket);
        else conversations.add(row, ticket, tickets);
      },
      (line) => broken.push(line),
    );
    if (isEnd) conversations?.flush(tickets);
    return { tickets, broken };
  };
  const about = { title: found?.adapter.title ?? "a table of tickets", subjectOnly: !maker.hasDescription };
  let isFirst = true;
  return {
    take: (text) => {
      const batch = collect((row, broken) => stream.push(text, row, broken), false);
      const told = isFirst ? { ...batch, about } : batch;
      isFirst = false;
      return told;
    },
    finish: () => collect((row, broken) => stream.end(row, broken), true),
  };
}

/** Puts rows of messages that follow each other together: the customer's first message is the ticket, their last one is kept beside it. */
function conversationRows(header: readonly string[]) {
  const place = header.findIndex((name) => headerKey(name) === headerKey("message_author_type"));
  let held: Ticket | undefined;
  return {
    add: (row: readonly string[], ticket: Ticket, into: Ticket[]): void => {
      if (held !== undefined && held.id !== ticket.id) {
        into.push(held);
        held = undefined;
      }
      if (!["user", "lead", "contact", "visitor"].includes((row[place] ?? "").toLowerCase())) return;
      held = held === undefined ? ticket : { ...held, lastMessage: ticket.description };
    },
    flush: (into: Ticket[]): void => {
      if (held !== undefined) into.push(held);
      held = undefined;
    },
  };
}

type JsonRow = Readonly<Record<string, unknown>>;

function jsonReader(head: string, named: NamedColumns): Reader {
  const isLines = isObjectALine(head.trimStart());
  const stream = isLines ? ndjsonStream() : jsonDocumentStream();
  const makers = new Map<string, TicketMaker<JsonRow>>();
  let about: TicketFormat | undefined;
  let told = false;

  const makerOf = (row: JsonRow): TicketMaker<JsonRow> => {
    const keys = Object.keys(row);
    const signature = keys.join("\u001F");
    const known = makers.get(signature);
    if (known !== undefined) return known;
    const found = recognise({ format: "json", keys: pathsOf(row) }, TICKET_ADAPTERS);
    const maker = ticketMaker(fieldSources(found?.adapter), objectGetter(keys), named);
    if (makers.size >= MOST_SHAPES) makers.clear();
    makers.set(signature, maker);
    about ??= { title: found?.adapter.title ?? "tickets in JSON", subjectOnly: !maker.hasDescription && threadOf(row) === undefined };
    return maker;
  };
  const collect = (run: (object: (object: StreamedObject) => void, broken: (line: BrokenLine) => void) => void): Omit<TicketBatch, "bytes"> => {
    const tickets: Ticket[] = [];
    const broken: BrokenLine[] = [];
    const take = (value: JsonRow, line: number): void => {
      const maker = makerOf(value);
      const thread = threadOf(value);
      if (!maker.hasSubject && !maker.hasDescription && thread === undefined) {
        broken.push({ line, reason: "an object without a subject or a text" });
        return;
      }
      const ticket = maker.make(value, line);
      tickets.push(thread === undefined ? ticket : { ...ticket, description: ticket.description || thread.first, lastMessage: thread.last });
    };
    run(
      ({ line, list, value }) => {
        if (NO_TICKETS.has(list)) return;
        const page = pageOf(value);
        if (page === undefined) take(value, line);
        else for (const each of page) take(each, line);
      },
      (line) => broken.push(line),
    );
    if (told || about === undefined) return { tickets, broken };
    told = true;
    return { tickets, broken, about };
  };
  return {
    take: (text) => collect((object, broken) => stream.push(text, object, broken)),
    finish: () => collect((object, broken) => stream.end(object, broken)),
  };
}

const MOST_SHAPES = 500;

/** Also where the first line is broken: then the next one shows it. */
function isObjectALine(text: string): boolean {
  if (!text.startsWith("{")) return false;
  const end = text.indexOf("\n");
  return parseJson(end < 0 ? text : text.slice(0, end)).ok || /^.*\n\{"/.test(text);
}

/** The tickets of a page of an API on one line. */
function pageOf(value: JsonRow): readonly JsonRow[] | undefined {
  for (const name of ["tickets", "conversations", "results", "issues", "data"]) {
    const list = value[name];
    if (Array.isArray(list) && value["subject"] === undefined) return list.filter((each): each is JsonRow => typeof each === "object" && each !== null && !Array.isArray(each));
  }
  return undefined;
}

/** Keys of an object and of the objects in it, two levels deep. */
function pathsOf(row: JsonRow): string[] {
  return Object.entries(row).flatMap(([key, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? [key, ...Object.keys(value).map((inner) => `${key}.${inner}`)] : [key],
  );
}

function check(maker: TicketMaker<readonly string[]>, cells: readonly string[], { text, id }: NamedColumns): void {
  const keys = new Set(cells.map(headerKey));
  const missing = [...(text ?? []), ...(id === undefined ? [] : [id])].find((name) => !keys.has(headerKey(name)));
  if (missing === undefined && (maker.hasSubject || maker.hasDescription)) return;
  throw new DataError({
    code: "no-text-column",
    message: missing === undefined ? "No column holds the text of the tickets." : `There is no column ${clean(missing)}.`,
    found: clean(cells.slice(0, 12).join(", ")),
    allowed: ["a column called subject, title or summary", "a column called description, body or message", "--text COLUMN[,COLUMN]"],
    fix: "Name the columns with the text: --text COLUMN[,COLUMN], and that of the id: --id COLUMN.",
  });
}
