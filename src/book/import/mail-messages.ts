import { isHeaderLine } from "./mail-headers.ts";

/** The header block of one message. */
export interface MailMessage {
  /** 1-based line on which it begins: the envelope of a mailbox, else the first field. */
  readonly line: number;
  /** Raw lines, each byte a character; null where there are more than a header can have. */
  readonly lines: readonly string[] | null;
}

/** Envelope of a mailbox: `From ada@acme.example Mon Jan  5 10:00:00 2026`, with or without a zone before the year. */
const ENVELOPE = /^From \S+\s+[A-Z][a-z]{2}\s+[A-Z][a-z]{2}\s+\d{1,2}\s+\d{1,2}:\d{2}(:\d{2})?\s.*\d{4}\s*$/;

const LONGEST_LINE = 65_536;
const LONGEST_HEADER = 512 * 1024;

/** True for the beginning of a mailbox, or of a single message: a block of header fields with sender and time. */
export function isMail(text: string): boolean {
  const [first = "", ...rest] = text.slice(0, 65_536).split(/\r?\n/);
  if (ENVELOPE.test(first)) return isHeaderLine(rest[0] ?? "");
  const end = rest.findIndex((line) => line === "");
  const block = [first, ...(end < 0 ? rest : rest.slice(0, end))];
  const has = (name: string): boolean => block.some((line) => line.toLowerCase().startsWith(`${name}:`));
  return (
    block.every((line) => isHeaderLine(line) || /^[ \t]/.test(line)) &&
    has("from") &&
    has("date") &&
    (has("to") || has("message-id") || has("received"))
  );
}

/**
 * The header blocks of a mailbox (mbox) or of a single message, one after the other at constant memory: bodies and attachments are passed
 * over. Within a mailbox a message begins with an envelope after an empty line; `>From ` and sentences that begin with "From " are text.
 */
export async function* mailMessages(chunks: AsyncIterable<Buffer>): AsyncGenerator<MailMessage> {
  let begins = 1;
  let header: string[] | undefined = [];
  let size = 0;
  let isMailbox = false;
  /** The envelope's line, until the next line shows that it is one. */
  let envelope: number | undefined;
  let blank = true;
  let number = 0;
  for await (const line of linesOf(chunks)) {
    number += 1;
    if (number === 1 && ENVELOPE.test(line)) {
      isMailbox = true;
      continue;
    }
    if (envelope !== undefined) {
      if (isHeaderLine(line)) {
        begins = envelope;
        header = [];
        size = 0;
      }
      envelope = undefined;
    }
    if (header !== undefined) {
      if (line === "") {
        yield { line: begins, lines: size > LONGEST_HEADER ? null : header };
        header = undefined;
        blank = true;
        continue;
      }
      size += line.length;
      if (size <= LONGEST_HEADER) header.push(line);
      continue;
    }
    if (isMailbox && blank && ENVELOPE.test(line)) envelope = number;
    blank = line === "";
  }
  if (header !== undefined && header.length > 0) yield { line: begins, lines: size > LONGEST_HEADER ? null : header };
}

/** Lines without their ends, one character a byte; of longer lines than any header has, the beginning. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = chunk.toString("latin1").split("\n");
    for (const [index, part] of lines.entries()) {
      rest = rest.length < LONGEST_LINE ? rest + part.slice(0, LONGEST_LINE) : rest;
      if (index === lines.length - 1) break;
      yield rest.endsWith("\r") ? rest.slice(0, -1) : rest;
      rest = "";
    }
  }
  if (rest !== "") yield rest;
}
