import { DataError } from "../../core/errors.ts";
import { clean } from "../../core/text.ts";
import { saysNothing, type Ticket } from "../../domain/triage/ticket.ts";
import { proposeMapping } from "../mapping/propose/propose-mapping.ts";
import type { DataTable } from "../schema.ts";
import { csvHeader } from "./csv-header.ts";
import { type BrokenLine, csvStream } from "./csv-stream.ts";
import { headerKey, recognise } from "./recognise.ts";
import { OTHER_ADAPTERS, TICKET_ADAPTERS } from "./ticket-adapters.ts";
import type { TicketBatch, TicketReader } from "./ticket-batch.ts";
import { fieldSources } from "./ticket-field-sources.ts";
import { type NamedColumns, type TicketMaker, ticketMaker } from "./ticket-fields.ts";
import { cellGetter } from "./ticket-getters.ts";

/** Reads tickets out of a delimited text that begins with `head`. Throws DataError where no column holds their text. */
export function tableReader(head: string, named: NamedColumns): TicketReader {
  const { delimiter, cells } = csvHeader(head);
  const found = recognise({ format: "table", keys: cells }, TICKET_ADAPTERS);
  const maker = ticketMaker(fieldSources(found?.adapter), cellGetter(cells), named);
  check(maker, cells, named);
  const stream = csvStream(cells.length === 1 ? undefined : delimiter);
  const isMessages = found?.adapter.name === "intercom-messages";
  const conversations = isMessages ? conversationRows(cells) : undefined;
  let isHeader = true;
  /** From the first NUL on; a row may have begun in an earlier piece. */
  let mayHoldNul = false;
  const collect = (
    run: (row: (row: { line: number; cells: readonly string[] }) => void, broken: (line: BrokenLine) => void) => void,
    isEnd: boolean,
  ): Omit<TicketBatch, "bytes"> => {
    const tickets: Ticket[] = [];
    const broken: BrokenLine[] = [];
    const blank: number[] = [];
    run(
      ({ line, cells: row }) => {
        if (isHeader) {
          isHeader = false;
          return;
        }
        if (row.length !== cells.length) {
          if (row.length > 1 || (row[0] ?? "").trim() !== "")
            broken.push({ line, reason: `a row of ${row.length} cells; the header has ${cells.length}` });
          return;
        }
        if (row.every((cell) => cell.trim() === "")) {
          if (row.length > 1) blank.push(line);
          return;
        }
        if (mayHoldNul && row.some((cell) => cell.includes("\0"))) {
          broken.push({ line, reason: "a NUL byte in the text" });
          return;
        }
        const ticket = maker.make(row, line);
        if (conversations === undefined && saysNothing(ticket)) broken.push({ line, reason: "a row without a subject or a text" });
        else if (conversations === undefined) tickets.push(ticket);
        else conversations.add(row, ticket, tickets);
      },
      (line) => broken.push(line),
    );
    if (isEnd) conversations?.flush(tickets);
    return { tickets, broken, ...(blank.length === 0 ? {} : { blank }) };
  };
  // Who names the text knows what the file is.
  const other = found === undefined && named.text === undefined ? otherExport(head, delimiter, cells) : undefined;
  const about = {
    title: found?.adapter.title ?? "a table of tickets",
    subjectOnly: !maker.hasDescription,
    ...(other === undefined ? {} : { looksLike: other }),
    ...(maker.hasId ? {} : { unread: maker.unread(cells) }),
  };
  let isFirst = true;
  return {
    take: (text) => {
      mayHoldNul ||= text.includes("\0");
      const batch = collect((row, broken) => stream.push(text, row, broken), false);
      const told = isFirst ? { ...batch, about } : batch;
      isFirst = false;
      return told;
    },
    finish: () => collect((row, broken) => stream.end(row, broken), true),
  };
}

/** So sure must the header and first rows make us that the rows are none of tickets. */
const SURE = 0.7;
const SAMPLE_ROWS = 50;

/** The table of the book, other than tickets, that the rows rather belong to: by a known header, else by what headers and cells look like. */
function otherExport(head: string, delimiter: string, cells: readonly string[]): DataTable | undefined {
  const known = recognise({ format: "table", keys: cells }, OTHER_ADAPTERS);
  if (known !== undefined && known.confidence >= SURE) return known.adapter.table;
  const rows: (readonly string[])[] = [];
  const first = csvStream(delimiter);
  first.push(
    head,
    (row) => rows.push(row.cells),
    () => {},
  );
  const sample = rows.slice(1, 1 + SAMPLE_ROWS);
  const guess = proposeMapping(
    "",
    cells.map((header, place) => ({
      header,
      values: sample.map((row) => (row[place] ?? "").trim()).filter((value) => value !== ""),
      rows: sample.length,
    })),
  );
  return guess === undefined || guess.table === "tickets" || guess.confidence < SURE ? undefined : guess.table;
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

function check(maker: TicketMaker<readonly string[]>, cells: readonly string[], { text, id }: NamedColumns): void {
  const keys = new Set(cells.map(headerKey));
  const missing = [...(text ?? []), ...(id === undefined ? [] : [id])].find((name) => !keys.has(headerKey(name)));
  if (missing === undefined && (maker.hasSubject || maker.hasDescription)) return;
  throw new DataError({
    code: "no-text-column",
    message: missing === undefined ? "No column holds the text of the tickets." : `There is no column ${clean(missing)}.`,
    found: clean(cells.slice(0, 12).join(", ")),
    allowed: ["a column called subject, title or summary", "a column called description, body or message", "--text COLUMN[,COLUMN]"],
    fix:
      missing === undefined && cells.length === 1
        ? "Where every line is a ticket, put a line with the one word text above them."
        : missing === undefined && cells.some(isSentence)
          ? "Where every line is a ticket, put a line with the one word text above them; else name the columns with the text: --text COLUMN[,COLUMN]."
          : "Name the columns with the text: --text COLUMN[,COLUMN], and that of the id: --id COLUMN.",
  });
}

/** No column is called so: the line is one of the tickets themselves. */
function isSentence(cell: string): boolean {
  return cell.trim().split(/\s+/).length > 3;
}
