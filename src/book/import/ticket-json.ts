import { isRecord, parseJson } from "../../core/json.ts";
import { saysNothing, type Ticket } from "../../domain/triage/ticket.ts";
import type { BrokenLine } from "./csv-stream.ts";
import { jsonDocumentStream, ndjsonStream, nthOf, type StreamedObject } from "./json-stream.ts";
import { recognise } from "./recognise.ts";
import { type SideLoads, sideLoads } from "./side-loads.ts";
import { TICKET_ADAPTERS } from "./ticket-adapters.ts";
import type { TicketBatch, TicketFormat, TicketReader } from "./ticket-batch.ts";
import { fieldSources } from "./ticket-field-sources.ts";
import { type NamedColumns, type TicketMaker, ticketMaker } from "./ticket-fields.ts";
import { objectGetter } from "./ticket-getters.ts";
import { threadOf } from "./ticket-thread.ts";

/** Lists beside the tickets of a JSON document. */
const NO_TICKETS = new Set(["users", "organizations", "groups", "metric_sets", "brands", "contacts", "admins", "teams", "tags", "pages"]);

type JsonRow = Readonly<Record<string, unknown>>;

/** Reads tickets out of JSON that begins with `head`: an object a line, a list, or lists in an object. */
export function jsonReader(head: string, named: NamedColumns): TicketReader {
  const isLines = isObjectALine(head.trimStart());
  const stream = isLines ? ndjsonStream() : jsonDocumentStream();
  const makers = new Map<string, TicketMaker<JsonRow>>();
  let about: TicketFormat | undefined;
  let told = false;
  const beside = sideLoads();
  /** Tickets of a document whose users stand behind them, held back until these are known. */
  const waiting: { readonly value: JsonRow; readonly line: number; readonly nth: number }[] = [];
  let mayWait = true;

  const makerOf = (row: JsonRow): TicketMaker<JsonRow> => {
    const keys = Object.keys(row);
    const signature = keys.join("\u001F");
    const known = makers.get(signature);
    if (known !== undefined) return known;
    const found = recognise({ format: "json", keys: pathsOf(row) }, TICKET_ADAPTERS);
    const maker = ticketMaker(fieldSources(found?.adapter), objectGetter(keys), named);
    if (makers.size >= MOST_SHAPES) makers.clear();
    makers.set(signature, maker);
    about ??= {
      title: found?.adapter.title ?? "tickets in JSON",
      subjectOnly: !maker.hasDescription && threadOf(row) === undefined,
      ...(maker.hasId ? {} : { unread: maker.unread(keys) }),
    };
    return maker;
  };
  const collect = (
    isEnd: boolean,
    run: (object: (object: StreamedObject) => void, broken: (broken: BrokenLine) => void) => void,
  ): Omit<TicketBatch, "bytes"> => {
    const tickets: Ticket[] = [];
    const broken: BrokenLine[] = [];
    const take = (value: JsonRow, line: number, nth: number): void => {
      const maker = makerOf(value);
      const thread = threadOf(value);
      const made = maker.make(value, line);
      const ticket = thread === undefined ? made : { ...made, description: made.description || thread.first, lastMessage: thread.last };
      if (saysNothing(ticket)) broken.push({ line, reason: `an object without a subject or a text${nthOf(nth)}` });
      else tickets.push(ticket);
    };
    const release = (): void => {
      for (const { value, line, nth } of waiting) take(beside.join(value), line, nth);
      waiting.length = 0;
    };
    run(
      ({ line, list, nth, value }) => {
        if (beside.learn(list, value) || NO_TICKETS.has(list)) return;
        const page = pageOf(value);
        if (page !== undefined) for (const each of joinedPage(value, page)) take(each, line, nth);
        else if (!isLines && mayWait && (waiting.length > 0 || beside.waits(value))) waiting.push({ value, line, nth });
        else take(beside.join(value), line, nth);
        if (waiting.length <= MOST_WAITING) return;
        mayWait = false;
        release();
      },
      (line) => broken.push(line),
    );
    if (isEnd) release();
    if (told || about === undefined) return { tickets, broken };
    told = true;
    return { tickets, broken, about };
  };
  return {
    take: (text) => collect(false, (object, broken) => stream.push(text, object, broken)),
    finish: () => collect(true, (object, broken) => stream.end(object, broken)),
  };
}

const MOST_SHAPES = 500;
/** A page of an API holds fewer tickets; in a longer document those before its users go without them. */
const MOST_WAITING = 2000;

/** Also where the first line is broken: then the next one shows it. */
function isObjectALine(text: string): boolean {
  if (!text.startsWith("{")) return false;
  const end = text.indexOf("\n");
  if (parseJson(end < 0 ? text : text.slice(0, end)).ok) return true;
  // A line too long to be seen whole: one ticket, unless it begins as a document of lists does.
  if (end < 0) return !LIST_WITHIN.test(text.slice(0, SHOWN));
  // A first line that leaves something open begins a document, though each of its tickets may have a line of its own.
  return !LEFT_OPEN.test(text.slice(0, end)) && /^.*\n\{"/.test(text);
}

const LEFT_OPEN = /[[{,:]\s*$/;

const SHOWN = 65_536;
const LIST_WITHIN = /^\{\s*"[^"]{1,80}"\s*:\s*\[|"(?:tickets|conversations|results|issues|data|users|organizations)"\s*:\s*\[\s*[{\]]/;

/** The tickets of a page of an API on one line. */
function pageOf(value: JsonRow): readonly JsonRow[] | undefined {
  for (const name of ["tickets", "conversations", "results", "issues", "data"]) {
    const list = value[name];
    if (Array.isArray(list) && value["subject"] === undefined)
      return list.filter((each): each is JsonRow => typeof each === "object" && each !== null && !Array.isArray(each));
  }
  return undefined;
}

/** The tickets of a page with what the lists beside them say. */
function joinedPage(page: JsonRow, tickets: readonly JsonRow[]): readonly JsonRow[] {
  const beside: SideLoads = sideLoads();
  for (const [list, records] of Object.entries(page))
    if (Array.isArray(records)) for (const record of records) if (isRecord(record)) beside.learn(list, record);
  return tickets.map((ticket) => beside.join(ticket));
}

/** Keys of an object and of the objects in it, two levels deep. */
function pathsOf(row: JsonRow): string[] {
  return Object.entries(row).flatMap(([key, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? [key, ...Object.keys(value).map((inner) => `${key}.${inner}`)]
      : [key],
  );
}
