import { DataError } from "../../core/errors.ts";
import type { TicketBatch, TicketReader } from "./ticket-batch.ts";
import type { NamedColumns } from "./ticket-fields.ts";
import { jsonReader } from "./ticket-json.ts";
import { tableReader } from "./ticket-table.ts";
import { ticketText } from "./ticket-text.ts";

/** So much of a text shows what it is. */
const HEAD = 65_536;

/**
 * Reads tickets from a stream of any format that the book knows, and of any table or JSON that has an id and a text, in constant memory.
 * Throws DataError for what holds no tickets and for an empty stream.
 */
export async function* ticketStream(source: AsyncIterable<string | Uint8Array>, named: NamedColumns): AsyncGenerator<TicketBatch> {
  let reader: TicketReader | undefined;
  let [head, headBytes] = ["", 0];
  const headNotUtf8: number[] = [];
  for await (const { text, ...told } of ticketText(source)) {
    if (reader === undefined) {
      head += text;
      headBytes += told.bytes;
      headNotUtf8.push(...(told.notUtf8 ?? []));
      if (!isEnough(head)) continue;
      reader = readerFor(head, named);
      yield { ...reader.take(head), bytes: headBytes, notUtf8: headNotUtf8 };
      head = "";
    } else yield { ...reader.take(text), ...told };
  }
  if (reader === undefined) {
    if (head.trim() === "")
      throw new DataError({
        code: "no-tickets",
        message: "There is nothing to triage: the input is empty.",
        fix: "Pipe an export of tickets in, or name a file: echo-cs triage tickets.csv",
      });
    reader = readerFor(head, named);
    yield { ...reader.take(head), bytes: headBytes, notUtf8: headNotUtf8 };
  }
  yield { ...reader.finish(), bytes: 0 };
}

/** A first line and something behind it, or a good piece without a line end. */
function isEnough(head: string): boolean {
  const start = head.trimStart();
  return start.length > HEAD || /\n[^\n]*\S/.test(start);
}

function readerFor(head: string, named: NamedColumns): TicketReader {
  return /^\s*[[{]/.test(head) ? jsonReader(head, named) : tableReader(head, named);
}
