import { compareText } from "../../core/compare-text.ts";
import { createGunzip } from "node:zlib";
import { readStream } from "../../core/files.ts";
import { count } from "../../core/text.ts";
import type { Database } from "../snapshot/database.ts";
import { decodedWords, rawText } from "./encoded-words.ts";
import { companyDomain } from "./free-mail.ts";
import { mailAddresses, mailDate, type MailHeaders, mailHeaders } from "./mail-headers.ts";
import { mailMessages } from "./mail-messages.ts";
import { RAW_ROWS, type RawTable, type Reject } from "./raw-table.ts";
import { headerKey } from "./recognise.ts";

/** What messages offer; HOST and ATTENDEES are their addresses by side. */
export const MAIL_KEYS = ["RFC5322:MESSAGE", "MESSAGE-ID", "DATE", "HOST", "ATTENDEES", "SUBJECT"] as const;

interface Message {
  readonly line: number;
  readonly id: string | null;
  readonly date: string | null;
  readonly subject: string | null;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A header that says one of these was written by a program, or is no part of a conversation. */
const AUTOMATIC: Readonly<Record<string, RegExp>> = {
  "auto-submitted": /^(?!no\b)/i,
  precedence: /^(bulk|list|junk|auto_reply)/i,
  "x-gmail-labels": /(^|,)"?(spam|trash|draft|drafts)"?(,|$)/i,
};

/** Fields of which a message has one: two of them are two stories. */
const ONCE = ["from", "date", "subject", "message-id"];

/**
 * Reads the headers of a mailbox or of one message into `raw`, never a body. Ours are the addresses of the mailbox it was delivered to, else
 * of the domain that more messages have than any other; without either all addresses are theirs, and only those that other exports know
 * lead to an account.
 */
export async function readMail(db: Database, absolute: string, gzipped: boolean): Promise<RawTable> {
  const messages: Message[] = [];
  const rejects: Reject[] = [];
  const delivered = new Map<string, number>();
  let automatic = 0;
  const stream = readStream(absolute);
  const chunks = gzipped ? stream.pipe(createGunzip()) : stream;
  if (gzipped) stream.on("error", (error) => chunks.emit("error", error));
  for await (const { line, lines } of mailMessages(chunks as AsyncIterable<Buffer>)) {
    const headers = lines === null ? undefined : mailHeaders(lines);
    const twice = headers === undefined ? undefined : ONCE.find((name) => (headers.get(name)?.length ?? 0) > 1);
    if (headers === undefined || twice !== undefined) {
      const reason = twice === undefined ? "expected a header of at most 512 KiB" : "expected one such field in a message";
      rejects.push({ line, column: twice ?? null, value: null, reason, refused: "row" });
      continue;
    }
    if (Object.entries(AUTOMATIC).some(([name, pattern]) => headers.get(name)?.some((value) => pattern.test(value)))) automatic += 1;
    else messages.push(messageOf(line, headers));
    for (const address of new Set((headers.get("delivered-to") ?? []).flatMap(mailAddresses)))
      delivered.set(address, (delivered.get(address) ?? 0) + 1);
  }
  const isOurs = ours(messages, delivered);
  const outward = messages.filter(({ from, to }) => isOurs === undefined || ![...from, ...to].every(isOurs));
  await db.run("DROP TABLE IF EXISTS raw; DROP TABLE IF EXISTS raw_lines");
  await db.run(`CREATE TEMP TABLE raw (${MAIL_KEYS.map((_, index) => `c${index} VARCHAR`).join(", ")}, begins BIGINT)`);
  await db.append(
    "raw",
    outward.map((message) => cellsOf(message, isOurs ?? (() => false))),
  );
  const inward = messages.length - outward.length;
  const notes = [
    ...(isOurs === undefined && messages.length > 0
      ? ["whose mailbox it is does not show: only addresses that other exports know lead to an account"]
      : []),
    ...(inward === 0 ? [] : [`${count(inward, "message")} among ourselves left out`]),
    ...(automatic === 0 ? [] : [`${count(automatic, "message")} by programs or lists, or from spam, trash and drafts, left out`]),
  ];
  return {
    columns: new Map(MAIL_KEYS.map((header, index) => [headerKey(header), { header, column: `c${index}` }])),
    source: RAW_ROWS,
    line: "CAST(begins AS INTEGER)",
    rowsIn: outward.length + rejects.length,
    rejects,
    note: notes.join("; ") || null,
  };
}

function messageOf(line: number, headers: MailHeaders): Message {
  const text = (name: string): string | null => decodedWords(rawText(headers.get(name)?.[0] ?? "")).trim() || null;
  const date = headers.get("date")?.[0] ?? "";
  const addresses = (...names: readonly string[]): string[] => [
    ...new Set(names.flatMap((name) => headers.get(name) ?? []).flatMap((list) => mailAddresses(rawText(list)))),
  ];
  return {
    line,
    id: (headers.get("message-id")?.[0] ?? "").replaceAll(/[<>\s]/g, "") || null,
    date: mailDate(date) ?? (date || null),
    subject: text("subject"),
    from: addresses("from"),
    to: addresses("to", "cc"),
  };
}

function cellsOf({ line, id, date, subject, from, to }: Message, isOurs: (address: string) => boolean): (string | number | null)[] {
  const all = [...new Set([...from, ...to])];
  const cells: Readonly<Record<(typeof MAIL_KEYS)[number], string | null>> = {
    "RFC5322:MESSAGE": null,
    "MESSAGE-ID": id,
    DATE: date,
    HOST: all.find(isOurs) ?? null,
    ATTENDEES:
      all
        .filter((address) => !isOurs(address))
        .sort()
        .join(";") || null,
    SUBJECT: subject,
  };
  return [...MAIL_KEYS.map((key) => cells[key]), line];
}

/** Tells our addresses; undefined where nothing shows which they are. */
function ours(messages: readonly Message[], delivered: ReadonlyMap<string, number>): ((address: string) => boolean) | undefined {
  const [owner] = [...delivered].toSorted(([a, x], [b, y]) => y - x || compareText(a, b));
  if (owner !== undefined) {
    const [address] = owner;
    const domain = companyDomain(address);
    return domain === undefined ? (other) => other === address : (other) => other.endsWith(`@${domain}`);
  }
  const seen = new Map<string, number>();
  for (const { from, to } of messages) {
    for (const domain of new Set([...from, ...to].flatMap((address) => companyDomain(address) ?? [])))
      seen.set(domain, (seen.get(domain) ?? 0) + 1);
  }
  const [first, second] = [...seen].toSorted(([, x], [, y]) => y - x);
  if (first === undefined || first[1] < 2 || first[1] === second?.[1]) return undefined;
  return (address) => address.endsWith(`@${first[0]}`);
}
