import type { Ticket } from "../../domain/triage/ticket.ts";
import type { BrokenLine } from "./csv-stream.ts";

/** Tickets of one piece of a stream, with what could not be read in it. */
export interface TicketBatch {
  readonly tickets: readonly Ticket[];
  readonly broken: readonly BrokenLine[];
  /** Lines of rows that hold nothing at all: passed over. */
  readonly blank?: readonly number[];
  /** Lines that are no UTF-8 and were read as Windows-1252. */
  readonly notUtf8?: readonly number[];
  /** How many bytes of the source it stands for. */
  readonly bytes: number;
  /** What the export was taken for; in the first batch. */
  readonly about?: TicketFormat;
}

export interface TicketFormat {
  readonly title: string;
  /** True where the export holds no messages. */
  readonly subjectOnly: boolean;
  /** The table that the rows rather belong to, where they look like no tickets. */
  readonly looksLike?: string;
  /** Where no column holds ids: the columns that nothing was read from, one of which may. */
  readonly unread?: readonly string[];
}

/** Makes tickets of the pieces of a text, as they come. */
export interface TicketReader {
  take(text: string): Omit<TicketBatch, "bytes" | "notUtf8">;
  finish(): Omit<TicketBatch, "bytes" | "notUtf8">;
}
